import { budgetLimits } from '../../../shared/budget.ts'
import { choicesOf, sameChoices, type FullChoices } from '../../../shared/choices.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { completeOptions } from '../../../shared/option-rules.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { quickLoad } from '../plan/presets.ts'

/** The choices for a quick start: practice account, all scenarios, quick load, everything else as usual. */
export function quickChoices(experiment: Experiment, scenarios: readonly Scenario[]): FullChoices {
  const compared = scenarios.filter(({ id }) => experiment.scenarios.includes(id))
  return choicesOf({
    experimentId: experiment.id,
    account: { kind: 'practice' },
    region: experiment.region,
    scenarios: experiment.scenarios,
    options: completeOptions(compared, {}),
    plan: { ...quickLoad(experiment), predictions: {} },
    capUsd: budgetLimits.capUsd.usual,
    lifetimeMs: budgetLimits.lifetimeMs.usual,
    afterwards: 'keep',
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
