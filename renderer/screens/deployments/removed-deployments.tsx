import { type ReactNode, useState } from 'react'
import { placeTitle } from '../../../shared/account-name.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { deploymentName, type Known } from '../../../shared/run-name.ts'
import { startedAtMs } from '../../../shared/started.ts'
import { href } from '../../router.ts'
import { Button } from '../../ui/button.tsx'
import { countOf, dateTime } from '../../ui/format.ts'
import { type Column, Table } from '../../ui/table.tsx'
import { removedOutcome } from './removed-outcome.ts'

const perPage = 20

interface RemovedDeploymentsProps {
  deployments: readonly Deployment[]
  known: Known
}

interface Removed {
  deployment: Deployment
  title: string
}

const columns: readonly Column<Removed>[] = [
  {
    title: 'Deployment',
    header: true,
    cell: ({ deployment, title }) => <a href={href({ screen: 'deployment', id: deployment.id })}>{title}</a>,
  },
  { title: 'Account', cell: ({ deployment }) => placeTitle(deployment) },
  { title: 'Started', cell: ({ deployment }) => dateTime(startedAtMs(deployment)) },
  { title: 'Removed', cell: ({ deployment }) => dateTime(deployment.changedAtMs) },
  { title: 'Outcome', cell: ({ deployment }) => removedOutcome(deployment) },
]

/** Deployments that no longer exist; what happened to them can still be read. */
export function RemovedDeployments({ deployments, known }: RemovedDeploymentsProps): ReactNode {
  const [most, setMost] = useState(perPage)
  return (
    <details className="card">
      <summary>
        <h2>{countOf(deployments.length, 'removed deployment')}</h2>
      </summary>
      <Table
        caption="Removed deployments"
        columns={columns}
        rows={deployments.slice(0, most).map((deployment) => ({
          deployment,
          title: deploymentName(deployment, known),
        }))}
        rowKey={({ deployment }) => deployment.id}
      />
      {deployments.length > most ? <Button onClick={() => setMost(most + perPage)}>Show more</Button> : null}
    </details>
  )
}
