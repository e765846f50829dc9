import { useId, type ReactNode } from 'react'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { Button } from '../../ui/button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import type { DraftDesk } from './use-draft.ts'
import './predict.css'

/** What the person expects, before it is known: shown beside what is measured. */
export function PredictStep({ desk }: { desk: DraftDesk }): ReactNode {
  const { draft, experiment, scenarios } = desk
  const baseline = scenarios.find(({ id }) => id === experiment.baseline)
  const others = scenarios.filter(({ id }) => id !== experiment.baseline && draft.scenarios.includes(id))
  if (others.length === 0)
    return <p className="plan-words">There is nothing to predict: only the baseline is chosen.</p>
  return (
    <>
      <p className="plan-words">
        If you like: how much of the <Term id="throughput">throughput</Term> of “
        {baseline?.title ?? experiment.baseline}” will each scenario keep? The result shows your guess beside
        what was measured. Guessing first is the best way to learn something from it.
      </p>
      <ul className="plan-predictions">
        {others.map((scenario) => (
          <Prediction key={scenario.id} scenario={scenario} desk={desk} />
        ))}
      </ul>
    </>
  )
}

function Prediction({ scenario, desk }: { scenario: Scenario; desk: DraftDesk }): ReactNode {
  const id = useId()
  const percent = desk.draft.predictions[scenario.id] ?? null
  const predict = (value: number | null): void =>
    desk.change({ kind: 'prediction', scenarioId: scenario.id, percent: value })
  return (
    <li className="plan-prediction">
      <div className="plan-prediction-what">
        <h3 id={id}>
          <ScenarioMark id={scenario.id} /> {scenario.title}
        </h3>
        <ScenarioDiagram scenario={scenario} />
      </div>
      <div className="plan-prediction-how">
        <input
          type="range"
          min={0}
          max={100}
          step={1}
          value={percent ?? 0}
          className={percent === null ? 'unset' : undefined}
          aria-label={`Share that ${scenario.title} keeps`}
          aria-valuetext={percent === null ? 'no prediction' : `${percent} percent`}
          onChange={(event) => predict(Number(event.target.value))}
        />
        <div className="plan-prediction-scale small muted" aria-hidden="true">
          <span>nothing</span>
          <span>half</span>
          <span>all of it</span>
        </div>
        <div className="plan-prediction-number">
          <NumberField
            label={
              <>
                <span className="visually-hidden">{scenario.title}: </span>Share
              </>
            }
            error={desk.faults.predictions[scenario.id] ?? null}
            value={percent}
            unit="%"
            min={0}
            max={100}
            step={1}
            onChange={predict}
          />
          {percent === null ? (
            <span className="small muted">No prediction</span>
          ) : (
            <Button
              small
              variant="quiet"
              aria-label={`Clear the prediction for ${scenario.title}`}
              onClick={() => predict(null)}
            >
              Clear
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}
