import { dollars, removalMs, total } from '../../../shared/cost.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { lightLoad } from '../../../shared/light-load.ts'
import type { PriceTable } from '../../../shared/price-table.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { spentOf } from '../../../shared/spent.ts'
import { trialPrice, type TrialPrice } from '../../../shared/trial-price.ts'
import type { EngineContext } from '../engine-context.ts'

/** Not even the first trial of a run fits below the cap. */
class CapReached extends AppError {
  constructor(capUsd: number, spentUsd: number) {
    super(
      'load-failed',
      `The cost cap of ${dollars(capUsd)} leaves no room for a trial: about ${dollars(spentUsd)} are spent ` +
        'or needed for the hours of this run and the removal.',
    )
  }
}

/** What a trial of a run may cost. */
export function priceOf(
  deployment: Deployment,
  run: Run,
  trial: Pick<Trial, 'scenarioId' | 'load'>,
  table: PriceTable,
): TrialPrice {
  const load = trial.load === 'light' ? lightLoad(run.load) : run.load
  return trialPrice(deployment, trial.scenarioId, load, table)
}

/**
 * What the trials of a run may cost together, in US dollars: the cap without what is spent, and without the
 * hours until the run is over and all is removed. Null on the practice account, which charges nothing. The
 * runner counts by it, whether or not anybody watches.
 * @param runMs how long the run takes at most
 * @throws CapReached where its first trial would not fit
 */
export function budgetOf(
  { runs: kept, prices }: Pick<EngineContext, 'runs' | 'prices'>,
  deployment: Deployment,
  run: Run,
  runMs: number,
): number | null {
  if (deployment.account.kind === 'practice') return null
  const table = prices.known(deployment.account, deployment.region)
  const runs = kept.listOf(deployment.id).map((one) => ({
    run: one,
    load: one.load,
    trials: [...kept.trials(one.id), ...kept.diagnoses(one.id)],
  }))
  const unknown = runs.flatMap(({ run: one, trials }) =>
    trials.filter(hasNoFigures).map((trial) => priceOf(deployment, one, trial, table).mostUsd),
  )
  const spentUsd =
    total(spentOf(deployment, runs, Date.now() + runMs + removalMs, table)) +
    unknown.reduce((all, usd) => all + usd, 0)
  const budgetUsd = deployment.capUsd - spentUsd
  const [first] = kept.trials(run.id)
  if (budgetUsd < 0 || (first && priceOf(deployment, run, first, table).mostUsd > budgetUsd))
    throw new CapReached(deployment.capUsd, spentUsd)
  return budgetUsd
}

/** It ran, and what it came to is not known: it may have cost all that it could. */
function hasNoFigures({ status, result }: Trial): boolean {
  return result === null && status !== 'pending'
}
