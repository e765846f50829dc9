import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { Account } from '../../../shared/account.ts'
import { accountName, accountTitle } from '../../../shared/account-name.ts'
import type { Swept } from '../../../shared/swept.ts'
import type { Found } from '../../../shared/receipt.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { useQuery } from '../../api/use-query.ts'
import { go } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Select } from '../../ui/select.tsx'
import { Term } from '../../ui/term.tsx'
import { SweepOutcome } from './sweep-outcome.tsx'
import './sweep.css'

/** Searches an account for stacks of Sluice that this machine does not know, and offers to remove them. */
export function SweepCard({ sought }: { sought: boolean }): ReactNode {
  const { usable, chosen, account, before, choose } = useSweepAccount()
  const { swept, sweep, remove, forget } = useSweep(account, before)
  const form = useFocusWhenSought(sought)
  return (
    <Card title={<Term id="sweep">Sweep</Term>}>
      <p className="muted">
        Searches every Region that an account has enabled for stacks that Sluice left there: from another
        machine, or from a data folder that was deleted.
      </p>
      <div className="sweep-form" ref={form}>
        <Select
          label="Account"
          value={chosen}
          onChange={(name) => {
            choose(name)
            forget()
          }}
          options={usable.map((entry) => ({
            value: accountName(entry.account),
            label: accountTitle(entry.account),
          }))}
        />
        <Button onClick={sweep.run} busy={sweep.busy} disabled={account === undefined}>
          {sweep.busy ? 'Searching…' : 'Search'}
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

/**
 * The account to search, and what the search at the start found (`before`). Preselected is the account in
 * which something was found, else an AWS account: the practice account holds nothing that is not listed.
 */
function useSweepAccount() {
  const accounts = useQuery('accounts.list', {})
  const last = useQuery('sweep.last', {}, ['sweep.finished'])
  const [wanted, choose] = useState<string | null>(null)
  const usable = accounts.state === 'ready' ? accounts.value : []
  const before = last.state === 'ready' ? last.value.find((one) => one.found.length > 0) : undefined
  const usual = before?.account ?? usable.find(({ account: { kind } }) => kind !== 'practice')?.account
  const chosen = wanted ?? (usual === undefined ? 'practice' : accountName(usual))
  const account = usable.find((entry) => accountName(entry.account) === chosen)?.account
  return { usable, chosen, account, before, choose }
}

/** The search and the removal. Until the person searches, the result is that of the search at the start. */
function useSweep(account: Account | undefined, before: Swept | undefined) {
  const api = useApi()
  const [asked, setAsked] = useState<Swept | null>(null)
  const swept = asked ?? before ?? null
  const sweep = useAction(async () => {
    if (account === undefined) return
    setAsked(await api.call('sweep.find', { account }))
  })
  const remove = useAction(async (found: Found) => {
    if (swept === null) return
    const { id } = await api.call('sweep.remove', { account: swept.account, found })
    go({ screen: 'deployment', id })
  })
  return { swept, sweep, remove, forget: () => setAsked(null) }
}

/** Scrolls to the form and focuses it where the person came for it. */
function useFocusWhenSought(sought: boolean): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!sought) return undefined
    // After the frame of the app has scrolled a new screen to its top.
    const timer = setTimeout(() => {
      form.current?.scrollIntoView({ block: 'center' })
      form.current?.querySelector('select')?.focus({ preventScroll: true })
    })
    return () => clearTimeout(timer)
  }, [sought])
  return form
}
