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
/** From here on a person who still needs it should do something. */
const soonMs = 10 * 60_000

/** When it is removed by itself, and an hour more for whoever needs it. */
export function Expiry({ deployment: { id, phase, expiresAtMs } }: { deployment: Deployment }): ReactNode {
  const api = useApi()
  const nowMs = useNow(1000)
  const extend = useAction((untilMs: number) => api.call('deployments.extend', { id, expiresAtMs: untilMs }))
  if (expiresAtMs === null) return <span className="muted">Not before it is deployed</span>
  if (phase === 'removing') return <span>It is being removed</span>
  if (phase === 'removed') return <span>It is removed</span>
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
            One hour more
          </Button>
        )}
      </span>
      <span className="small muted">
        {dateTime(expiresAtMs)}, by Sluice or by the <Term id="dead-mans-switch">switch</Term> in the account
      </span>
      {extend.error === null ? null : <ErrorNotice title="It still ends as before" error={extend.error} />}
    </div>
  )
}
