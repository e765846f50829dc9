import { useId, type ReactNode } from 'react'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { href } from '../../router.ts'
import { Badge } from '../../ui/badge.tsx'
import { withUnits } from '../../ui/prose.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { topicOf } from '../then-and-now/topic-of.ts'
import { sharedWay, type ScenarioChoice } from './scenario-groups.ts'
import { ScenarioOptions } from './scenario-options.tsx'
import type { DraftEditor } from './use-draft.ts'
import './scenario-card.css'

interface ScenarioCardProps {
  choice: ScenarioChoice
  editor: DraftEditor
}

/** One scenario or one family: its hops, strengths and weaknesses, its options, and what of it is chosen. */
export function ScenarioCard({ choice, editor }: ScenarioCardProps): ReactNode {
  const id = useId()
  const [first, ...others] = choice.members
  const chosen = choice.members.filter((one) => editor.draft.scenarios.includes(one.id))
  const topic = topicOf(first.id)
  return (
    <article className={`scenario-card${chosen.length > 0 ? ' chosen' : ''}`} aria-labelledby={id}>
      <header>
        {others.length === 0 ? (
          <h4 id={id}>
            <Choose scenario={first} editor={editor} />
          </h4>
        ) : (
          <Members title={choice.title} members={choice.members} titleId={id} editor={editor} />
        )}
        {first.id === editor.experiment.baseline ? <Badge>Baseline</Badge> : null}
        {first.reachesOrigin ? null : <Badge>Not ranked</Badge>}
      </header>
      <ScenarioDiagram scenario={sharedWay(choice)} />
      <p>{withUnits(choice.summary)}</p>
      <details className="scenario-sides">
        <summary aria-label={`Good at, bad at: ${choice.title}`}>Good at, bad at</summary>
        <div className="scenario-card-sides">
          <Side title="Good at" sign="+" points={first.goodAt} />
          <Side title="Bad at" sign="−" points={first.badAt} />
        </div>
        {topic === null ? null : (
          <p className="small">
            <a href={href({ screen: 'today', topic })}>2017 and today: what has changed for it</a>
          </p>
        )}
      </details>
      {chosen.map((scenario) => (
        <ScenarioOptions key={scenario.id} scenario={scenario} named={others.length > 0} editor={editor} />
      ))}
    </article>
  )
}

/** A box before the name of a scenario. */
function Choose({ scenario: { id, title }, editor }: { scenario: Scenario; editor: DraftEditor }): ReactNode {
  const box = useId()
  return (
    <span className="scenario-choose">
      <input
        id={box}
        type="checkbox"
        checked={editor.draft.scenarios.includes(id)}
        onChange={(event) => editor.change({ kind: 'scenario', id, chosen: event.target.checked })}
      />
      <label htmlFor={box}>
        <ScenarioMark id={id} /> {title}
      </label>
    </span>
  )
}

interface MembersProps {
  title: string
  members: readonly Scenario[]
  titleId: string
  editor: DraftEditor
}

/** The scenarios of a family below its name, each with a box. */
function Members({ title, members, titleId, editor }: MembersProps): ReactNode {
  return (
    <fieldset className="scenario-family">
      <legend>
        <h4 id={titleId}>{title}</h4>
      </legend>
      <div className="scenario-members">
        {members.map((scenario) => (
          <Choose key={scenario.id} scenario={scenario} editor={editor} />
        ))}
      </div>
    </fieldset>
  )
}

interface SideProps {
  title: string
  sign: string
  points: readonly string[]
}

function Side({ title, sign, points }: SideProps): ReactNode {
  return (
    <div>
      <h5>{title}</h5>
      <ul>
        {points.map((point) => (
          <li key={point} data-sign={sign}>
            {withUnits(point)}
          </li>
        ))}
      </ul>
    </div>
  )
}
