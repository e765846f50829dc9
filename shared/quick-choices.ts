import { budgetLimits } from './budget.ts'
import { choicesOf, sameChoices, type FullChoices } from './choices.ts'
import type { Deployment } from './deployment.ts'
import type { Experiment } from './experiment.ts'
import { completeOptions } from './option-rules.ts'
import { presetPlan, usualPreset } from './presets.ts'
import type { Scenario } from './scenario.ts'
import { usualAfterwards } from './staying.ts'

/** The choices for a quick start: practice account, all scenarios, quick load, everything else as usual. */
export function quickChoices(experiment: Experiment, scenarios: readonly Scenario[]): FullChoices {
  const account = { kind: 'practice' } as const
  const compared = scenarios.filter(({ id }) => experiment.scenarios.includes(id))
  return choicesOf({
    experimentId: experiment.id,
    account,
    region: experiment.region,
    scenarios: experiment.scenarios,
    options: completeOptions(compared, {}),
    plan: {
      ...presetPlan(usualPreset(account), experiment, experiment.scenarios),
      predictions: {},
    },
    capUsd: budgetLimits.capUsd.usual,
    lifetimeMs: budgetLimits.lifetimeMs.usual,
    roleBoundary: null,
    afterwards: usualAfterwards(account),
  })
}

/**
 * A draft with the same choices: starting again opens it, so that each click does not leave another draft.
 */
export function untouchedDraft(
  deployments: readonly Deployment[],
  choices: FullChoices,
): Deployment | undefined {
  return deployments.find(
    (deployment) => deployment.phase === 'planned' && sameChoices(choicesOf(deployment), choices),
  )
}
