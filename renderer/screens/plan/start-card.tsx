import { useState, type ReactNode } from 'react'
import type { Check } from '../../../shared/check.ts'
import { stopText } from '../../../shared/staying.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import type { Loaded } from '../../api/use-query.ts'
import { go, href, type PlanStep } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { ConfirmStart } from './confirm-start.tsx'
import { costFact } from './cost-fact.ts'
import type { Preflight } from './preflight-card.tsx'
import { StartFacts } from './start-facts.tsx'
import { faultySteps, stepTitles } from './steps.ts'
import type { DraftEditor } from './use-draft.ts'
import './start-card.css'

interface StartCardProps {
  id: string
  editor: DraftEditor
  checked: Loaded<Preflight>
}

/** How long it takes, what it costs, and Start. A real account has to be confirmed first. */
export function StartCard({ id, editor, checked }: StartCardProps): ReactNode {
  const api = useApi()
  const [confirming, setConfirming] = useState(false)
  const { draft } = editor
  const faulty = faultySteps(editor.faults)
  const cost = faulty.length > 0 ? null : costFact(editor)
  const identity = checked.state === 'ready' ? checked.value.identity : null
  const practice = draft.account.kind === 'practice'
  const failed = failedChecks(checked)
  const doubts = doubtsIn(checked)
  const awaited = !practice && identity === null
  const asks = !practice || doubts.length > 0
  const start = useAction(async () => {
    setConfirming(false)
    if (!(await editor.flush())) return
    const confirmed = practice || identity === null ? {} : { accountId: identity.accountId }
    const confirmedChecks = doubts.map(({ name }) => name)
    await api.call('experiments.run', { id, ...confirmed, confirmedChecks })
    go({ screen: 'deployment', id })
  })
  return (
    <section className="card plan-start" aria-label="Start">
      <StartFacts editor={editor} cost={cost} />
      <FaultySteps id={id} steps={faulty} />
      {start.error === null ? null : (
        <ErrorNotice title="The experiment could not be started" error={start.error} />
      )}
      <div className="row">
        <Button
          variant="primary"
          className="plan-start-button"
          busy={start.busy}
          disabled={faulty.length > 0 || failed.length > 0 || awaited}
          onClick={() => (asks ? setConfirming(true) : start.run())}
        >
          {asks ? 'Start…' : 'Start'}
        </Button>
        <span className="small muted">{startHint(failed, awaited) ?? stopText(draft)}</span>
      </div>
      {identity === null || cost === null ? null : (
        <ConfirmStart
          open={confirming}
          identity={identity}
          cost={cost}
          draft={draft}
          doubts={doubts}
          onConfirm={start.run}
          onClose={() => setConfirming(false)}
        />
      )}
    </section>
  )
}

function FaultySteps({ id, steps }: { id: string; steps: readonly PlanStep[] }): ReactNode {
  if (steps.length === 0) return null
  return (
    <p className="field-error" role="alert">
      Correct before you start:{' '}
      {steps.map((step, place) => (
        <span key={step}>
          {place === 0 ? '' : ', '}
          <a href={href({ screen: 'plan', id, step })}>{stepTitles[step]}</a>
        </span>
      ))}
    </p>
  )
}

/** Warnings that the person has to confirm. */
function doubtsIn(checked: Loaded<Preflight>): Check[] {
  return checked.state === 'ready' ? checked.value.checks.filter(({ toConfirm }) => toConfirm === true) : []
}

function failedChecks(checked: Loaded<Preflight>): string[] {
  if (checked.state !== 'ready') return []
  return checked.value.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
}

function startHint(failed: readonly string[], awaited: boolean): string | null {
  if (failed.length > 0) return `Failed checks: ${failed.join(', ')}.`
  if (awaited) return 'Available once the checks below are done.'
  return null
}
