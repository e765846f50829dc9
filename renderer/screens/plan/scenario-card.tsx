import { useId, useState, type ReactNode } from 'react'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { Badge } from '../../ui/badge.tsx'
import { countOf } from '../../ui/format.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { ScenarioOption } from './scenario-option.tsx'
import type { DraftDesk } from './use-draft.ts'
import './scenario-card.css'

/** One scenario: its way, what speaks for and against it, its options, and whether it takes part. */
export function ScenarioCard({ scenario, desk }: { scenario: Scenario; desk: DraftDesk }): ReactNode {
  const id = useId()
  const chosen = desk.draft.scenarios.includes(scenario.id)
  return (
    <article className={`scenario-card${chosen ? ' chosen' : ''}`} aria-labelledby={`${id}-title`}>
      <header>
        <input
          id={id}
          type="checkbox"
          checked={chosen}
          onChange={(event) =>
            desk.change({ kind: 'scenario', id: scenario.id, chosen: event.target.checked })
          }
        />
        <h3 id={`${id}-title`}>
          <label htmlFor={id}>
            <ScenarioMark id={scenario.id} /> {scenario.title}
          </label>
        </h3>
        {scenario.id === desk.experiment.baseline ? <Badge>Baseline</Badge> : null}
      </header>
      <ScenarioDiagram scenario={scenario} />
      <p>{scenario.summary}</p>
      <div className="scenario-card-sides">
        <Side title="Good at" sign="+" points={scenario.goodAt} />
        <Side title="Bad at" sign="−" points={scenario.badAt} />
      </div>
      {scenario.options.length === 0 || !chosen ? null : <Options scenario={scenario} desk={desk} />}
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

function Options({ scenario, desk }: { scenario: Scenario; desk: DraftDesk }): ReactNode {
  const own = desk.draft.options[scenario.id] ?? {}
  const changed = scenario.options.filter(
    (option) => (own[option.parameter] ?? option.default) !== option.default,
  ).length
  const faults = desk.faults.options[scenario.id] ?? {}
  const faulty = Object.keys(faults).length > 0
  const [open, setOpen] = useState(false)
  return (
    <details
      className="scenario-options"
      open={open || faulty}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {countOf(scenario.options.length, 'option')}
        <span className="muted">{changed === 0 ? ', all as usual' : `, ${countOf(changed, 'change')}`}</span>
      </summary>
      <div className="stack">
        {scenario.options.map((option) => (
          <ScenarioOption
            key={option.parameter}
            option={option}
            value={own[option.parameter] ?? option.default}
            error={faults[option.parameter] ?? null}
            onChange={(value) =>
              desk.change({ kind: 'option', scenarioId: scenario.id, parameter: option.parameter, value })
            }
          />
        ))}
      </div>
    </details>
  )
}
