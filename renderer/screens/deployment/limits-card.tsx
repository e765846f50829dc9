import type { ReactNode } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import { CostMeter } from './cost-meter.tsx'
import { Expiry } from './expiry.tsx'
import './limits.css'

/** What a live deployment has cost, and when it is removed automatically. */
export function LimitsCard({ deployment }: { deployment: Deployment }): ReactNode {
  if (!isLive(deployment.phase)) return null
  return (
    <section className="card limits-card" aria-label="Limits">
      <dl>
        <div>
          <dt>Cost so far</dt>
          <dd>
            <CostMeter deployment={deployment} />
          </dd>
        </div>
        <div>
          <dt>Automatic removal</dt>
          <dd>
            <Expiry deployment={deployment} />
          </dd>
        </div>
      </dl>
    </section>
  )
}
