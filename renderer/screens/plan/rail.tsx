import type { ReactNode } from 'react'
import { href, planSteps, type PlanStep } from '../../router.ts'
import { faultySteps, stepTitles } from './steps.ts'
import { railNotes } from './rail-notes.ts'
import type { DraftEditor } from './use-draft.ts'
import './rail.css'

/** What follows Start. */
const afterStart = ['Deploy', 'Measure', 'Result', 'Tear down']

/**
 * The steps of the wizard, each with a note on what was chosen, or that it needs a correction. All can be
 * visited at any time.
 */
export function Rail({ id, step, editor }: { id: string; step: PlanStep; editor: DraftEditor }): ReactNode {
  const faulty = faultySteps(editor.faults)
  const notes = railNotes(editor)
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
