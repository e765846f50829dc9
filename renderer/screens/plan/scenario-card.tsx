import { useId, useState, type ReactNode } from 'react'
import { faultAt } from '../../../shared/faults.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { Badge } from '../../ui/badge.tsx'
import { count, countOf } from '../../ui/format.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { ScenarioOption } from './scenario-option.tsx'
import type { DraftEditor } from './use-draft.ts'
import './scenario-card.css'

/** One scenario: its hops, strengths and weaknesses, its options, and whether it is chosen. */
export function ScenarioCard({ scenario, editor }: { scenario: Scenario; editor: DraftEditor }): ReactNode {
  const id = useId()
  const chosen = editor.draft.scenarios.includes(scenario.id)
  return (
    <article className={`scenario-card${chosen ? ' chosen' : ''}`} aria-labelledby={`${id}-title`}>
      <header>
        <input
          id={id}
          type="checkbox"
          checked={chosen}
          onChange={(event) =>
            editor.change({ kind: 'scenario', id: scenario.id, chosen: event.target.checked })
          }
        />
        <h3 id={`${id}-title`}>
          <label htmlFor={id}>
            <ScenarioMark id={scenario.id} /> {scenario.title}
          </label>
        </h3>
        {scenario.id === editor.experiment.baseline ? <Badge>Baseline</Badge> : null}
      </header>
      <ScenarioDiagram scenario={scenario} />
      <p>{scenario.summary}</p>
      <div className="scenario-card-sides">
        <Side title="Good at" sign="+" points={scenario.goodAt} />
        <Side title="Bad at" sign="−" points={scenario.badAt} />
      </div>
      {scenario.options.length === 0 || !chosen ? null : <Options scenario={scenario} editor={editor} />}
    </article>
  )
}

function Side({
  title,
  sign,
  points,
}: {
  title: string
  sign: string
  points: readonly string[]
}): ReactNode {
  return (
    <div>
      <h4>{title}</h4>
      <ul>
        {points.map((point) => (
          <li key={point} data-sign={sign}>
            {point}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Options({ scenario, editor }: { scenario: Scenario; editor: DraftEditor }): ReactNode {
  const own = editor.draft.options[scenario.id] ?? {}
  const changed = scenario.options.filter(
    (option) => (own[option.parameter] ?? option.default) !== option.default,
  ).length
  const faultOf = (parameter: string): string | null =>
    faultAt(editor.faults, `options.${scenario.id}.${parameter}`)
  const faulty = scenario.options.some(({ parameter }) => faultOf(parameter) !== null)
  const [open, setOpen] = useState(false)
  return (
    <details
      className="scenario-options"
      open={open || faulty}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {countOf(scenario.options.length, 'option')}
        <span className="muted">
          {changed === 0 ? ', all at their defaults' : `, ${count(changed)} changed`}
        </span>
      </summary>
      <div className="stack">
        {scenario.options.map((option) => (
          <ScenarioOption
            key={option.parameter}
            option={option}
            value={own[option.parameter] ?? option.default}
            error={faultOf(option.parameter)}
            onChange={(value) =>
              editor.change({ kind: 'option', scenarioId: scenario.id, parameter: option.parameter, value })
            }
          />
        ))}
      </div>
    </details>
  )
}
