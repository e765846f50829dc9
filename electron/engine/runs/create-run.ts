import { comparisonFaults } from '../../../shared/choice-rules.ts'
import type { RunChoices } from '../../../shared/choices-schema.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { requireFaultless } from '../../../shared/faults.ts'
import { compared } from '../../../shared/floors.ts'
import { runsBaselineTwice } from '../../../shared/rule.ts'
import type { Run } from '../../../shared/run.ts'
import { planTrials } from '../../../shared/schedule.ts'
import { deployedServiceFaults } from '../../../shared/service-target.ts'
import type { EngineContext } from '../engine-context.ts'
import { newId } from '../../platform/ids.ts'
import { planLoad, planRun } from '../deployments/plan-run.ts'

/**
 * Records a run and all its trials, pending, before the first is started. What the choices leave out is
 * as the deployment plans it.
 * @throws AppError `invalid-input` for a load that cannot be driven or compared, `conflict` when the
 * deployment has a run in progress
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
  requireFaultless(deployedServiceFaults(load.service, deployment.plan.load.service))
  const chosen = deployedScenarios(deployment, choices.scenarios)
  requireFaultless(comparisonFaults(load, chosen, experiment))
  const scenarios = chosen.map((id) => catalog.scenario(id))
  const run = planRun(newId('r'), deployment, scenarios, { load, paths, seed: choices.seed })
  const isBaselineIn = chosen.includes(experiment.baseline)
  const others = compared(scenarios).filter(({ id }) => id !== experiment.baseline)
  const trials = planTrials({
    scenarios: chosen,
    paths,
    rounds: load.rounds,
    seed: run.seed,
    light: load.light,
    ...(isBaselineIn && runsBaselineTwice(load, others.length) && { twice: experiment.baseline }),
  })
  return runs.add(run, trials)
}

/** Those that were chosen, in the order of the deployment. @throws AppError `invalid-input` */
function deployedScenarios({ id, scenarios }: Deployment, chosen = scenarios): string[] {
  const unknown = chosen.find((one) => !scenarios.includes(one))
  const message =
    chosen.length === 0
      ? 'Choose at least one scenario.'
      : `"${unknown}" is not in deployment ${id}. Choose from: ${scenarios.join(', ')}.`
  if (chosen.length === 0 || unknown !== undefined) requireFaultless([{ field: 'scenarios', message }])
  return scenarios.filter((one) => chosen.includes(one))
}
