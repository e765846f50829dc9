import { useState, type ReactNode } from 'react'
import { countOf } from '../../ui/format.ts'
import { Term } from '../../ui/term.tsx'
import { costFact } from './cost-fact.ts'
import { FieldFault } from './field-fault.tsx'
import { ScenarioCard } from './scenario-card.tsx'
import { scenarioGroups, type ScenarioGroup } from './scenario-groups.ts'
import { StartFacts } from './start-facts.tsx'
import type { DraftEditor } from './use-draft.ts'
import './scenario-card.css'

/** Which scenarios are built and measured, and what that comes to. */
export function ScenariosStep({ editor }: { editor: DraftEditor }): ReactNode {
  const { draft, experiment, scenarios, faults } = editor
  const baseline = scenarios.find(({ id }) => id === experiment.baseline)
  const { own, more } = scenarioGroups(experiment, scenarios)
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
      <Groups groups={own} editor={editor} />
      {more.length === 0 ? null : <MoreWays groups={more} editor={editor} />}
      <section className="card" aria-label="What this choice comes to" aria-live="polite">
        <StartFacts editor={editor} cost={faults.length > 0 ? null : costFact(editor)} />
      </section>
    </>
  )
}

interface GroupsProps {
  groups: readonly ScenarioGroup[]
  editor: DraftEditor
}

/** @param within what they are part of: a group may have members of the experiment's own, and more */
function Groups({ groups, editor, within }: GroupsProps & { within?: string }): ReactNode {
  return groups.map(({ title, choices }) => (
    <section
      key={title}
      className="scenario-group"
      aria-label={within === undefined ? title : `${within}: ${title}`}
    >
      <h3>{title}</h3>
      <div className="scenario-cards">
        {choices.map((choice) => (
          <ScenarioCard key={choice.members[0].id} choice={choice} editor={editor} />
        ))}
      </div>
    </section>
  ))
}

/** Folded unless one of them is chosen. */
function MoreWays({ groups, editor }: GroupsProps): ReactNode {
  const all = groups.flatMap(({ choices }) => choices.flatMap(({ members }) => members))
  const [open, setOpen] = useState(all.some(({ id }) => editor.draft.scenarios.includes(id)))
  return (
    <details className="scenario-more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h3>More ways</h3>{' '}
        <span className="small muted">
          {countOf(all.length, 'scenario')} that this experiment does not need
        </span>
      </summary>
      <Groups groups={groups} editor={editor} within="More ways" />
    </details>
  )
}
