import type { ReactNode } from 'react'
import type { Assessment } from '../../../shared/assessment.ts'
import type { Outcome } from '../../../shared/compare.ts'
import { dollars } from '../../../shared/cost.ts'
import { percentRange, range, times, writtenPercent } from '../../../shared/figures.ts'
import { lightText } from '../../../shared/floor-text.ts'
import { floorsOf } from '../../../shared/floors.ts'
import { baselineOf, inSentence, type Result } from '../../../shared/result.ts'
import { addedWithInterval, shareWithInterval } from '../../../shared/verdict-text.ts'

interface ScenarioFiguresProps {
  id: string
  result: Result
  /** Null where the baseline was not part of the run. */
  found: Assessment | null
  cells: readonly Outcome[]
}

/** Measured beside predicted beside published; rates as a range over the paths. */
export function ScenarioFigures(props: ScenarioFiguresProps): ReactNode {
  const shares = shareFigures(props)
  return (
    <dl className="scenario-figures">
      {[...shares, ...rateFigures(props, !shares.some(({ strong }) => strong))].map((figure) => (
        <Figure key={figure.label} {...figure} />
      ))}
    </dl>
  )
}

interface FigureProps {
  label: string
  value: string
  strong?: boolean
}

/** What there is to say against the baseline: nothing for the baseline itself. */
function shareFigures({ id, result, found, cells }: ScenarioFiguresProps): FigureProps[] {
  const baseline = baselineOf(result)
  const one = found?.scenarios.find(({ scenarioId }) => scenarioId === id)
  const isFloor = floorsOf(result.run.scenarios).some((floor) => floor.id === id)
  const alone = isFloor ? lightText(found, id) : null
  if (alone !== null) return [{ label: 'with one connection, compared with nothing', value: alone }]
  if (baseline === null || !found || one === undefined) return []
  const predicted = result.run.predictions[id]
  const published = cells.flatMap((cell) =>
    cell.published?.shareOfBaseline ? [cell.published.shareOfBaseline] : [],
  )
  const measured = one.verdict === null ? 'no figure' : shareWithInterval(one.verdict.estimate)
  return [
    { label: `of the ${inSentence(baseline.title)}, measured`, value: measured, strong: true },
    ...(one.added ? [{ label: 'added with one connection', value: addedWithInterval(one.added) }] : []),
    ...(predicted === undefined ? [] : [{ label: 'predicted', value: writtenPercent(predicted) }]),
    ...(published.length === 0 ? [] : [{ label: 'published', value: percentRange(published) }]),
    ...(one.validRounds < found.completeRounds
      ? [{ label: 'valid', value: `${one.validRounds} of ${times(found.completeRounds, 'round')}` }]
      : []),
  ]
}

function rateFigures({ id, result, cells }: ScenarioFiguresProps, strong: boolean): FigureProps[] {
  const rates = cells.flatMap(({ goodRatePerSec }) => (goodRatePerSec === null ? [] : [goodRatePerSec]))
  const perMillion = result.run.cost?.usdPerMillion[id]
  return [
    {
      label: 'good requests per second',
      value: rates.length === 0 ? 'no figure' : range(rates),
      strong,
    },
    ...(perMillion === undefined
      ? []
      : [{ label: 'per million requests, without the hours', value: dollars(perMillion) }]),
  ]
}

function Figure({ label, value, strong = false }: FigureProps): ReactNode {
  return (
    <div className={strong ? 'scenario-figure strong' : 'scenario-figure'}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
