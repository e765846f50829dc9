import type { AnyEvent } from '../../shared/events.ts'
import { endedAfter } from '../../shared/round-count.ts'
import { roundsOf } from '../../shared/rounds.ts'
import { lastRoundOf } from '../../shared/statistics/level.ts'
import type { Engine } from '../engine/engine.ts'
import type { ProgressView } from './progress.ts'
import { roundLines } from './round-lines.ts'
import { call } from './session.ts'
import { widthOf } from './terminal-width.ts'

export interface WatchedRounds {
  /** Resolves when what was announced so far has been written. */
  written: () => Promise<void>
  end: () => void
}

/** Writes what the run of a deployment says after each complete round, and at last what ended it. */
export function watchRounds(engine: Engine, deploymentId: string, progress: ProgressView): WatchedRounds {
  let shown = 0
  let ended = false
  let writing = Promise.resolve()

  const show = async (runId: string): Promise<void> => {
    const { run, trials } = await call(engine, 'runs.get', { id: runId })
    // After a single round the result follows at once.
    if (run.deploymentId !== deploymentId || ended || lastRoundOf(run.rule) === 1) return
    const complete = roundsOf(trials).complete.length
    if (complete > shown) {
      shown = complete
      const experiments = await call(engine, 'experiments.list', {})
      const { stacks } = await call(engine, 'deployments.get', { id: deploymentId })
      const experiment = experiments.find(({ id }) => id === run.experimentId)
      const lines = roundLines(run, trials, experiment, stacks, widthOf(process.stderr))
      for (const line of lines) progress.line(line)
    }
    if (run.status === 'running' || complete === 0) return
    ended = true
    progress.line(`  ${endedAfter(run, complete)}`)
  }
  const stop = engine.onEvent((event) => {
    const runId = changedRun(event)
    // What it says is already kept; where it cannot be read, the result tells it.
    if (runId !== null) writing = writing.then(() => show(runId)).catch(() => undefined)
  })
  return { written: () => writing, end: stop }
}

/** The run that a trial has ended of, or that has ended itself; null for another event. */
function changedRun(event: AnyEvent): string | null {
  if (event.name === 'trial.finished') return event.data.runId
  return event.name === 'run.changed' && event.data.finishedAtMs !== null ? event.data.id : null
}
