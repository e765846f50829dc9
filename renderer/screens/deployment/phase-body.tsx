import type { ReactNode } from 'react'
import type { Activity } from '../../../shared/activity.ts'
import type { Deployment, StackStep } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { time } from '../../ui/format.ts'
import { Loading } from '../../ui/loading.tsx'
import { MeasureView } from './measure-view.tsx'
import { stackTitle } from './stack-titles.ts'
import { StrandedNotice } from './stranded-notice.tsx'
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
  const { phase, billingStoppedAtMs } = deployment
  const timeline = { deployment, steps, scenarios }
  return (
    <>
      {phase === 'stranded' ? <StrandedNotice deployment={deployment} scenarios={scenarios} /> : null}
      {phase === 'stranded' ? null : <Failure deployment={deployment} scenarios={scenarios} />}
      {phase === 'deploying' ? (
        <Card title="Deploying">
          <Now activities={activities} />
          <Timeline {...timeline} direction="create" going />
        </Card>
      ) : null}
      {phase === 'measuring' && running !== undefined ? (
        <MeasureView key={running.id} run={running} scenarios={scenarios} />
      ) : null}
      {phase === 'measuring' && running === undefined ? <Loading text="The run begins…" /> : null}
      {phase === 'removing' || phase === 'stranded' ? (
        <Card title={phase === 'removing' ? 'Tearing down' : 'What may still be there'}>
          {phase === 'removing' ? <Now activities={activities} /> : null}
          {phase === 'removing' && billingStoppedAtMs !== null ? (
            <BillingStopped atMs={billingStoppedAtMs} />
          ) : null}
          <Timeline {...timeline} direction="delete" going={phase === 'removing'} />
        </Card>
      ) : null}
    </>
  )
}

/** What came before, to be opened. */
export function History({
  deployment,
  steps,
  scenarios,
}: Pick<PhaseBodyProps, 'deployment' | 'steps' | 'scenarios'>): ReactNode {
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

/** What went wrong before the removal. */
function Failure({
  deployment: { failure, stacks },
  scenarios,
}: {
  deployment: Deployment
  scenarios: readonly Scenario[]
}): ReactNode {
  if (failure === null) return null
  const stack = stacks.find(({ name }) => name === failure.stack)
  const where = [failure.resource, stack === undefined ? failure.stack : stackTitle(stack, scenarios)].filter(
    (one) => one !== null,
  )
  return (
    <ErrorNotice
      title={where.length === 0 ? 'It failed' : `It failed: ${where.join(' in ')}`}
      error={{ message: failure.reason }}
    />
  )
}

/** From here on nobody has to hurry, or to stay. */
function BillingStopped({ atMs }: { atMs: number }): ReactNode {
  return (
    <p className="billing-stopped">
      <Badge tone="good">Billing has stopped</Badge>{' '}
      <span>
        What is still there has cost nothing since {time(atMs)}. You may close Sluice meanwhile: the removal
        goes on when you open it again.
      </span>
    </p>
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
