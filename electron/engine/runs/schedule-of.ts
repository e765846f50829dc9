import { urlOf } from '../deployments/readiness.ts'
import { deadlineFor, type ScheduledTrial } from '../load/scripts/schedule.ts'
import type { DrivenRun } from './driven-run.ts'

/** A warm-up request may meet a cold start; a gateway gives up after 29 s. */
const warmDeadlineSec = 35

/**
 * The runner's schedule of a run. With a one-request lead-in, one request goes to every scenario and path
 * before the first trial, as in 2017.
 */
export function scheduleOf({ context, run, deployment, origin }: DrivenRun): ScheduledTrial[] {
  const { load } = run
  const trials = context.runs.trials(run.id)
  const line = (
    trial: { order: number; scenarioId: string; path: string },
    kind: ScheduledTrial['kind'],
  ): ScheduledTrial => ({
    index: trial.order,
    kind,
    connections: load.connections,
    threads: load.threads,
    durationSec: load.durationSec,
    leadInSec: load.leadIn.kind === 'load' ? load.leadIn.seconds : 0,
    deadlineSec: kind === 'warm' ? warmDeadlineSec : deadlineFor(load.durationSec),
    url: urlOf(context.catalog, deployment, trial.scenarioId) + trial.path,
    countersUrl: origin.counters?.url ?? null,
  })
  const warm =
    load.leadIn.kind === 'one-request'
      ? trials.filter((trial) => trial.round === 1).map((trial) => line(trial, 'warm'))
      : []
  return [...warm, ...trials.map((trial) => line(trial, 'trial'))]
}
