import type { ReactNode } from 'react'
import { Term } from '../../ui/term.tsx'
import { ScenarioCard } from './scenario-card.tsx'
import type { DraftDesk } from './use-draft.ts'
import './scenario-card.css'

/** Which ways are built and measured. */
export function ScenariosStep({ desk }: { desk: DraftDesk }): ReactNode {
  const { draft, experiment, scenarios, faults } = desk
  const baseline = scenarios.find(({ id }) => id === experiment.baseline)
  return (
    <>
      <p className="plan-words">
        Each <Term id="scenario">scenario</Term> is one way for a request to reach the{' '}
        <Term id="origin">origin</Term>. All that you choose are built at once and measured in turn.
      </p>
      {faults.scenarios === null ? null : (
        <p className="field-error" role="alert">
          {faults.scenarios}
        </p>
      )}
      {baseline === undefined || draft.scenarios.includes(baseline.id) ? null : (
        <p className="plan-warning" aria-live="polite">
          Without “{baseline.title}” there is nothing to measure the others against: the result will hold no
          shares of the <Term id="baseline">baseline</Term>.
        </p>
      )}
      <div className="scenario-cards">
        {scenarios.map((scenario) => (
          <ScenarioCard key={scenario.id} scenario={scenario} desk={desk} />
        ))}
      </div>
    </>
  )
}
