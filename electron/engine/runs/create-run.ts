import type { RunChoices } from '../../../shared/choices-schema.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Run } from '../../../shared/run.ts'
import { planTrials } from '../../../shared/schedule.ts'
import type { EngineContext } from '../engine-context.ts'
import { newId } from '../../platform/ids.ts'
import { planLoad, planRun } from '../deployments/plan-run.ts'

/**
 * Records a run and all its trials, pending, before the first is started. What the choices leave out is
 * as the deployment plans it.
 * @throws AppError `invalid-input` for a load that cannot be driven, `conflict` when the deployment has a
 * run in progress
 */
export function createRun(
  context: Pick<EngineContext, 'runs' | 'catalog' | 'loadTool'>,
  deployment: Deployment,
  choices: Omit<RunChoices, 'deploymentId'>,
): Run {
  const { runs, catalog, loadTool } = context
  const experiment = catalog.experiment(deployment.experimentId)
  const { load, paths } = planLoad(
    { ...experiment, load: deployment.plan.load },
    { load: choices.load, paths: choices.paths ?? deployment.plan.paths },
    loadTool.rules,
  )
  const scenarios = deployment.scenarios.map((id) => catalog.scenario(id))
  const run = planRun(newId('r'), deployment, scenarios, { load, paths, seed: choices.seed })
  const trials = planTrials({ scenarios: deployment.scenarios, paths, rounds: load.rounds, seed: run.seed })
  return runs.add(run, trials)
}
