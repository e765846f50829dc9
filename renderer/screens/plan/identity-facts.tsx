import type { ReactNode } from 'react'
import type { Identity } from '../../../shared/account.ts'
import { callSettingText } from '../../../shared/call-setting.ts'
import { dateTime } from '../../ui/format.ts'
import './identity.css'

/** The account, Region and identity, for a person to check before anything is created. */
export function IdentityFacts({ identity }: { identity: Identity }): ReactNode {
  const { accountId, alias, arn, region, endpoint, endpointFrom, expiresAtMs, source, settings } = identity
  return (
    <>
      <dl className="identity-facts">
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
          <dt>Signed in as</dt>
          <dd className="identity-arn">{arn}</dd>
        </div>
        {source === null ? null : (
          <div>
            <dt>By</dt>
            <dd>{source}</dd>
          </div>
        )}
        {expiresAtMs === null ? null : (
          <div>
            <dt>Until</dt>
            <dd>{dateTime(expiresAtMs)}</dd>
          </div>
        )}
      </dl>
      {endpoint === null ? null : (
        <p className="identity-detour" role="note">
          Calls go to <code>{endpoint}</code> instead of AWS, because of <code>{endpointFrom}</code>.
        </p>
      )}
      {settings.map((setting) => (
        <p key={setting.from} className="small muted" role="note">
          {callSettingText(setting)}
        </p>
      ))}
    </>
  )
}
