import { type ReactNode, useId } from 'react'
import type { Outcome } from '../../../shared/compare.ts'
import type { Doubt } from '../../../shared/doubts.ts'
import { dollars } from '../../../shared/cost.ts'
import { latencyRange, percentRange, range, roughPercent } from '../../../shared/figures.ts'
import { baselineOf, inSentence, outcomesOf, type Result } from '../../../shared/result.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { DoubtList } from './doubt-list.tsx'

interface ScenarioSectionsProps {
  result: Result
  doubts: readonly Doubt[]
  scenarios: readonly Scenario[]
}

/** Scenario by scenario: its path, what was predicted and measured, why, and its limitations. */
export function ScenarioSections({ result, doubts, scenarios }: ScenarioSectionsProps): ReactNode {
  const cells = outcomesOf(result)
  return (
    <section className="stack" aria-labelledby="scenario-by-scenario">
      <h2 id="scenario-by-scenario">Scenario by scenario</h2>
      {result.run.scenarios.map(({ id, title }) => (
        <ScenarioSection
          key={id}
          id={id}
          title={title}
          scenario={scenarios.find((one) => one.id === id)}
          result={result}
          cells={cells.filter((cell) => cell.scenarioId === id)}
          doubts={doubts.filter((doubt) => doubt.scenarioId === id)}
        />
      ))}
    </section>
  )
}

interface ScenarioSectionProps {
  id: string
  title: string
  /** Undefined where the app no longer knows it. */
  scenario: Scenario | undefined
  result: Result
  cells: readonly Outcome[]
  doubts: readonly Doubt[]
}

function ScenarioSection({ id, title, scenario, result, cells, doubts }: ScenarioSectionProps): ReactNode {
  const heading = useId()
  return (
    <section className="card scenario-section" aria-labelledby={heading}>
      <div className="scenario-section-head">
        <div className="stack">
          <h3 id={heading}>
            <ScenarioMark id={id} size={14} /> {title}
          </h3>
          <Figures id={id} result={result} cells={cells} />
        </div>
        {scenario === undefined ? null : <ScenarioDiagram scenario={scenario} size="small" />}
      </div>
      {scenario === undefined ? null : (
        <dl className="scenario-words">
          <div>
            <dt>Expected</dt>
            <dd>{scenario.expect}</dd>
          </div>
          <div>
            <dt>Why</dt>
            <dd>{scenario.why}</dd>
          </div>
        </dl>
      )}
      <DoubtList title="Limitations" doubts={doubts} />
    </section>
  )
}

/** Measured beside predicted beside published, as ranges over the paths. */
function Figures({
  id,
  result,
  cells,
}: {
  id: string
  result: Result
  cells: readonly Outcome[]
}): ReactNode {
  const baseline = baselineOf(result)
  const rates = cells.flatMap(({ goodRatePerSec }) => (goodRatePerSec === null ? [] : [goodRatePerSec]))
  const shares = cells.flatMap(({ shareOfBaseline }) => (shareOfBaseline === null ? [] : [shareOfBaseline]))
  const published = cells.flatMap((cell) =>
    cell.published?.shareOfBaseline ? [cell.published.shareOfBaseline] : [],
  )
  const latencies = cells.flatMap(({ p99Us }) => (p99Us === null ? [] : [p99Us]))
  const perMillion = result.run.cost?.usdPerMillion[id]
  const predicted = result.run.predictions[id]
  const others = baseline !== null && baseline.id !== id
  return (
    <dl className="scenario-figures">
      {others ? (
        <Figure
          label={`of the ${inSentence(baseline.title)}, measured`}
          value={shares.length === 0 ? 'no figure' : percentRange(shares)}
          strong
        />
      ) : null}
      {others && predicted !== undefined ? (
        <Figure label="predicted" value={roughPercent(predicted)} />
      ) : null}
      {others && published.length > 0 ? <Figure label="published" value={percentRange(published)} /> : null}
      <Figure
        label="good requests per second"
        value={rates.length === 0 ? 'no figure' : range(rates)}
        strong={!others}
      />
      {latencies.length === 0 ? null : <Figure label="99th percentile" value={latencyRange(latencies)} />}
      {perMillion === undefined ? null : <Figure label="per million requests" value={dollars(perMillion)} />}
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
