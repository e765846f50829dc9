import type { Deployment } from '../../../shared/deployment.ts'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { billablesOf } from '../../../electron/engine/deployments/billables.ts'
import { fixedParameters, planStacks, templateOf } from '../../../electron/engine/deployments/stack-plan.ts'
import { aDeployment } from '../../examples.ts'

export const catalog = openCatalog()
const experiment = catalog.experiment('proxy-2017')
const scenarios = experiment.scenarios.map((id) => catalog.scenario(id))

/** The whole 2017 experiment as it is planned in a real account. */
export function planned(changes: Partial<Deployment> = {}): Deployment {
  const stacks = planStacks('d1', scenarios, catalog.sharedStacks).map((stack) => {
    const scenario = scenarios.find(({ id }) => id === stack.scenarioId)
    return { ...stack, billables: billablesOf(templateOf(stack, catalog), fixedParameters(scenario)) }
  })
  const plan = { paths: experiment.paths, load: experiment.load, predictions: {} }
  return aDeployment({
    account: { kind: 'profile', profile: 'p' },
    scenarios: experiment.scenarios,
    stacks,
    plan,
    ...changes,
  })
}
