import type { ReactNode } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import type { Swept } from '../../../shared/swept.ts'
import type { Found } from '../../../shared/receipt.ts'
import { sweepVerdict } from '../../../shared/sweep.ts'
import { Button } from '../../ui/button.tsx'
import { countOf, dateTime } from '../../ui/format.ts'

interface SweepOutcomeProps {
  result: Swept
  busy: boolean
  onRemove: (found: Found) => void
}

/** What a sweep found, deployment by deployment, and which Regions could not be searched. */
export function SweepOutcome({ result, busy, onRemove }: SweepOutcomeProps): ReactNode {
  const { account, found, unknown } = result
  return (
    <>
      <p>
        {accountTitle(account)}: {sweepVerdict(result)}
        {found.length === 0 ? '' : ' Someone else may be using it. Do not remove what you do not recognize.'}
      </p>
      {unknown.length === 0 ? null : (
        <ul className="sweep-unknown">
          {unknown.map(({ region, reason }) => (
            <li key={region}>
              {region} could not be searched: {reason}
            </li>
          ))}
        </ul>
      )}
      {found.length === 0 ? null : (
        <ul className="sweep-found">
          {found.map((one) => (
            <li key={`${one.region} ${one.deploymentId}`}>
              <FoundDeployment found={one} />
              <Button
                small
                variant="danger"
                busy={busy}
                aria-label={`Remove ${one.deploymentId}`}
                onClick={() => onRemove(one)}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function FoundDeployment({
  found: { deploymentId, accountId, region, stacks, expiresAtMs },
}: {
  found: Found
}): ReactNode {
  const prefix = `sluice-${deploymentId}-`
  return (
    <div>
      <h3>
        <code>{deploymentId}</code> in {region}
      </h3>
      <p>
        {countOf(stacks.length, 'stack')}, created{' '}
        {dateTime(Math.min(...stacks.map(({ createdAtMs }) => createdAtMs)))}
        {expiresAtMs === null ? '' : `, removed automatically on ${dateTime(expiresAtMs)}`}, account{' '}
        {accountId}
      </p>
      <p className="small muted">
        {stacks.map(({ name }) => (name.startsWith(prefix) ? name.slice(prefix.length) : name)).join(', ')}
      </p>
    </div>
  )
}
