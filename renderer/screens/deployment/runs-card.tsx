import { roundsText } from '../../../shared/load-text.ts'
import type { ReactNode } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import { runEndings } from '../../../shared/run-endings.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { href } from '../../router.ts'
import { RunStatusBadge } from '../../ui/badge.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { countOf, dateTime, duration } from '../../ui/format.ts'
import './runs-card.css'

/** The newest run that has ended. `watched`: it ended while this screen was open. */
export function ResultCard({ run, watched }: { run: Run; watched: boolean }): ReactNode {
  return (
    <section className={`card deployment-result${watched ? ' fresh' : ''}`} aria-label="Result">
      <div>
        <h2>{headline(run)}</h2>
        <p className="muted">
          {dateTime(run.startedAtMs)}
          {run.finishedAtMs === null ? '' : `, ${duration(run.finishedAtMs - run.startedAtMs)}`}.{' '}
          {run.failure ?? 'The run is saved and is kept when this deployment is removed.'}
        </p>
      </div>
      <ButtonLink variant="primary" to={href({ screen: 'result', id: run.id })}>
        View result
      </ButtonLink>
      {watched ? <output className="visually-hidden">{headline(run)}. The result is ready.</output> : null}
    </section>
  )
}

function headline({ status }: Run): string {
  return status === 'running' ? 'The run is in progress' : runEndings[status]
}

/** The runs on the deployment that have ended, and a button that starts another. */
export function RunsCard({
  deployment,
  runs: all,
}: {
  deployment: Deployment
  runs: readonly Run[]
}): ReactNode {
  const runs = all.filter(({ status }) => status !== 'running')
  const api = useApi()
  const again = useAction(() => api.call('runs.start', { deploymentId: deployment.id }))
  const ready = deployment.phase === 'ready'
  if (runs.length === 0 && !ready) return null
  return (
    <Card
      title="Runs on this deployment"
      actions={
        ready ? (
          <Button variant={runs.length === 0 ? 'primary' : 'plain'} busy={again.busy} onClick={again.run}>
            {runs.length === 0 ? 'Run' : 'Run again'}
          </Button>
        ) : undefined
      }
    >
      {again.error === null ? null : <ErrorNotice title="The run could not be started" error={again.error} />}
      {runs.length === 0 ? <p className="muted">There are no runs yet.</p> : null}
      <ul className="deployment-runs">
        {runs.map((run) => (
          <li key={run.id}>
            <a href={href({ screen: 'result', id: run.id })}>{run.title ?? dateTime(run.startedAtMs)}</a>
            <RunStatusBadge status={run.status} />
            <span className="small muted">
              {countOf(run.scenarios.length, 'scenario')}, {countOf(run.paths.length, 'path')},{' '}
              {roundsText(run.load)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
