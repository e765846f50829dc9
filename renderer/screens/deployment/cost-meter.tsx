import type { ReactNode } from 'react'
import { dollars, idleRate, spentOf, total } from '../../../shared/cost.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { useNow } from '../../ui/now.tsx'
import { useSpentTrials } from './use-spent-trials.ts'

/** What a live deployment has cost up to now, by list prices, and what it may. */
export function CostMeter({ deployment }: { deployment: Deployment }): ReactNode {
  const nowMs = useNow(1000)
  const runs = useSpentTrials(deployment)
  const { account, capUsd, stacks, billingStoppedAtMs } = deployment
  if (account.kind === 'practice') return <span>Nothing: practice account</span>
  const spent = total(spentOf(deployment, runs, nowMs))
  return (
    <>
      <span className="figures">
        About {dollars(spent)} of {dollars(capUsd)}
      </span>
      <meter
        className="cost-meter"
        min={0}
        max={capUsd}
        high={capUsd * 0.8}
        value={Math.min(spent, capUsd)}
        aria-label="Spent of the cap"
      />
      <span className="small muted">
        {billingStoppedAtMs === null
          ? `${dollars(idleRate(stacks.filter(({ deletedAtMs }) => deletedAtMs === null)))} an hour while idle`
          : 'Nothing costs money any more'}
      </span>
    </>
  )
}
