import type { ReactNode } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import { marginText, roundsText } from '../../../shared/load-text.ts'
import { serviceText } from '../../../shared/service-shapes.ts'
import type { PlanStep } from '../../router.ts'
import { countOf, duration, figure } from '../../ui/format.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import { loadOf, presetTitle } from './load-fields.ts'
import { faultySteps } from './steps.ts'
import type { DraftEditor } from './use-draft.ts'

export interface ReviewRow {
  step: PlanStep
  name: string
  value: ReactNode
  /** What can be done at the step. */
  verb?: string
}

/** What was chosen, one row each, with the step where it can be changed. */
export function reviewRows(editor: DraftEditor): ReviewRow[] {
  return [
    { step: 'question', name: 'Question', value: editor.experiment.question, verb: 'Read more' },
    { step: 'account', name: 'Account', value: accountOf(editor) },
    { step: 'account', name: 'Limits', value: unlessFaulty(editor, 'account', limitsOf) },
    ...boundaryRow(editor),
    { step: 'scenarios', name: 'Scenarios', value: <Scenarios editor={editor} /> },
    { step: 'load', name: 'Load', value: unlessFaulty(editor, 'load', loadText) },
    { step: 'load', name: 'How sure', value: unlessFaulty(editor, 'load', sureText) },
    { step: 'load', name: 'Service', value: unlessFaulty(editor, 'load', serviceOf) },
    { step: 'predict', name: 'Predictions', value: unlessFaulty(editor, 'predict', predictionsOf) },
  ]
}

/** What a step comes to; a step with a fault comes to nothing yet. */
function unlessFaulty(editor: DraftEditor, step: PlanStep, text: (editor: DraftEditor) => string): ReactNode {
  if (!faultySteps(editor.faults).includes(step)) return text(editor)
  return <span className="field-error">Needs a correction</span>
}

function accountOf({ draft: { account, region } }: DraftEditor): ReactNode {
  return account.kind === 'practice' ? <Term id="practice-account" /> : `${accountTitle(account)}, ${region}`
}

function limitsOf({ draft: { account, limits, afterwards } }: DraftEditor): string {
  const done = afterwards === 'tear-down' ? 'Torn down when done, removed' : 'Stays when done, removed'
  const lifetime = `${done} automatically after ${figure(limits.lifetimeHours ?? 0)} h`
  return account.kind === 'practice' ? lifetime : `${lifetime}, at most $${figure(limits.capUsd ?? 0)}`
}

/** Shown where a boundary was chosen. */
function boundaryRow(editor: DraftEditor): ReviewRow[] {
  if (editor.draft.roleBoundary === '') return []
  const value = unlessFaulty(editor, 'account', ({ draft }) => draft.roleBoundary)
  return [{ step: 'account', name: 'Permissions boundary', value }]
}

function Scenarios({ editor }: { editor: DraftEditor }): ReactNode {
  return (
    <ul className="plan-review-marks">
      {chosenOf(editor).map(({ id, title }) => (
        <li key={id}>
          <ScenarioMark id={id} /> {title}
        </li>
      ))}
    </ul>
  )
}

function loadText({ draft, experiment }: DraftEditor): string {
  const load = loadOf(draft.load)
  const { leadIn, threads, connections } = load
  const before =
    leadIn.kind === 'load' ? `${duration(leadIn.seconds * 1000)} of lead-in` : 'one request beforehand'
  const width = `${countOf(threads, 'thread')}, ${countOf(connections, 'connection')}`
  const light = load.light ? '; latency at light load in every round' : ''
  const addresses = load.spread ? 'all addresses of an endpoint' : 'the first address of an endpoint'
  const trials = `${roundsText(load)}, ${before}, ${width} to ${addresses}${light}`
  return `${presetTitle(draft.preset, experiment)}: ${draft.paths.join(', ')}; ${trials}`
}

function sureText({ draft }: DraftEditor): string {
  const { untilSure, rounds } = loadOf(draft.load)
  if (untilSure === null) return `Exactly ${countOf(rounds, 'round')}, however sure they are`
  const { same, precise } = untilSure
  return (
    `A difference within ${marginText(same)} does not matter; a larger one is known to ` +
    `${marginText(precise)}. It ends as soon as that holds for every scenario`
  )
}

function serviceOf({ draft }: DraftEditor): string {
  const text = serviceText(loadOf(draft.load).service)
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function predictionsOf(editor: DraftEditor): string {
  const predicted = chosenOf(editor).flatMap(({ id, title }) => {
    const percent = editor.draft.predictions[id] ?? null
    return percent === null || id === editor.experiment.baseline ? [] : [`${title} ${figure(percent)} %`]
  })
  return predicted.length === 0 ? 'None' : predicted.join(', ')
}

function chosenOf({ draft, scenarios }: DraftEditor): DraftEditor['scenarios'] {
  return scenarios.filter(({ id }) => draft.scenarios.includes(id))
}
