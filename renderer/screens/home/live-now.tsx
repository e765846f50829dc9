import type { ReactNode } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import { dollars, idleRate } from '../../../shared/cost.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import { deploymentName, type Known } from '../../../shared/run-name.ts'
import { startedAtMs } from '../../../shared/started.ts'
import { stayText } from '../../../shared/staying.ts'
import { href } from '../../router.ts'
import { PhaseBadge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Ago, useNow } from '../../ui/now.tsx'
import { isWaiting, Waiting } from '../../ui/waiting.tsx'

/** What exists in the accounts now. */
export function LiveNow({
  deployments,
  runs,
  known,
}: {
  deployments: readonly Deployment[]
  /** Those that are in progress, on any deployment. */
  runs: readonly Run[]
  known: Known
}): ReactNode {
  if (deployments.length === 0) return null
  return (
    <Card title="Live now" actions={<a href={href('/deployments')}>All deployments</a>}>
      <ul className="home-list">
        {deployments.map((deployment) => (
          <li key={deployment.id} className="home-list-row">
            <div>
              <a className="home-list-name" href={href({ screen: 'deployment', id: deployment.id })}>
                {deploymentName(deployment, known)}
              </a>
              <p className="small muted">
                {placeTitle(deployment)}, started <Ago atMs={startedAtMs(deployment)} />
                <Ending deployment={deployment} />
              </p>
              <Waiting deploymentId={deployment.id} runs={runs} />
            </div>
            <PhaseBadge phase={deployment.phase} waiting={isWaiting(deployment.id, runs)} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What it costs and how long it stays, as a reminder. */
function Ending({ deployment }: { deployment: Deployment }): ReactNode {
  const { account, stacks } = deployment
  const stay = stayText(deployment, useNow(30_000))
  if (stay === null) return null
  const perHour = dollars(idleRate(stacks.filter(({ deletedAtMs }) => deletedAtMs === null)))
  return ` · ${account.kind === 'practice' ? '' : `${perHour} per hour, `}${stay}`
}
