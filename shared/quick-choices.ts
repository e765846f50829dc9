import { budgetLimits } from './budget.ts'
import { choicesOf, sameChoices, type FullChoices } from './choices.ts'
import type { Deployment } from './deployment.ts'
import type { Experiment, Load } from './experiment.ts'
import { completeOptions } from './option-rules.ts'
import type { Scenario } from './scenario.ts'
import { usualAfterwards } from './staying.ts'

/** Long enough for one function per connection to start, which takes a second or two. */
export const usualLeadInSec = 3

/**
 * One path, three short rounds: enough to see a difference and its spread, with the experiment's own
 * threads and connections.
 */
export function quickLoad(experiment: Experiment): { load: Load; paths: string[] } {
  return {
    load: {
      ...experiment.load,
      durationSec: 3,
      rounds: 3,
      leadIn: { kind: 'load', seconds: usualLeadInSec },
    },
    paths: experiment.paths.slice(0, 1),
  }
}

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
    afterwards: usualAfterwards({ kind: 'practice' }),
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
