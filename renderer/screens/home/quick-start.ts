import type { Choices, CommandInput } from '../../../shared/contract.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import { quickLoad } from '../plan/presets.ts'

/** The choices of a first look: practice account, all scenarios, quick load. */
export function quickChoices(experiment: Experiment): CommandInput<'deployments.plan'> {
  const { load, paths } = quickLoad(experiment)
  return { experimentId: experiment.id, account: { kind: 'practice' }, paths, load }
}

/** A draft of a first look that nobody has changed since: starting again goes on with it, so that clicking leaves no trail of drafts. */
export function untouchedDraft(deployments: readonly Deployment[], experiment: Experiment): Deployment | undefined {
  const { load, paths } = quickLoad(experiment)
  return deployments.find(
    (deployment) =>
      deployment.phase === 'planned' &&
      deployment.experimentId === experiment.id &&
      deployment.account.kind === 'practice' &&
      deployment.scenarios.length === experiment.scenarios.length &&
      Object.keys(deployment.plan.predictions).length === 0 &&
      deployment.changedAtMs === deployment.createdAtMs &&
      JSON.stringify(deployment.plan.paths) === JSON.stringify(paths) &&
      sameLoad(deployment.plan.load, load),
  )
}

/** The choices that a draft was made of: planning them again brings a discarded draft back, under another id. */
export function choicesOf(deployment: Deployment): Choices {
  const { experimentId, account, region, scenarios, options, plan } = deployment
  const { paths, load, predictions } = plan
  return { experimentId, account, region, scenarios, options, paths, load, predictions }
}

function sameLoad(one: Experiment['load'], other: Experiment['load']): boolean {
  const seconds = ({ leadIn }: Experiment['load']): number => (leadIn.kind === 'load' ? leadIn.seconds : -1)
  return (
    one.threads === other.threads &&
    one.connections === other.connections &&
    one.durationSec === other.durationSec &&
    one.rounds === other.rounds &&
    seconds(one) === seconds(other)
  )
}
