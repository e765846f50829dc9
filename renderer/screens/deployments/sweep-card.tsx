import { useEffect, useRef, useState, type ReactNode } from 'react'
import { accountName, accountTitle } from '../../../shared/account-name.ts'
import type { Swept } from '../../../shared/contract.ts'
import type { Found } from '../../../shared/receipt.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { useQuery } from '../../api/use-query.ts'
import { go } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Select } from '../../ui/select.tsx'
import { Term } from '../../ui/term.tsx'
import { SweepOutcome } from './sweep-outcome.tsx'
import './sweep.css'

/**
 * Looks through an account for stacks of Sluice that this machine does not know of, and offers to remove
 * them.
 */
export function SweepCard({ sought }: { sought: boolean }): ReactNode {
  const api = useApi()
  const accounts = useQuery('accounts.list', {})
  const usable = accounts.state === 'ready' ? accounts.value : []
  const [wanted, setWanted] = useState<string | null>(null)
  const [everywhere, setEverywhere] = useState(false)
  const [asked, setAsked] = useState<Swept | null>(null)
  const last = useQuery('sweep.last', {}, ['sweep.finished'])
  // Until a person looks, what the start has found by itself stands here.
  const before = last.state === 'ready' ? last.value.find((one) => one.found.length > 0) : undefined
  const swept = asked ?? before ?? null
  // Where something was found; else an account of the person's: in the practice account nothing is found
  // that is not listed.
  const usual = before?.account ?? usable.find(({ account: { kind } }) => kind !== 'practice')?.account
  const chosen = wanted ?? (usual === undefined ? 'practice' : accountName(usual))
  const account = usable.find((entry) => accountName(entry.account) === chosen)?.account
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!sought) return undefined
    // After the frame of the app has put a new screen to its top.
    const timer = setTimeout(() => {
      form.current?.scrollIntoView({ block: 'center' })
      form.current?.querySelector('select')?.focus({ preventScroll: true })
    })
    return () => clearTimeout(timer)
  }, [sought])
  const sweep = useAction(async () => {
    if (account === undefined) return
    setAsked(await api.call('sweep.find', { account, everywhere }))
  })
  const remove = useAction(async (found: Found) => {
    if (swept === null) return
    const { id } = await api.call('sweep.remove', { account: swept.account, found })
    go({ screen: 'deployment', id })
  })
  return (
    <Card title={<Term id="sweep">Sweep</Term>}>
      <p className="muted">
        Looks for what Sluice may have left in an account: made by another machine, or by a data folder that
        is gone.
      </p>
      <div className="sweep-form" ref={form}>
        <Select
          label="Account"
          value={chosen}
          onChange={(name) => {
            setWanted(name)
            setAsked(null)
          }}
          options={usable.map((entry) => ({
            value: accountName(entry.account),
            label: accountTitle(entry.account),
          }))}
        />
        {chosen === 'practice' ? null : (
          <Checkbox
            label="In every Region, not only those used before"
            checked={everywhere}
            onChange={setEverywhere}
          />
        )}
        <Button onClick={sweep.run} busy={sweep.busy} disabled={account === undefined}>
          {sweep.busy ? 'Looking…' : 'Look'}
        </Button>
      </div>
      {sweep.error === null ? null : (
        <ErrorNotice title="The account could not be searched" error={sweep.error} />
      )}
      {remove.error === null ? null : (
        <ErrorNotice title="The removal could not be started" error={remove.error} />
      )}
      <div className="sweep-outcome" aria-live="polite">
        {swept === null || sweep.busy ? null : (
          <SweepOutcome result={swept} busy={remove.busy} onRemove={remove.run} />
        )}
      </div>
    </Card>
  )
}
