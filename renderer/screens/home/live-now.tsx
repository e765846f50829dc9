import type { ReactNode } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { href } from '../../router.ts'
import { PhaseBadge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { countOf } from '../../ui/format.ts'
import { Ago } from '../../ui/now.tsx'
import { experimentTitle } from './run-search.ts'

/** What exists in an account at this moment. */
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
                {countOf(deployment.scenarios.length, 'scenario')}, created <Ago atMs={deployment.createdAtMs} />
              </p>
            </div>
            <PhaseBadge phase={deployment.phase} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
