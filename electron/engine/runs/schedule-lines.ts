import type { Deployment } from '../../../shared/deployment.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { urlOf } from '../deployments/readiness.ts'
import { outputOf } from '../deployments/stack-plan.ts'
import type { Catalog } from '../catalog.ts'
import { deadlineFor, type ScheduledTrial } from '../load/scripts.ts'

/** A warm-up request may meet a cold start, and a gateway gives up after 29 s. */
const warmDeadlineSec = 35

/**
 * The runner's schedule of a run: with a one-request lead-in every scenario and path is asked once before
 * the first trial, as in 2017.
 */
export function scheduleOf(
  catalog: Catalog,
  deployment: Deployment,
  { load }: Run,
  trials: readonly Trial[],
): ScheduledTrial[] {
  const statusUrl = outputOf(deployment.stacks, 'OriginStatusUrl') ?? null
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
    url: urlOf(catalog, deployment, trial.scenarioId) + trial.path,
    statusUrl,
  })
  const warm =
    load.leadIn.kind === 'one-request'
      ? trials.filter((trial) => trial.round === 1).map((trial) => line(trial, 'warm'))
      : []
  return [...warm, ...trials.map((trial) => line(trial, 'trial'))]
}
