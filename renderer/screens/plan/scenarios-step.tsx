import type { ReactNode } from 'react'
import { Term } from '../../ui/term.tsx'
import { FieldFault } from './field-fault.tsx'
import { ScenarioCard } from './scenario-card.tsx'
import type { DraftEditor } from './use-draft.ts'
import './scenario-card.css'

/** Which scenarios are built and measured. */
export function ScenariosStep({ editor }: { editor: DraftEditor }): ReactNode {
  const { draft, experiment, scenarios, faults } = editor
  const baseline = scenarios.find(({ id }) => id === experiment.baseline)
  return (
    <>
      <p className="plan-words">
        Each <Term id="scenario">scenario</Term> is one way for a request to reach the{' '}
        <Term id="origin">origin</Term>. Sluice builds the ones you choose side by side and measures them in
        turn.
      </p>
      <FieldFault faults={faults} field="scenarios" />
      {baseline === undefined || draft.scenarios.includes(baseline.id) ? null : (
        <p className="plan-warning" aria-live="polite">
          Without “{baseline.title}”, the <Term id="baseline">baseline</Term>, the result shows no shares:
          there is nothing to compare the others with.
        </p>
      )}
      <div className="scenario-cards">
        {scenarios.map((scenario) => (
          <ScenarioCard key={scenario.id} scenario={scenario} editor={editor} />
        ))}
      </div>
    </>
  )
}
