import type { ReactNode } from 'react'
import { times } from '../../../shared/figures.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { href } from '../../router.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Progress } from '../../ui/progress.tsx'

const endings = {
  cancelled: 'The run was stopped',
  interrupted: 'The run was interrupted',
  incomplete: 'The run ended without a valid figure for every scenario,',
} as const

/** Says that a run is in progress, or that it did not complete and why. Nothing for a complete run. */
export function RunNotice({ run, trials }: { run: Run; trials: readonly Trial[] }): ReactNode {
  const done = trials.filter(({ status }) => status !== 'pending').length
  const measured = trials.some((trial) => trial.result !== null)
  const made = `${done} of ${times(trials.length, 'trial')}`
  if (run.status === 'running') {
    return (
      <Card>
        <Progress
          value={trials.length === 0 ? 0 : done / trials.length}
          label={`Measuring: ${made} finished`}
        />
        <div className="row">
          <p className="muted">
            {measured
              ? 'The figures below are those of the trials that have finished.'
              : 'Figures appear here when trials finish.'}
          </p>
          <ButtonLink small to={href({ screen: 'deployment', id: run.deploymentId })}>
            View live
          </ButtonLink>
        </div>
      </Card>
    )
  }
  if (run.status === 'failed') {
    return (
      <ErrorNotice
        title={`The run failed after ${made}`}
        error={{ message: run.failure ?? 'No reason was recorded.' }}
      />
    )
  }
  if (run.status !== 'succeeded') {
    const what = endings[run.status]
    return (
      <p className="result-notice" role="note">
        <strong>
          {what} after {made}.
        </strong>{' '}
        {run.failure ?? 'Finished trials are kept.'}
      </p>
    )
  }
  if (measured) return null
  return (
    <Card>
      <EmptyState title="This run has no figures">
        <p>No trial has a result. The activity of the deployment shows what happened.</p>
        <p>
          <a href={href({ screen: 'deployment', id: run.deploymentId })}>Go to the deployment</a>
        </p>
      </EmptyState>
    </Card>
  )
}
