import { useState, type ReactNode } from 'react'
import { faultAt } from '../../../shared/faults.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { count, countOf } from '../../ui/format.ts'
import { ScenarioOption } from './scenario-option.tsx'
import type { DraftEditor } from './use-draft.ts'

interface ScenarioOptionsProps {
  scenario: Scenario
  /** Whether its name is said, since its card has several. */
  named: boolean
  editor: DraftEditor
}

/** The options of a chosen scenario, folded unless one of them is wrong; nothing where it has none. */
export function ScenarioOptions({ scenario, named, editor }: ScenarioOptionsProps): ReactNode {
  const { id, title, options } = scenario
  const own = editor.draft.options[id] ?? {}
  const changed = options.filter(
    (option) => (own[option.parameter] ?? option.default) !== option.default,
  ).length
  const faultOf = (parameter: string): string | null => faultAt(editor.faults, `options.${id}.${parameter}`)
  const faulty = options.some(({ parameter }) => faultOf(parameter) !== null)
  const [open, setOpen] = useState(false)
  if (options.length === 0) return null
  return (
    <details
      className="scenario-options"
      open={open || faulty}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {named ? `${title}: ` : ''}
        {countOf(options.length, 'option')}
        <span className="muted">
          {changed === 0 ? ', all at their defaults' : `, ${count(changed)} changed`}
        </span>
      </summary>
      <div className="stack">
        {options.map((option) => (
          <ScenarioOption
            key={option.parameter}
            option={option}
            value={own[option.parameter] ?? option.default}
            error={faultOf(option.parameter)}
            onChange={(value) =>
              editor.change({ kind: 'option', scenarioId: id, parameter: option.parameter, value })
            }
          />
        ))}
      </div>
    </details>
  )
}
