import type { ReactNode } from 'react'
import type { Assessment } from '../../../shared/assessment.ts'
import type { Outcome } from '../../../shared/compare.ts'
import { dollars } from '../../../shared/cost.ts'
import { percentRange, range, roughPercent, times } from '../../../shared/figures.ts'
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
export function ScenarioFigures({ id, result, found, cells }: ScenarioFiguresProps): ReactNode {
  const baseline = baselineOf(result)
  const one = found?.scenarios.find(({ scenarioId }) => scenarioId === id)
  const rates = cells.flatMap(({ goodRatePerSec }) => (goodRatePerSec === null ? [] : [goodRatePerSec]))
  const published = cells.flatMap((cell) =>
    cell.published?.shareOfBaseline ? [cell.published.shareOfBaseline] : [],
  )
  const perMillion = result.run.cost?.usdPerMillion[id]
  const predicted = result.run.predictions[id]
  const others = baseline !== null && one !== undefined
  return (
    <dl className="scenario-figures">
      {others ? (
        <Figure
          label={`of the ${inSentence(baseline.title)}, measured`}
          value={one.verdict === null ? 'no figure' : shareWithInterval(one.verdict.estimate)}
          strong
        />
      ) : null}
      {one?.added ? <Figure label="added with one connection" value={addedWithInterval(one.added)} /> : null}
      {others && predicted !== undefined ? (
        <Figure label="predicted" value={roughPercent(predicted)} />
      ) : null}
      {others && published.length > 0 ? <Figure label="published" value={percentRange(published)} /> : null}
      <Figure
        label="good requests per second"
        value={rates.length === 0 ? 'no figure' : range(rates)}
        strong={!others}
      />
      {perMillion === undefined ? null : <Figure label="per million requests" value={dollars(perMillion)} />}
      {others && one.validRounds < (found?.completeRounds ?? 0) ? (
        <Figure label="valid" value={`${one.validRounds} of ${times(found?.completeRounds ?? 0, 'round')}`} />
      ) : null}
    </dl>
  )
}

function Figure({
  label,
  value,
  strong = false,
}: {
  label: string
  value: string
  strong?: boolean
}): ReactNode {
  return (
    <div className={strong ? 'scenario-figure strong' : 'scenario-figure'}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
