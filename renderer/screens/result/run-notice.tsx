import type { ReactNode } from 'react'
import { incompleteness, missingFigures } from '../../../shared/completeness.ts'
import { times } from '../../../shared/figures.ts'
import type { Result } from '../../../shared/result.ts'
import { closedTrials } from '../../../shared/rounds.ts'
import type { RunStatus } from '../../../shared/run.ts'
import { runEndings } from '../../../shared/run-endings.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { href } from '../../router.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Progress } from '../../ui/progress.tsx'

interface NoticeProps {
  result: Result
  scenarios: readonly Scenario[]
}

/** Says that a run is in progress, or that it is not complete, why, and what to do. */
export function RunNotice(props: NoticeProps): ReactNode {
  const Notice = notices[props.result.run.status]
  return Notice === null ? null : <Notice {...props} />
}

const notices: Record<RunStatus, ((props: NoticeProps) => ReactNode) | null> = {
  running: RunningNotice,
  succeeded: null,
  incomplete: IncompleteNotice,
  failed: FailedNotice,
  cancelled: StoppedNotice,
  interrupted: StoppedNotice,
}

/** `3 of 20 trials`. */
function madeOf({ trials }: Result): string {
  const done = trials.filter(({ status }) => status !== 'pending').length
  return `${done} of ${times(trials.length, 'trial')}`
}

function RunningNotice({ result }: NoticeProps): ReactNode {
  const { run, trials } = result
  const done = trials.filter(({ status }) => status !== 'pending').length
  const measured = closedTrials(trials).some((trial) => trial.result !== null)
  return (
    <Card>
      <Progress
        value={trials.length === 0 ? 0 : done / trials.length}
        label={`Measuring: ${madeOf(result)} finished`}
      />
      <div className="row">
        <p className="muted">
          {measured
            ? 'The figures below are those of the complete rounds.'
            : 'Figures appear here when the first round is complete.'}
        </p>
        <ButtonLink small to={href({ screen: 'deployment', id: run.deploymentId })}>
          View live
        </ButtonLink>
      </div>
    </Card>
  )
}

function IncompleteNotice({ result, scenarios }: NoticeProps): ReactNode {
  return (
    <div className="result-notice incomplete" role="alert">
      <strong>Incomplete: {incompleteness(result.run, result.trials)}.</strong>
      <MissingList result={result} scenarios={scenarios} />
      <p>The figures of the other scenarios are valid.</p>
    </div>
  )
}

/** Why each scenario without a valid figure has none, and what to do. */
function MissingList({ result, scenarios }: NoticeProps): ReactNode {
  const missing = missingFigures(result, scenarios)
  const isImported = result.run.imported !== null
  const advised = missing.some(({ remedy }) => remedy !== null)
  return (
    <>
      <ul>
        {missing.map(({ scenario, reason, remedy }) => (
          <li key={scenario.id}>
            {scenario.title}: {reason} {remedy}
          </li>
        ))}
      </ul>
      <p>
        {advised || isImported ? null : 'The activity of the deployment shows what happened. '}
        {isImported ? null : (
          <a href={href({ screen: 'deployment', id: result.run.deploymentId })}>Go to the deployment</a>
        )}
      </p>
    </>
  )
}

function FailedNotice({ result, scenarios }: NoticeProps): ReactNode {
  const { run, trials } = result
  return (
    <>
      <ErrorNotice
        title={`${runEndings.failed} after ${madeOf(result)}`}
        error={{ message: run.failure ?? 'No reason was recorded.' }}
      />
      {trials.some(({ reason }) => reason !== null) ? (
        <div className="result-notice">
          <MissingList result={result} scenarios={scenarios} />
        </div>
      ) : null}
    </>
  )
}

function StoppedNotice({ result }: NoticeProps): ReactNode {
  const { status, failure } = result.run
  return (
    <p className="result-notice" role="note">
      <strong>
        {status === 'running' ? '' : runEndings[status]} after {madeOf(result)}.
      </strong>{' '}
      {failure ?? 'Figures come from its complete rounds; finished trials of another are kept.'}
    </p>
  )
}
