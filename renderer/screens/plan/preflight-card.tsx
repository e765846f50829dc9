import { useEffect, useState, type ReactNode } from 'react'
import type { Check } from '../../../shared/check.ts'
import type { CommandOutput } from '../../../shared/contract.ts'
import { useAction } from '../../api/use-action.ts'
import { useQuery, type Loaded } from '../../api/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { CancelWait } from '../../ui/cancel-wait.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckList } from '../../ui/check-list.tsx'
import { countOf } from '../../ui/format.ts'
import { Loading } from '../../ui/loading.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import type { DraftEditor } from './use-draft.ts'
import { preflightVerdict } from './preflight-verdict.ts'
import './preflight.css'

export type Preflight = CommandOutput<'preflight.check'>

/** Checks the draft once what is on the screen is saved: the engine checks what it has stored. */
export function useSavedPreflight(id: string, editor: DraftEditor): Loaded<Preflight> {
  const [saved, setSaved] = useState(false)
  const checked = useQuery('preflight.check', { id }, ['prompt.closed'])
  const { flush } = editor
  const { retry, again } = checked
  useEffect(() => {
    let gone = false
    const save = async (): Promise<void> => {
      const isSaved = await flush()
      if (!isSaved || gone || editor.faults.length > 0) return
      setSaved(true)
      retry()
    }
    void save()
    return () => {
      gone = true
    }
    // oxlint-disable-next-line react/exhaustive-deps -- once: nothing on this step changes the draft
  }, [])
  return saved ? checked : { state: 'loading', retry, again }
}

/** Everything that can be known before the start. Checks that passed are folded away. */
export function PreflightCard({ checked }: { checked: Loaded<Preflight> }): ReactNode {
  const [cancelled, setCancelled] = useState(false)
  const loading = checked.state === 'loading' && !cancelled
  const again = useAction(() => {
    setCancelled(false)
    return checked.again()
  })
  return (
    <Card
      title="Checks before the start"
      actions={
        <Button small onClick={again.run} busy={again.busy} disabled={loading}>
          {again.busy ? 'Checking…' : 'Check again'}
        </Button>
      }
    >
      <div aria-live="polite">
        {loading ? (
          <>
            <Loading text="Checking the account. Nothing is created…" />
            <CancelWait onCancel={() => setCancelled(true)} />
          </>
        ) : null}
        {checked.state === 'loading' && cancelled ? <p>The account was not checked.</p> : null}
        {checked.state === 'failed' ? (
          <ErrorNotice title="The account could not be checked" error={checked.error} />
        ) : null}
        {checked.state === 'ready' ? <Outcome checks={checked.value.checks} /> : null}
      </div>
    </Card>
  )
}

function Outcome({ checks }: { checks: readonly Check[] }): ReactNode {
  const notable = checks.filter(({ outcome }) => outcome !== 'ok')
  const fine = checks.filter(({ outcome }) => outcome === 'ok')
  const hasFailed = checks.some(({ outcome }) => outcome === 'failed')
  return (
    <>
      <p className={hasFailed ? 'preflight-sum failed' : 'preflight-sum'}>{preflightVerdict(checks)}</p>
      <CheckList
        checks={notable.toSorted((a, b) => Number(b.outcome === 'failed') - Number(a.outcome === 'failed'))}
      />
      {fine.length === 0 ? null : (
        <details className="preflight-fine">
          <summary>{countOf(fine.length, 'check')} passed</summary>
          <CheckList checks={fine} />
        </details>
      )}
    </>
  )
}
