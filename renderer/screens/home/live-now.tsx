import type { ReactNode } from 'react'
import { accountTitle } from '../../../shared/account-name.ts'
import { dollars, idleRate } from '../../../shared/cost.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { href } from '../../router.ts'
import { PhaseBadge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { countOf, dateTime } from '../../ui/format.ts'
import { Ago } from '../../ui/now.tsx'
import { experimentTitle } from './run-search.ts'

/** What exists in the accounts now. */
export function LiveNow({
  deployments,
  experiments,
}: {
  deployments: readonly Deployment[]
  experiments: readonly Experiment[]
}): ReactNode {
  if (deployments.length === 0) return null
  return (
    <Card title="Live now" actions={<a href={href('/deployments')}>All deployments</a>}>
      <ul className="home-list">
        {deployments.map((deployment) => (
          <li key={deployment.id} className="home-list-row">
            <div>
              <a className="home-list-name" href={href({ screen: 'deployment', id: deployment.id })}>
                {experimentTitle(experiments, deployment.experimentId)}
              </a>
              <p className="small muted">
                {where(deployment)} · {countOf(deployment.scenarios.length, 'scenario')}, created{' '}
                <Ago atMs={deployment.createdAtMs} />
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

function where({ account, region }: Deployment): string {
  return account.kind === 'practice' ? accountTitle(account) : `${accountTitle(account)}, ${region}`
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
