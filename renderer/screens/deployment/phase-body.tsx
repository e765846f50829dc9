import type { ReactNode } from 'react'
import type { Activity } from '../../../shared/activity.ts'
import type { Deployment, StackStep } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Loading } from '../../ui/loading.tsx'
import { TearDownButton } from '../../ui/tear-down-button.tsx'
import { MeasureView } from './measure-view.tsx'
import { retainable, RetainButton } from './retain-dialog.tsx'
import { stackTitle } from './stack-titles.ts'
import { Timeline } from './timeline-view.tsx'

interface PhaseBodyProps {
  deployment: Deployment
  running: Run | undefined
  steps: readonly StackStep[]
  activities: readonly Activity[]
  scenarios: readonly Scenario[]
}

/** What goes on now, by phase. */
export function PhaseBody({ deployment, running, steps, activities, scenarios }: PhaseBodyProps): ReactNode {
  const { phase } = deployment
  const timeline = { deployment, steps, scenarios }
  const left = retainable(deployment)
  return (
    <>
      {phase === 'stranded' ? <RemovalFailure activities={activities} /> : null}
      <Failure deployment={deployment} scenarios={scenarios} />
      {phase === 'deploying' ? (
        <Card title="Deploying">
          <Now activities={activities} />
          <Timeline {...timeline} direction="create" going />
        </Card>
      ) : null}
      {phase === 'measuring' && running !== undefined ? <MeasureView key={running.id} run={running} scenarios={scenarios} /> : null}
      {phase === 'measuring' && running === undefined ? <Loading text="The run begins…" /> : null}
      {phase === 'removing' || phase === 'stranded' ? (
        <Card
          title={phase === 'removing' ? 'Tearing down' : 'What may still be there'}
          actions={
            phase === 'stranded' ? (
              <>
                {left === null ? null : <RetainButton id={deployment.id} {...left} />}
                <TearDownButton deployments={[deployment]} target={{ deploymentId: deployment.id }} label="Try again" />
              </>
            ) : undefined
          }
        >
          {phase === 'removing' ? <Now activities={activities} /> : null}
          <Timeline {...timeline} direction="delete" going={phase === 'removing'} />
        </Card>
      ) : null}
    </>
  )
}

/** What came before, to be opened. */
export function History({ deployment, steps, scenarios }: Pick<PhaseBodyProps, 'deployment' | 'steps' | 'scenarios'>): ReactNode {
  const { phase } = deployment
  const timeline = { deployment, steps, scenarios }
  const leaving = phase === 'removing' || phase === 'stranded' || phase === 'removed'
  return (
    <>
      {phase === 'removed' ? (
        <Before title="How it was removed">
          <Timeline {...timeline} direction="delete" going={false} />
        </Before>
      ) : null}
      {phase === 'deploying' || phase === 'planned' ? null : (
        <Before title={leaving ? 'How it was deployed' : 'What is deployed'}>
          <Timeline {...timeline} direction="create" going={false} />
        </Before>
      )}
    </>
  )
}

/** The first thing that went wrong stands on top of all that followed from it. */
function Failure({
  deployment: { failure, phase, stacks },
  scenarios,
}: {
  deployment: Deployment
  scenarios: readonly Scenario[]
}): ReactNode {
  if (failure === null) return null
  const stack = stacks.find(({ name }) => name === failure.stack)
  const where = [failure.resource, stack === undefined ? failure.stack : stackTitle(stack, scenarios)].filter((one) => one !== null)
  // Where nothing had failed before the removal, the removal's own failure says it all.
  if (phase === 'stranded' && failure.stack === null) return null
  const title = failure.stack === null ? 'It failed' : 'It could not be deployed'
  return <ErrorNotice title={where.length === 0 ? title : `${title}: ${where.join(' in ')}`} error={{ message: failure.reason }} />
}

/** Why something may still be there. The row keeps the first failure of all; that of the removal is told by the latest activity. */
function RemovalFailure({ activities }: { activities: readonly Activity[] }): ReactNode {
  const latest = activities.findLast(({ level }) => level === 'error')
  return (
    <ErrorNotice
      title="The removal failed, and something may still exist"
      error={{ message: latest?.message ?? 'The reason was not kept.' }}
    />
  )
}

function Now({ activities }: { activities: readonly Activity[] }): ReactNode {
  const latest = activities.findLast(({ level }) => level !== 'detail')
  return <output className="muted">{latest?.message ?? 'It begins in a moment.'}</output>
}

function Before({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <details className="card">
      <summary>
        <h2>{title}</h2>
      </summary>
      {children}
    </details>
  )
}
