import type { ReactNode } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import { dollars, idleRate } from '../../../shared/cost.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { startedAtMs } from '../../../shared/started.ts'
import { deploymentName, type Known } from '../../../shared/run-name.ts'
import { href } from '../../router.ts'
import { PhaseBadge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { dateTime } from '../../ui/format.ts'
import { Ago } from '../../ui/now.tsx'

/** What exists in the accounts now. */
export function LiveNow({
  deployments,
  known,
}: {
  deployments: readonly Deployment[]
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
            </div>
            <PhaseBadge phase={deployment.phase} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What it costs and when it is removed automatically, as a reminder. */
function Ending({
  deployment: { account, phase, expiresAtMs, stacks },
}: {
  deployment: Deployment
}): ReactNode {
  if (account.kind === 'practice' || expiresAtMs === null || phase === 'removing') return null
  const perHour = dollars(idleRate(stacks.filter(({ deletedAtMs }) => deletedAtMs === null)))
  return (
    <>
      {' '}
      · {perHour} per hour, removed automatically on {dateTime(expiresAtMs)}
    </>
  )
}
