import { type ReactNode, useId } from 'react'
import type { Assessment } from '../../../shared/assessment.ts'
import type { Outcome } from '../../../shared/compare.ts'
import type { Doubt } from '../../../shared/doubts.ts'
import { outcomesOf, type Result } from '../../../shared/result.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { DoubtList } from './doubt-list.tsx'
import { Expectations } from './expectations.tsx'
import { ScenarioFigures } from './scenario-figures.tsx'

interface ScenarioSectionsProps {
  result: Result
  /** Null where the baseline was not part of the run. */
  found: Assessment | null
  doubts: readonly Doubt[]
  scenarios: readonly Scenario[]
}

/** Scenario by scenario: what was measured, whether that was expected, why, and its limitations. */
export function ScenarioSections({ result, found, doubts, scenarios }: ScenarioSectionsProps): ReactNode {
  const cells = outcomesOf(result)
  return (
    <section className="stack" aria-labelledby="scenario-by-scenario">
      <h2 id="scenario-by-scenario">Expected or not, scenario by scenario</h2>
      {result.run.scenarios.map(({ id, title }) => (
        <ScenarioSection
          key={id}
          id={id}
          title={title}
          scenario={scenarios.find((one) => one.id === id)}
          result={result}
          found={found}
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
  found: Assessment | null
  cells: readonly Outcome[]
  doubts: readonly Doubt[]
}

function ScenarioSection(props: ScenarioSectionProps): ReactNode {
  const { id, title, scenario, result, found, cells, doubts } = props
  const heading = useId()
  return (
    <section className="card scenario-section" aria-labelledby={heading}>
      <div className="scenario-section-head">
        <div className="stack">
          <h3 id={heading}>
            <ScenarioMark id={id} size={14} /> {title}
          </h3>
          <ScenarioFigures id={id} result={result} found={found} cells={cells} />
        </div>
        {scenario === undefined ? null : <ScenarioDiagram scenario={scenario} size="small" />}
      </div>
      <Expectations id={id} scenario={scenario} result={result} found={found} />
      <DoubtList title="Limitations" doubts={doubts} />
    </section>
  )
}
