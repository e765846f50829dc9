import type { ReactNode } from 'react'
import type { LiveTrial } from '../../../shared/live-trial.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { ScenarioDiagram } from '../../diagrams/scenario-diagram.tsx'
import { Badge } from '../../ui/badge.tsx'
import { milliseconds, rate } from '../../ui/format.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import './measure.css'

interface CurrentProps {
  trial: Trial | undefined
  scenario: Scenario | undefined
  live: LiveTrial | null
}

/** Only the process that runs the trials has the figures of the current one. */
const elsewhere = 'Another window or terminal runs this experiment. Its trials appear here when they finish.'

const partTitles: Record<LiveTrial['part'], string> = {
  'lead-in': 'Lead-in',
  measured: 'Measured',
  diagnosis: 'Counting status codes',
}

/** The current trial, and the path that its requests take. */
export function CurrentTrial({
  trial,
  scenario,
  live,
  run,
  anyFinished,
}: CurrentProps & { run: Run; anyFinished: boolean }): ReactNode {
  if (trial === undefined || scenario === undefined || live === null) {
    return (
      <p className="muted measure-what">
        {live === null && anyFinished ? elsewhere : 'Preparing the next trial…'}
      </p>
    )
  }
  const measured = live.part === 'measured'
  return (
    <>
      <div className="measure-what">
        <h3>
          <ScenarioMark id={scenario.id} size={14} /> {scenario.title}
        </h3>
        <span className="muted">
          <code>{trial.path}</code>, round {trial.round}, {connectionsOf(trial, run)}
        </span>
        <Badge tone={measured ? 'accent' : 'neutral'} active={measured}>
          {partTitles[live.part]}
        </Badge>
      </div>
      <div className="measure-diagram">
        <ScenarioDiagram scenario={scenario} size="large" lit />
      </div>
      {live.part === 'diagnosis' ? <Diagnosis /> : <Figure trial={trial} live={live} run={run} />}
    </>
  )
}

function connectionsOf({ load, slot }: Trial, run: Run): string {
  const second = slot > 0 ? ', second time in this round' : ''
  if (load === 'light') return 'one connection'
  return `${run.load.connections} connections${second}`
}

/**
 * The newest second. One connection sends a request when it has the response to the one before: its rate is
 * no throughput, so the time of a response is shown instead.
 */
function Figure({ trial, live, run }: { trial: Trial; live: LiveTrial; run: Run }): ReactNode {
  const latest = live.part === 'measured' ? live.samples.at(-1) : undefined
  const second = latest === undefined ? null : latest.offsetMs / 1000 + 1
  const light = trial.load === 'light'
  const value = latest === undefined || latest.requests === 0 ? null : latest.requests
  const shown = light ? value && milliseconds(1000 / value) : latest && rate(latest.requests)
  const when = light ? `a response, in second ${second}` : `in second ${second} of ${run.load.durationSec}`
  return (
    <p className="measure-figure">
      <span className="small muted">{light ? 'One after another' : 'Requests sent'}</span>
      <strong className="figures">{shown ?? '–'}</strong>
      <span className="small muted">{second === null ? 'no figure yet' : when}</span>
    </p>
  )
}

function Diagnosis(): ReactNode {
  return (
    <p className="measure-figure small muted">
      The trial had errors. Its load goes on for two seconds to count their status codes, and enters no
      figure.
    </p>
  )
}

/** For screen readers: announced when a trial begins, not every second. */
export function Announced({ trial, scenario, live }: CurrentProps): ReactNode {
  if (trial === undefined || scenario === undefined || live === null)
    return <output className="visually-hidden" />
  return (
    <output className="visually-hidden">
      {`Round ${trial.round}: ${scenario.title}, path ${trial.path}, `}
      {`${trial.load === 'light' ? 'one connection, ' : ''}${partTitles[live.part].toLowerCase()}.`}
    </output>
  )
}
