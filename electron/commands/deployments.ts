import { type Choices } from '../../shared/contract.ts'
import type { Deployment } from '../../shared/deployment.ts'
import { AppError } from '../../shared/errors.ts'
import { completeOptions } from '../deployments/options.ts'
import { planStacks } from '../deployments/stack-plan.ts'
import { announceDeployment } from '../desk.ts'
import { newId } from '../ids.ts'
import { listActivities } from '../store/activities.ts'
import { getDeployment, insertDeployment, listDeployments } from '../store/deployments.ts'
import type { CommandContext, Handlers } from './index.ts'

type Names = 'deployments.list' | 'deployments.get' | 'deployments.plan' | 'deployments.deploy' | 'deployments.remove' | 'activities.list'

export function deploymentCommands({ desk, conductor }: CommandContext): Pick<Handlers, Names> {
  const { store, catalog } = desk

  function plan(choices: Choices): Deployment {
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
    const id = newId('d')
    const now = Date.now()
    return {
      id,
      experimentId: experiment.id,
      account: choices.account,
      region: choices.region ?? experiment.region,
      scenarios: ids,
      options: completeOptions(scenarios, choices.options),
      phase: 'planned',
      stacks: planStacks(id, scenarios),
      failure: null,
      createdAtMs: now,
      changedAtMs: now,
    }
  }

  return {
    'deployments.list': () => listDeployments(store),
    'deployments.get': ({ id }) => getDeployment(store, id),
    'deployments.plan': async (choices) => {
      const deployment = plan(choices)
      // An account that cannot be reached, or may not be used, is refused before a row says otherwise.
      const aws = await desk.connect(deployment.account, deployment.region)
      aws.close()
      insertDeployment(store, deployment)
      announceDeployment(desk, deployment.id)
      return deployment
    },
    'deployments.deploy': async ({ id }) => {
      await conductor.deploy(id)
      return getDeployment(store, id)
    },
    'deployments.remove': async ({ id }) => {
      await conductor.remove(id)
      return getDeployment(store, id)
    },
    'activities.list': ({ afterSeq, deploymentId }) => listActivities(store, afterSeq, deploymentId),
  }
}
