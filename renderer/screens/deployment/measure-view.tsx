import { useState, type ReactNode } from 'react'
import type { Run, Trial } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { useAction } from '../../api/use-action.ts'
import { useApi } from '../../api/use-api.tsx'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { countOf, roughDuration, rate } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import { Term } from '../../ui/term.tsx'
import { LiveChart } from './live-chart.tsx'
import { liveSeries } from './live-series.ts'
import { measureProgress } from './measure-progress.ts'
import { TrialTable } from './trial-table.tsx'
import { useLiveRun, type LiveRun } from './use-live-run.ts'
import { useNow } from './use-now.ts'
import './measure.css'

/** A run that is in progress. */
export function MeasureView({ run, scenarios }: { run: Run; scenarios: readonly Scenario[] }): ReactNode {
  const { trials, live } = useLiveRun(run.id)
  const current = trials.find(({ order, status }) => order === live?.order && status === 'pending')
  const scenario = scenarios.find(({ id }) => id === current?.scenarioId)
  const finished = trials.filter(({ status }) => status !== 'pending').length
  const allDone = trials.length > 0 && finished === trials.length
  const series = liveSeries(run.load.durationSec, trials, live)
  return (
    <>
      <Card
        title={allDone ? 'Measured' : 'Measuring'}
        actions={allDone ? undefined : <StopRun run={run} label="Stop measuring" />}
      >
        <Schedule run={run} trials={trials} live={live} />
        <div className="measure-now">
          {allDone ? (
            <p className="muted measure-what">All trials are finished. The run is being completed…</p>
          ) : (
            <Current trial={current} scenario={scenario} live={live} run={run} anyFinished={finished > 0} />
          )}
        </div>
        <LiveChart series={series} sentence={`${finished} of ${trials.length} trials are finished.`} />
        <Legend run={run} />
        <p className="small muted">
          {ofWhat(run)}The <Term id="lead-in">lead-in</Term> before each trial is not shown and not counted.
        </p>
      </Card>
      <Announced trial={current} scenario={scenario} live={live} total={trials.length} />
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
function Schedule({ run, trials, live }: { run: Run } & LiveRun): ReactNode {
  const progress = measureProgress(run.load, trials, live, useNow(true, 500))
  return (
    <Progress
      value={trials.length === 0 ? null : progress.value}
      label={`${progress.finished} of ${countOf(progress.total, 'trial')} finished`}
      note={progress.leftMs === 0 ? '' : `about ${roughDuration(progress.leftMs)} left`}
    />
  )
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

interface CurrentProps {
  trial: Trial | undefined
  scenario: Scenario | undefined
  live: LiveRun['live']
  run: Run
}

/** Only the process that runs the trials has the figures of the current one. */
const elsewhere = 'Another window or terminal runs this experiment. Its trials appear here when they finish.'

/** The current trial, and the path that its requests take. */
function Current({
  trial,
  scenario,
  live,
  run,
  anyFinished,
}: CurrentProps & { anyFinished: boolean }): ReactNode {
  if (trial === undefined || scenario === undefined || live === null) {
    return (
      <p className="muted measure-what">
        {live === null && anyFinished ? elsewhere : 'Preparing the next trial…'}
      </p>
    )
  }
  const latest = live.part === 'measured' ? live.samples.at(-1) : undefined
  return (
    <>
      <div className="measure-what">
        <h3>
          <ScenarioMark id={scenario.id} size={14} /> {scenario.title}
        </h3>
        <span className="muted">
          <code>{trial.path}</code>, round {trial.round} of {run.load.rounds}
        </span>
        <Badge tone={live.part === 'measured' ? 'accent' : 'neutral'} active={live.part === 'measured'}>
          {live.part === 'measured' ? 'Measured' : 'Lead-in'}
        </Badge>
      </div>
      <div className="measure-diagram">
        <ScenarioDiagram scenario={scenario} size="large" lit />
      </div>
      <p className="measure-figure">
        <span className="small muted">Requests sent</span>
        <strong className="figures">{latest === undefined ? '–' : rate(latest.requests)}</strong>
        <span className="small muted">
          {latest === undefined
            ? 'no figure yet'
            : `in second ${latest.offsetMs / 1000 + 1} of ${run.load.durationSec}`}
        </span>
      </p>
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

/** For screen readers: announced when a trial begins, not every second. */
function Announced({
  trial,
  scenario,
  live,
  total,
}: Pick<CurrentProps, 'trial' | 'scenario' | 'live'> & { total: number }): ReactNode {
  if (trial === undefined || scenario === undefined) return <output className="visually-hidden" />
  return (
    <output className="visually-hidden">
      {`Trial ${trial.order + 1} of ${total}: ${scenario.title}, path ${trial.path}, `}
      {live?.part === 'measured' ? 'measured part.' : 'lead-in.'}
    </output>
  )
}

/** What the figures are of, where that is not AWS. */
function ofWhat(run: Run): string {
  if (run.account.kind === 'practice') return 'Loopback numbers of this machine, not of AWS. '
  return run.endpoint === null ? '' : `Measured at ${run.endpoint}, not at AWS. `
}
