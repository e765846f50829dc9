import type { ReactNode } from 'react'
import { dollars, idleRate, total } from '../../../shared/cost.ts'
import { spentOf } from '../../../shared/spent.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { time } from '../../ui/format.ts'
import { usePrices } from '../../api/use-prices.ts'
import { useNow } from '../../ui/now.tsx'
import { useSpentTrials } from './use-spent-trials.ts'
import '../../ui/progress.css'
import './limits.css'

/** What a live deployment has cost so far, by list prices, and its cost cap. */
export function CostMeter({ deployment }: { deployment: Deployment }): ReactNode {
  const nowMs = useNow(1000)
  const runs = useSpentTrials(deployment)
  const { account, capUsd, phase, region, stacks, billingStoppedAtMs } = deployment
  const prices = usePrices(account, region)
  if (account.kind === 'practice') return <span>Free: practice account</span>
  const spent = total(spentOf(deployment, runs, nowMs, prices))
  const perHour = dollars(
    idleRate(
      stacks.filter(({ deletedAtMs }) => deletedAtMs === null),
      prices,
    ),
  )
  const leaving = phase === 'removing' || phase === 'stranded'
  return (
    <div className="limit">
      <span className="figures">
        About {dollars(spent)} of {dollars(capUsd)}
      </span>
      <meter
        min={0}
        max={capUsd}
        high={capUsd * 0.8}
        value={Math.min(spent, capUsd)}
        aria-label="Spent of the cost cap"
      />
      <span className="small muted">
        {billingStoppedAtMs !== null
          ? `Billing stopped at ${time(billingStoppedAtMs)}`
          : `${perHour} per hour ${leaving ? 'until it is removed' : 'while idle'}`}
      </span>
    </div>
  )
}
