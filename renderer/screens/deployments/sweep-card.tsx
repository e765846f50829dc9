import { useState, type ReactNode } from 'react'
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
import { countOf, dateTime } from '../../ui/format.ts'
import { Select } from '../../ui/select.tsx'
import { Term } from '../../ui/term.tsx'

/** Looks through an account for stacks of Sluice that this machine does not know of, and offers to remove them. */
export function SweepCard(): ReactNode {
  const api = useApi()
  const accounts = useQuery('accounts.list', {})
  const usable = accounts.state === 'ready' ? accounts.value : []
  const [chosen, setChosen] = useState('practice')
  const [everywhere, setEverywhere] = useState(false)
  const [asked, setAsked] = useState<Swept | null>(null)
  const last = useQuery('sweep.last', {}, ['sweep.finished'])
  // Until a person looks, what the start has found by itself stands here.
  const before = last.state === 'ready' ? last.value.find((one) => one.found.length > 0) : undefined
  const swept = asked ?? before ?? null
  const account = usable.find((entry) => accountName(entry.account) === chosen)?.account
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
      <p className="muted">Looks for what Sluice may have left in an account: made by another machine, or by a data folder that is gone.</p>
      <div className="sweep-form">
        <Select
          label="Account"
          value={chosen}
          onChange={(name) => {
            setChosen(name)
            setAsked(null)
          }}
          options={usable.map((entry) => ({ value: accountName(entry.account), label: accountTitle(entry.account) }))}
        />
        {chosen === 'practice' ? null : (
          <Checkbox label="In every Region, not only those used before" checked={everywhere} onChange={setEverywhere} />
        )}
        <Button onClick={sweep.run} busy={sweep.busy} disabled={account === undefined}>
          {sweep.busy ? 'Looking…' : 'Look'}
        </Button>
      </div>
      {sweep.error === null ? null : <ErrorNotice title="The account could not be searched" error={sweep.error} />}
      {remove.error === null ? null : <ErrorNotice title="The removal could not be started" error={remove.error} />}
      <div aria-live="polite">
        {swept === null || sweep.busy ? null : <Outcome result={swept} busy={remove.busy} onRemove={remove.run} />}
      </div>
    </Card>
  )
}

function Outcome({
  result: { account, regions, found, unknown },
  busy,
  onRemove,
}: {
  result: Swept
  busy: boolean
  onRemove: (found: Found) => void
}) {
  return (
    <>
      <p>
        {accountTitle(account)}: {found.length === 0 ? 'Nothing was found' : `${countOf(found.length, 'deployment')} found`} in{' '}
        {regions.length > 3 ? countOf(regions.length, 'Region') : regions.join(', ')}.
      </p>
      {unknown.map(({ region, reason }) => (
        <p key={region} className="small muted">
          {region} could not be searched: {reason}
        </p>
      ))}
      <ul className="sweep-found">
        {found.map((one) => (
          <li key={`${one.region} ${one.deploymentId}`}>
            <div>
              <strong>{one.deploymentId}</strong> in {one.region}, account {one.accountId}: {countOf(one.stacks.length, 'stack')}, made{' '}
              {dateTime(Math.min(...one.stacks.map(({ createdAtMs }) => createdAtMs)))}
              {one.expiresAtMs === null ? '' : `, expires ${dateTime(one.expiresAtMs)}`}
              <p className="small muted">{one.stacks.map(({ name }) => name).join(', ')}</p>
              <p className="small muted">Somebody else may be at work with it: ask before you remove what you do not recognise.</p>
            </div>
            <Button small variant="danger" busy={busy} onClick={() => onRemove(one)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
