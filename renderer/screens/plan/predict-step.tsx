import { useId, type ReactNode } from 'react'
import { faultAt } from '../../../shared/faults.ts'
import { compared } from '../../../shared/floors.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { Button } from '../../ui/button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import type { DraftEditor } from './use-draft.ts'
import './predict.css'

/** What the person expects. The result shows it next to what was measured. */
export function PredictStep({ editor }: { editor: DraftEditor }): ReactNode {
  const { draft, experiment, scenarios } = editor
  const baseline = scenarios.find(({ id }) => id === experiment.baseline)
  const others = compared(scenarios).filter(
    ({ id }) => id !== experiment.baseline && draft.scenarios.includes(id),
  )
  if (others.length === 0)
    return <p className="plan-words">There is nothing to predict: you chose only the baseline.</p>
  return (
    <>
      <p className="plan-words">
        Optional: what share of the <Term id="throughput">throughput</Term> of “
        {baseline?.title ?? experiment.baseline}” will each scenario reach? The result shows your prediction
        next to what was measured.
      </p>
      <ul className="plan-predictions">
        {others.map((scenario) => (
          <Prediction key={scenario.id} scenario={scenario} editor={editor} />
        ))}
      </ul>
    </>
  )
}

function Prediction({ scenario, editor }: { scenario: Scenario; editor: DraftEditor }): ReactNode {
  const id = useId()
  const percent = editor.draft.predictions[scenario.id] ?? null
  const predict = (value: number | null): void =>
    editor.change({ kind: 'prediction', scenarioId: scenario.id, percent: value })
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
          aria-label={`Share that ${scenario.title} reaches`}
          aria-valuetext={percent === null ? 'no prediction' : `${percent} percent`}
          onChange={(event) => predict(Number(event.target.value))}
        />
        <div className="plan-prediction-scale small muted" aria-hidden="true">
          <span>nothing</span>
          <span>half</span>
          <span>all of it</span>
        </div>
        <PredictionNumber scenario={scenario} percent={percent} editor={editor} onPredict={predict} />
      </div>
    </li>
  )
}

interface PredictionNumberProps {
  scenario: Scenario
  percent: number | null
  editor: DraftEditor
  onPredict: (percent: number | null) => void
}

/** The prediction as a number, with a button that takes it back. */
function PredictionNumber({ scenario, percent, editor, onPredict }: PredictionNumberProps): ReactNode {
  const label = (
    <>
      <span className="visually-hidden">{scenario.title}: </span>Share
    </>
  )
  return (
    <div className="plan-prediction-number">
      <NumberField
        label={label}
        error={faultAt(editor.faults, `predictions.${scenario.id}`)}
        value={percent}
        unit="%"
        min={0}
        max={100}
        step={1}
        onChange={onPredict}
      />
      {percent === null ? (
        <span className="small muted">No prediction</span>
      ) : (
        <Button
          small
          variant="quiet"
          aria-label={`Clear the prediction for ${scenario.title}`}
          onClick={() => onPredict(null)}
        >
          Clear
        </Button>
      )}
    </div>
  )
}
