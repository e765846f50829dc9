import type { ReactNode } from 'react'
import { href, planSteps, type PlanStep } from '../../router.ts'
import { faultySteps, stepTitles } from './steps.ts'
import { railNotes } from './rail-notes.ts'
import type { DraftDesk } from './use-draft.ts'
import './rail.css'

/** What comes after Start, for the whole way to be in sight. */
const afterStart = ['Deploy', 'Measure', 'Result', 'Tear down']

/**
 * The steps of the wizard. All can be visited at any time; each says in a few words what is chosen there,
 * or that something is wrong.
 */
export function Rail({ id, step, desk }: { id: string; step: PlanStep; desk: DraftDesk }): ReactNode {
  const faulty = faultySteps(desk.faults)
  const notes = railNotes(desk)
  return (
    <nav className="plan-rail" aria-label="Steps of the plan">
      <ol>
        {planSteps.map((each, place) => (
          <li key={each}>
            <a
              href={href({ screen: 'plan', id, step: each })}
              aria-current={each === step ? 'step' : undefined}
            >
              <span className="plan-rail-number" aria-hidden="true">
                {faulty.includes(each) ? '!' : place + 1}
              </span>
              <span className="plan-rail-title">{stepTitles[each]}</span>
              <span className={`plan-rail-note${faulty.includes(each) ? ' faulty' : ''}`}>
                {faulty.includes(each) ? 'Needs a correction' : notes[each]}
              </span>
            </a>
          </li>
        ))}
      </ol>
      <p className="plan-rail-after small muted">Then: {afterStart.join(' → ')}</p>
    </nav>
  )
}
