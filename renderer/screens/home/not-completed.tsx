import type { ReactNode } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import { deploymentName, type Known } from '../../../shared/run-name.ts'
import { startedAtMs } from '../../../shared/started.ts'
import { href } from '../../router.ts'
import { PhaseBadge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Ago } from '../../ui/now.tsx'
import { EditAgain } from '../deployment/edit-again.tsx'
import { whyUnfinished } from '../deployment/unfinished.ts'

/** The newest of them; the deployments have all. */
const shown = 3

interface NotCompletedProps {
  deployments: readonly Deployment[]
  /** The newest saved run, if any. */
  newest: Run | undefined
  known: Known
}

/** Deployments that failed or were cancelled before they measured anything, since the newest run. */
export function NotCompleted({ deployments, newest, known }: NotCompletedProps): ReactNode {
  // What began after the newest run has measured nothing but that one.
  const since = newest?.startedAtMs ?? 0
  const runs = newest === undefined ? [] : [newest]
  const ended = deployments
    .flatMap((deployment) => {
      const why = whyUnfinished(deployment, runs)
      return why === null || startedAtMs(deployment) < since ? [] : [{ deployment, why }]
    })
    .toSorted((a, b) => startedAtMs(b.deployment) - startedAtMs(a.deployment))
    .slice(0, shown)
  if (ended.length === 0) return null
  return (
    <Card title="Not completed" actions={<a href={href('/deployments')}>All deployments</a>}>
      <ul className="home-list">
        {ended.map(({ deployment, why }) => (
          <li key={deployment.id} className="home-list-row">
            <div>
              <p className="row">
                <a className="home-list-name" href={href({ screen: 'deployment', id: deployment.id })}>
                  {deploymentName(deployment, known)}
                </a>
                {deployment.phase === 'removed' ? null : <PhaseBadge phase={deployment.phase} />}
              </p>
              <p className="small muted">
                {placeTitle(deployment)}, started <Ago atMs={startedAtMs(deployment)} />
              </p>
              <p className="small run-notes">{why}</p>
            </div>
            <EditAgain deployment={deployment} small />
          </li>
        ))}
      </ul>
    </Card>
  )
}
