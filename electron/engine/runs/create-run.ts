import type { RunChoices } from '../../../shared/contract.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import { planTrials } from '../../../shared/schedule.ts'
import type { EngineContext } from '../engine-context.ts'
import { newId } from '../../platform/ids.ts'
import { planLoad, planRun } from '../deployments/plan-run.ts'

/**
 * Writes down a run and all its trials, pending, before the first is started. What the choices leave out is
 * as the deployment plans it.
 * @throws AppError `invalid-input` for a load that cannot be driven, `conflict` when a run is going on the
 * deployment
 */
export function createRun(
  context: Pick<EngineContext, 'runs' | 'catalog'>,
  deployment: Deployment,
  choices: Omit<RunChoices, 'deploymentId'>,
): Run {
  const { runs, catalog } = context
  const experiment = catalog.experiment(deployment.experimentId)
  const { load, paths } = planLoad(
    { ...experiment, load: deployment.plan.load },
    { load: choices.load, paths: choices.paths ?? deployment.plan.paths },
  )
  const scenarios = deployment.scenarios.map((id) => catalog.scenario(id))
  const run = planRun(newId('r'), deployment, scenarios, { load, paths, seed: choices.seed })
  const trials = planTrials({ scenarios: deployment.scenarios, paths, rounds: load.rounds, seed: run.seed })
  return runs.add(run, trials)
}
