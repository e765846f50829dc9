import { budgetLimits } from '../../../shared/budget.ts'
import { choiceFaults } from '../../../shared/choice-rules.ts'
import type { FullChoices } from '../../../shared/choices.ts'
import type { Choices } from '../../../shared/choices-schema.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { requireFaultless, type Fault } from '../../../shared/faults.ts'
import { completeOptions } from '../../../shared/option-rules.ts'
import { usualAfterwards } from '../../../shared/staying.ts'
import type { Catalog } from '../catalog.ts'
import { loadWith } from './plan-run.ts'
import { billablesOf } from './billables.ts'
import { fixedParameters, planStacks, templateOf } from './stack-plan.ts'

/**
 * The deployment that a person's choices come to, with its stacks and what of them costs money. Pure, but
 * for reading the templates.
 * @throws AppError `invalid-input` naming the fields and what is allowed; `internal` for a damaged template
 */
export function planDeployment(catalog: Catalog, choices: Choices, id: string): Deployment {
  const experiment = catalog.experiment(choices.experimentId)
  requireFaultless(planFaults(catalog, choices))
  const full = withDefaults(choices, experiment)
  const { account, region, load, predictions, capUsd, lifetimeMs, roleBoundary } = full
  const scenarios = full.scenarios.map((each) => catalog.scenario(each))
  const options = completeOptions(scenarios, full.options)
  // A damaged template is refused here, before a row says that it will be deployed.
  const stacks = planStacks(id, scenarios, catalog.sharedStacks).map((stack) => {
    const scenario = scenarios.find((each) => each.id === stack.scenarioId)
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
    account,
    accountId: null,
    endpoint: null,
    region,
    scenarios: full.scenarios,
    options,
    plan: { load, paths: full.paths, predictions },
    phase: 'planned',
    stacks,
    failure: null,
    removalFailure: null,
    capUsd,
    lifetimeMs,
    roleBoundary,
    expiresAtMs: null,
    billingStoppedAtMs: null,
    receipt: null,
    afterwards: full.afterwards,
    typed: null,
    provenance: 'made',
    createdAtMs: now,
    changedAtMs: now,
  }
}

/** What is wrong with the choices of a plan; empty where it can be deployed. */
export function planFaults(catalog: Catalog, choices: Choices): Fault[] {
  const experiment = catalog.experiment(choices.experimentId)
  return choiceFaults(withDefaults(choices, experiment), { experiment, scenarios: catalog.scenarios })
}

/** What was chosen, right or wrong, and the experiment's own value of everything else. */
function withDefaults(choices: Choices, experiment: Experiment): FullChoices {
  return {
    ...choices,
    region: choices.region ?? experiment.region,
    scenarios: [...new Set(choices.scenarios ?? experiment.scenarios)],
    paths: [...new Set(choices.paths ?? experiment.paths)],
    load: loadWith(experiment, choices.load),
    capUsd: choices.capUsd ?? budgetLimits.capUsd.usual,
    lifetimeMs: choices.lifetimeMs ?? budgetLimits.lifetimeMs.usual,
    roleBoundary: choices.roleBoundary ?? null,
    afterwards: choices.afterwards ?? usualAfterwards(choices.account),
  }
}
