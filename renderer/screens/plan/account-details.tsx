import { useState, type ReactNode } from 'react'
import { accountName } from '../../../shared/account-name.ts'
import type { Identity } from '../../../shared/account.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Field } from '../../ui/field.tsx'
import { dateTime } from '../../ui/format.ts'
import type { DraftDesk } from './use-draft.ts'
import './account.css'

/** The Region, and who the credentials lead to. Asked for by a button, since signing in may be needed. */
export function AccountDetails({ desk }: { desk: DraftDesk }): ReactNode {
  const api = useApi()
  const { account, region } = desk.draft
  const [known, setKnown] = useState<{ of: string; identity: Identity; regions: readonly string[] } | null>(null)
  const key = `${account.kind} ${accountName(account)} ${region}`
  const look = useAction(async () => {
    const identity = await api.call('accounts.identify', { account, region })
    // Without the right to list Regions a person types one.
    const regions = await api.call('accounts.regions', { account }).catch(() => [])
    setKnown({ of: key, identity, regions })
  })
  return (
    <div className="account-details">
      <Field label="Region" error={desk.faults.region} hint="Where everything is created. Prices and limits are the Region's own.">
        {(control) => (
          <>
            <input
              {...control}
              className="input"
              list="plan-regions"
              value={region}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => desk.change({ kind: 'region', region: event.target.value.trim() })}
            />
            <datalist id="plan-regions">
              {(known?.regions ?? []).map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <div className="account-identity" aria-live="polite">
        <Button onClick={look.run} busy={look.busy} disabled={desk.faults.region !== null}>
          {look.busy ? 'Asking AWS who this is…' : 'Who is this?'}
        </Button>
        {look.error === null ? null : <ErrorNotice title="AWS did not let us in" error={look.error} />}
        {known !== null && known.of === key && !look.busy ? <IdentityFacts identity={known.identity} /> : null}
      </div>
    </div>
  )
}

/** What a person has to recognise before anything is created. */
export function IdentityFacts({ identity }: { identity: Identity }): ReactNode {
  const { accountId, alias, arn, region, endpoint, endpointFrom, expiresAtMs } = identity
  return (
    <>
      <dl className="account-facts">
        <div>
          <dt>Account</dt>
          <dd>
            <strong className="figures">{accountId}</strong>
            {alias === null ? '' : ` (${alias})`}
          </dd>
        </div>
        <div>
          <dt>Region</dt>
          <dd>{region}</dd>
        </div>
        <div>
          <dt>As</dt>
          <dd className="account-arn">{arn}</dd>
        </div>
        {expiresAtMs === null ? null : (
          <div>
            <dt>Signed in until</dt>
            <dd>{dateTime(expiresAtMs)}</dd>
          </div>
        )}
      </dl>
      {endpoint === null ? null : (
        <p className="account-detour" role="note">
          Calls do not go to AWS but to <code>{endpoint}</code>, since <code>{endpointFrom}</code> says so.
        </p>
      )}
    </>
  )
}
