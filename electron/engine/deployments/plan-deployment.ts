import { budgetLimits } from '../../../shared/budget.ts'
import type { Choices } from '../../../shared/contract.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Catalog } from '../catalog.ts'
import { planLoad } from './plan-run.ts'
import { billablesOf } from './billables.ts'
import { completeOptions } from './options.ts'
import { fixedParameters, planStacks, templateOf } from './stack-plan.ts'

/**
 * The deployment that a person's choices come to, with its stacks and what of them costs money. Pure, but
 * for reading the templates.
 * @throws AppError `invalid-input` naming the field and what is allowed; `internal` for a damaged template
 */
export function planDeployment(catalog: Catalog, choices: Choices, id: string): Deployment {
  const experiment = catalog.experiment(choices.experimentId)
  const ids = [...new Set(choices.scenarios ?? experiment.scenarios)]
  const scenarios = ids.map((id) => catalog.scenario(id))
  const foreign = ids.find((id) => !experiment.scenarios.includes(id))
  if (foreign !== undefined) {
    throw new AppError(
      'invalid-input',
      `scenario: ${experiment.id} does not compare "${foreign}". It compares: ${experiment.scenarios.join(', ')}.`,
    )
  }
  const { load, paths } = planLoad(experiment, choices)
  const stacks = planStacks(id, scenarios)
  // A damaged template is refused here, before a row says that it will be deployed.
  const options = completeOptions(scenarios, choices.options)
  const planned = stacks.map((stack) => {
    const scenario = scenarios.find(({ id }) => id === stack.scenarioId)
    return {
      ...stack,
      billables: billablesOf(templateOf(stack, catalog), {
        ...fixedParameters(scenario),
        ...options[stack.scenarioId ?? ''],
      }),
    }
  })
  const now = Date.now()
  return {
    id,
    experimentId: experiment.id,
    account: choices.account,
    accountId: null,
    region: choices.region ?? experiment.region,
    scenarios: ids,
    options,
    plan: { load, paths, predictions: choices.predictions },
    phase: 'planned',
    stacks: planned,
    failure: null,
    removalFailure: null,
    capUsd: choices.capUsd ?? budgetLimits.capUsd.usual,
    lifetimeMs: choices.lifetimeMs ?? budgetLimits.lifetimeMs.usual,
    expiresAtMs: null,
    billingStoppedAtMs: null,
    receipt: null,
    afterwards: choices.afterwards ?? 'keep',
    provenance: 'made',
    createdAtMs: now,
    changedAtMs: now,
  }
}
