import { dollars, total, trialCeiling } from '../../../shared/cost.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { affordable, spentOf } from '../../../shared/spent.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import type { EngineContext } from '../engine-context.ts'

/**
 * A run was stopped because its next trial could have passed the cap. Its finished trials are kept, and the
 * deployment is removed.
 */
export class CapReached extends AppError {
  constructor(capUsd: number, spentUsd: number) {
    super(
      'load-failed',
      `Stopped at the cost cap of ${dollars(capUsd)}: about ${dollars(spentUsd)} is spent, ` +
        'and the next trial with the removal could pass it.',
    )
  }
}

/**
 * What a deployment and its runs have cost so far, in US dollars, at most: a trial without figures counts
 * as the most expensive that it could have been.
 */
function spentUsd({ runs: kept }: EngineContext, deployment: Deployment): number {
  const runs = kept.listOf(deployment.id).map(({ id, load }) => ({
    load,
    trials: [...kept.trials(id), ...kept.diagnoses(id)],
  }))
  const unknown = runs.flatMap(({ load, trials }) =>
    trials.filter(hasNoFigures).map(({ scenarioId }) => trialCeiling(deployment, scenarioId, load)),
  )
  return total(spentOf(deployment, runs, Date.now())) + unknown.reduce((all, one) => all + one, 0)
}

function hasNoFigures({ status, result }: Trial): boolean {
  return result === null && status !== 'pending'
}

/**
 * How many trials of a run may begin in all, by what is spent now; undefined when all of them may.
 * @throws CapReached when not even the next one may
 */
export function affordableTrials(
  context: EngineContext,
  deployment: Deployment,
  run: Run,
): number | undefined {
  const trials = context.runs.trials(run.id)
  const pending = trials.filter(({ status }) => status === 'pending')
  const spent = spentUsd(context, deployment)
  const ids = pending.map(({ scenarioId }) => scenarioId)
  const count = affordable(deployment, spent, ids, run.load)
  if (count === pending.length) return undefined
  if (count === 0) throw new CapReached(deployment.capUsd, spent)
  return trials.length - pending.length + count
}
