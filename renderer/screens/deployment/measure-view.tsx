import { useMemo, useState, type ReactNode } from 'react'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { liveRows, type LiveRows } from '../../../shared/live-rows.ts'
import { settledText } from '../../../shared/live-text.ts'
import { leftText, progressText, runProgress } from '../../../shared/run-progress.ts'
import type { Run } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { Progress } from '../../ui/progress.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import { Announced, CurrentTrial } from './current-trial.tsx'
import { LiveChart } from './live-chart.tsx'
import { LiveRowsTable } from './live-rows-table.tsx'
import { liveSeries } from './live-series.ts'
import { RuleNote } from './rule-note.tsx'
import { TrialTable } from './trial-table.tsx'
import { useLiveRun, type LiveRun } from './use-live-run.ts'
import { useNow } from './use-now.ts'
import './measure.css'

interface MeasureProps {
  run: Run
  deployment: Deployment
  experiment: Experiment | undefined
  scenarios: readonly Scenario[]
}

/** A run that is in progress: what its rounds say so far, then the trial that runs. */
export function MeasureView({ run, deployment, experiment, scenarios }: MeasureProps): ReactNode {
  const { trials, live } = useLiveRun(run.id)
  const { stacks } = deployment
  const found = useMemo(() => liveRows(run, trials, experiment, stacks), [run, trials, experiment, stacks])
  const current = trials.find(
    ({ order, status }) => order === live?.order && (status === 'pending' || live.part === 'diagnosis'),
  )
  const scenario = scenarios.find(({ id }) => id === current?.scenarioId)
  const finished = trials.filter(({ status }) => status !== 'pending').length
  const allDone = trials.length > 0 && (finished === trials.length || found.left.sure)
  return (
    <>
      <Card
        title={allDone ? 'Measured' : 'Measuring'}
        actions={allDone ? undefined : <StopRun run={run} label="Stop measuring" />}
      >
        <Schedule run={run} trials={trials} live={live} found={found} />
        <Settled run={run} found={found} />
        <LiveRowsTable run={run} found={found} />
        <RuleNote rule={run.rule} />
      </Card>
      <Card title="Current trial">
        <div className="measure-now">
          {allDone ? (
            <p className="muted measure-what">No more trials are needed. The run is being completed…</p>
          ) : (
            <CurrentTrial
              trial={current}
              scenario={scenario}
              live={live}
              run={run}
              anyFinished={finished > 0}
            />
          )}
        </div>
        <LiveChart series={liveSeries(run, trials, live)} />
        <Legend run={run} />
        <p className="small muted">
          {ofWhat(run)}The <Term id="lead-in">lead-in</Term> before each trial is not shown and not counted.
        </p>
      </Card>
      <Announced trial={current} scenario={scenario} live={live} />
      <Card title="Finished trials">
        <TrialTable trials={trials} scenarios={scenarios} />
      </Card>
    </>
  )
}

/**
 * How far the run is. It has a clock of its own: the rest of the screen is drawn only when something happens,
 * to take no CPU from what is measured.
 */
function Schedule({ run, trials, live, found }: { run: Run; found: LiveRows } & LiveRun): ReactNode {
  const rounds = { ...found.left, complete: found.completeRounds }
  const progress = runProgress(run, trials, rounds, live, useNow(true, 500))
  if (trials.length === 0) return <Progress value={null} label="Asking for the trials…" />
  return (
    <Progress
      value={progress.value}
      earliest={progress.earliest}
      label={progressText(progress, run.rule)}
      note={leftText(progress)}
    />
  )
}

/** How many comparisons are settled, announced when that changes. */
function Settled({ run, found }: { run: Run; found: LiveRows }): ReactNode {
  const text = settledText(found.rows, run.rule, found.completeRounds)
  return <output className={text === null ? 'visually-hidden' : 'settled-count'}>{text}</output>
}

export function StopRun({ run, label }: { run: Run; label: string }): ReactNode {
  const api = useApi()
  // The running trial gets a moment to end cleanly.
  const [stopping, setStopping] = useState(false)
  const stop = useAction(async () => {
    await api.call('runs.cancel', { id: run.id })
    setStopping(true)
  })
  return (
    <>
      <Button busy={stop.busy || stopping} onClick={stop.run}>
        {stopping ? 'Stopping…' : label}
      </Button>
      {stop.error === null ? null : <ErrorNotice error={stop.error} />}
    </>
  )
}

function Legend({ run }: { run: Run }): ReactNode {
  return (
    <ul className="live-legend small">
      {run.scenarios.map(({ id, title }) => (
        <li key={id}>
          <ScenarioMark id={id} /> {title}
        </li>
      ))}
    </ul>
  )
}

/** What the figures are of, where that is not AWS. */
function ofWhat(run: Run): string {
  if (run.account.kind === 'practice') return 'Loopback numbers of this machine, not of AWS. '
  return run.endpoint === null ? '' : `Measured at ${run.endpoint}, not at AWS. `
}
