import type { ReactNode } from 'react'
import { dollars } from '../../../shared/cost.ts'
import { estimateOf } from '../../../shared/estimate.ts'
import type { Load } from '../../../shared/experiment.ts'
import { faultAt, type Field } from '../../../shared/faults.ts'
import { loadLimits } from '../../../shared/load-limits.ts'
import { assumedSd, differenceSeen, roundsNeeded } from '../../../shared/rounds-needed.ts'
import { ruleOf } from '../../../shared/rule.ts'
import { ruleSentences } from '../../../shared/rule-text.ts'
import { Card } from '../../ui/card.tsx'
import { countOf, roughDuration } from '../../ui/format.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { durationOf } from './duration.ts'
import { FieldFault } from './field-fault.tsx'
import { loadOf } from './load-fields.ts'
import { faultySteps } from './steps.ts'
import type { DraftEditor } from './use-draft.ts'
import './load.css'

const assumedPercent = Math.round(assumedSd * 100)

/** What a person wants to know, and how exactly, with what it takes. */
export function HowSure({ editor }: { editor: DraftEditor }): ReactNode {
  const { draft, faults } = editor
  const load = loadOf(draft.load)
  return (
    <Card title="How sure do you want to be?">
      {load.untilSure === null ? (
        <p className="plan-words">{seenText(load, editor)}</p>
      ) : (
        <>
          <div className="plan-grid">
            <Margin
              name="same"
              label="What difference would change your decision?"
              what="A smaller one does not matter. To show that a scenario is that close to the baseline"
              editor={editor}
            />
            <Margin
              name="precise"
              label="How exactly do you want to know it?"
              what="To know a clear difference that exactly"
              editor={editor}
            />
          </div>
          <FieldFault faults={faults} field="load.untilSure" />
          <p className="field-hint plan-words">
            This assumes shares that vary by {assumedPercent} % from round to round; steadier ones need fewer
            rounds. What is not settled after the last round is reported as “cannot know yet”.
          </p>
          {faultySteps(faults).includes('load') ? null : (
            <details>
              <summary>When it ends: after {countOf(load.rounds, 'round')} at the latest</summary>
              <p className="field-hint plan-words">{ruleSentences(ruleOf(load)).join(' ')}</p>
            </details>
          )}
        </>
      )}
    </Card>
  )
}

/** What a number of rounds that was fixed beforehand is expected to show. */
function seenText(load: Load, { draft, experiment }: DraftEditor): string {
  const compared = draft.scenarios.length - draft.floors
  const otherScenarios = draft.scenarios.includes(experiment.baseline) ? compared - 1 : 0
  if (otherScenarios === 0) return 'Nothing is compared: that takes the baseline and another scenario.'
  const choose = 'To decide by it, choose Standard: it ends as soon as every scenario is settled.'
  const seen = differenceSeen(load, otherScenarios)
  if (seen === null)
    return `Fewer than three rounds tell nothing about chance: the result has no interval. ${choose}`
  return (
    `If shares vary by ${assumedPercent} % from round to round, ${countOf(load.rounds, 'round')} show in 8 ` +
    `of 10 runs that a scenario is ${percentText(seen.down)} below or ${percentText(seen.up)} above the ` +
    `baseline. Smaller differences may not show. ${choose}`
  )
}

function percentText(fraction: number): string {
  return `${Math.ceil(fraction * 100)}\u00A0%`
}

const fields = { same: 'load.untilSure.same', precise: 'load.untilSure.precise' } as const satisfies Record<
  string,
  Field
>

function Margin({
  name,
  label,
  what,
  editor,
}: {
  name: keyof typeof fields
  label: string
  what: string
  editor: DraftEditor
}): ReactNode {
  const { min, max } = loadLimits.margin
  return (
    <NumberField
      label={label}
      hint={`${what} takes ${needText(name, editor)}.`}
      error={faultAt(editor.faults, fields[name])}
      value={editor.draft.load[name]}
      min={min * 100}
      max={max * 100}
      unit="% more or less"
      onChange={(value) => editor.change({ kind: 'answers', answers: { [name]: value } })}
    />
  )
}

/** What a margin takes: `about 9 rounds, 25 min and $1.90`. */
function needText(name: keyof typeof fields, editor: DraftEditor): string {
  const { draft, deployment, experiment, scenarios, faults } = editor
  const load = loadOf(draft.load)
  if (load.untilSure === null || faultySteps(faults).length > 0) return 'some rounds'
  const rounds = roundsNeeded(load, draft.scenarios.length - draft.floors - 1, load.untilSure[name])
  if (rounds === null) return 'more than 30 rounds'
  const needed = { ...load, rounds }
  const { mostMs } = durationOf({ ...draft, load: needed }, scenarios).total
  const about = `about ${countOf(rounds, 'round')}`
  if (draft.account.kind === 'practice') return `${about}, ${roughDuration(mostMs)} in all`
  const plan = { ...deployment.plan, paths: [...draft.paths], load: needed }
  const { expectedUsd } = estimateOf({ ...deployment, plan }, experiment)
  return `${about}, ${roughDuration(mostMs)} and ${dollars(expectedUsd)} in all`
}
