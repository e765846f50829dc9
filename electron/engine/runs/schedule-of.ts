import { leadInSecOf } from '../../../shared/lead-in.ts'
import { lightLoad, lightSeconds } from '../../../shared/light-load.ts'
import type { Load } from '../../../shared/experiment.ts'
import type { Trial } from '../../../shared/run.ts'
import { bodyBytesOf, serviceTarget } from '../../../shared/service-target.ts'
import { endpointOf } from '../deployments/endpoint-of.ts'
import type { MedianAnswers } from '../deployments/readiness.ts'
import { deadlineFor, type ScheduledTrial } from '../load/scripts/schedule.ts'
import { priceOf } from './budget.ts'
import type { DrivenRun } from './driven-run.ts'

/** A warm-up request may meet a cold start; a gateway gives up after 29 s. */
const warmDeadlineSec = 35

/**
 * The runner's schedule of a run. With a one-request lead-in, one request goes to every scenario and path
 * before the first trial, as in 2017.
 * @param medianMs by scenario: the median of some answers, which decides how long a light trial lasts
 */
export function scheduleOf(driven: DrivenRun, medianMs: MedianAnswers): ScheduledTrial[] {
  const { context, run } = driven
  const trials = context.runs.trials(run.id)
  const warm = run.load.leadIn.kind === 'one-request' ? trials.filter(isOfFirstRound) : []
  return [
    ...warm.map((trial) => ({
      ...lineOf(driven, trial, run.load),
      kind: 'warm' as const,
      deadlineSec: warmDeadlineSec,
    })),
    ...trials.map((trial) => {
      const isLight = trial.load === 'light'
      const load = isLight ? lightLoad(run.load, lightSeconds(medianMs[trial.scenarioId])) : run.load
      return lineOf(driven, trial, load)
    }),
  ]
}

function isOfFirstRound({ round, load, slot }: Trial): boolean {
  return round === 1 && load === 'closed' && slot === 0
}

function lineOf({ context, run, deployment, origin }: DrivenRun, trial: Trial, load: Load): ScheduledTrial {
  const { url, pin } = endpointOf(context.catalog, deployment, trial.scenarioId)
  return {
    index: trial.order,
    kind: 'trial',
    connections: load.connections,
    threads: load.threads,
    durationSec: load.durationSec,
    leadInSec: leadInSecOf(load),
    deadlineSec: deadlineFor(load.durationSec),
    url: url + serviceTarget(trial.path, load.service),
    pin,
    countersUrl: origin.counters?.url ?? null,
    spread: load.spread,
    bodyBytes: bodyBytesOf(load.service),
    price: priceOf(deployment, run, trial, context.prices.known(deployment.account, deployment.region)),
  }
}
