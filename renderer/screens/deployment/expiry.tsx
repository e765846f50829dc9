import type { ReactNode } from 'react'
import { budgetLimits } from '../../../shared/budget.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { dateTime, duration } from '../../ui/format.ts'
import { useNow } from '../../ui/now.tsx'
import { Term } from '../../ui/term.tsx'
import './limits.css'

const hourMs = 3_600_000
/** With less time left than this it is highlighted. */
const soonMs = 10 * 60_000

/** When the deployment is removed automatically, and a button to postpone that by an hour. */
export function Expiry({ deployment: { id, phase, expiresAtMs } }: { deployment: Deployment }): ReactNode {
  const api = useApi()
  const nowMs = useNow(1000)
  const extend = useAction((untilMs: number) => api.call('deployments.extend', { id, expiresAtMs: untilMs }))
  if (expiresAtMs === null) return <span className="muted">Set once it is deployed</span>
  if (phase === 'removing') return <span>Being removed</span>
  if (phase === 'removed') return <span>Removed</span>
  const leftMs = expiresAtMs - nowMs
  const later = expiresAtMs + hourMs
  return (
    <div className="limit">
      <span>
        <time
          dateTime={new Date(expiresAtMs).toISOString()}
          title={dateTime(expiresAtMs)}
          className={leftMs < soonMs ? 'figures limit-soon' : 'figures'}
        >
          {leftMs > 0 ? `in ${duration(leftMs)}` : 'now'}
        </time>
        {later - nowMs > budgetLimits.lifetimeMs.max ? null : (
          <Button small busy={extend.busy} onClick={() => extend.run(Math.max(later, nowMs + hourMs))}>
            Extend by 1 h
          </Button>
        )}
      </span>
      <span className="small muted">
        {dateTime(expiresAtMs)}, by Sluice or by a <Term id="dead-mans-switch">schedule</Term> in the account
      </span>
      {extend.error === null ? null : (
        <ErrorNotice title="The expiry could not be changed" error={extend.error} />
      )}
    </div>
  )
}
