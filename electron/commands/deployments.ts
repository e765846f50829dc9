import type { Choices, CommandName } from '../../shared/contract.ts'
import type { Deployment } from '../../shared/deployment.ts'
import { AppError } from '../../shared/errors.ts'
import { isLive } from '../../shared/lifecycle.ts'
import { budgetLimits } from '../../shared/budget.ts'
import { billablesOf } from '../deployments/billables.ts'
import { confirmAccount } from '../deployments/confirm-account.ts'
import { agreeToRetain } from '../deployments/retain.ts'
import { extend } from '../deployments/expiry.ts'
import { completeOptions } from '../deployments/options.ts'
import { fixedParameters, planStacks, templateOf } from '../deployments/stack-plan.ts'
import { announceDeployment } from '../desk.ts'
import { planLoad } from '../runs/plan-run.ts'
import { consideredOptions, requirePreflight } from '../preflight/preflight.ts'
import { newId } from '../ids.ts'
import { listActivities } from '../store/activities.ts'
import { deletePlanned, getDeployment, insertDeployment, listDeployments, replaceOptions, replacePlanned } from '../store/deployments.ts'
import { listStackSteps } from '../store/stack-steps.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = Extract<CommandName, `deployments.${string}`> | 'activities.list'

export function deploymentCommands({ desk, conductor }: CommandContext): Pick<Handlers, Names> {
  const { store, catalog } = desk

  function plan(choices: Choices, id: string): Deployment {
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
        billables: billablesOf(templateOf(stack, catalog), { ...fixedParameters(scenario), ...options[stack.scenarioId ?? ''] }),
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
      capUsd: choices.capUsd ?? budgetLimits.capUsd.usual,
      lifetimeMs: choices.lifetimeMs ?? budgetLimits.lifetimeMs.usual,
      expiresAtMs: null,
      billingStoppedAtMs: null,
      receipt: null,
      origin: 'made',
      createdAtMs: now,
      changedAtMs: now,
    }
  }

  /** Everything that must hold before anything is created: the account is the one that was confirmed, and no check fails. */
  async function makeSure(id: string, accountId: string | undefined): Promise<void> {
    if (getDeployment(store, id).phase !== 'planned') return
    await confirmAccount(desk, id, accountId)
    const deployment = getDeployment(store, id)
    const considered = { ...deployment, options: await consideredOptions(desk, deployment) }
    await requirePreflight(desk, considered)
    replaceOptions(store, id, considered.options)
  }

  return {
    'deployments.list': () => listDeployments(store),
    'deployments.get': ({ id }) => getDeployment(store, id),
    'deployments.plan': async (choices) => {
      const deployment = plan(choices, newId('d'))
      // A practice account that cannot be had is refused before a row says otherwise. Others are reached when they are looked at: a draft signs in to nothing.
      if (deployment.account.kind === 'practice') (await desk.connect(deployment.account, deployment.region)).close()
      insertDeployment(store, deployment)
      announceDeployment(desk, deployment.id)
      return deployment
    },
    'deployments.save': ({ id, ...choices }) => {
      const { createdAtMs } = getDeployment(store, id)
      replacePlanned(store, { ...plan(choices, id), createdAtMs })
      announceDeployment(desk, id)
      return getDeployment(store, id)
    },
    'deployments.discard': ({ id }) => {
      deletePlanned(store, id)
      desk.announce('deployment.discarded', { id })
      return {}
    },
    'deployments.start': async ({ id, accountId }) => {
      await makeSure(id, accountId)
      await conductor.start(id)
      return getDeployment(store, id)
    },
    'deployments.removeAll': async () => {
      const live = listDeployments(store).filter(({ phase }) => isLive(phase) && phase !== 'removing')
      await Promise.all(live.map(({ id }) => conductor.remove(id)))
      return live.map(({ id }) => getDeployment(store, id))
    },
    'deployments.retain': async ({ id, retained }) => {
      agreeToRetain(desk, id, retained)
      await conductor.remove(id)
      return getDeployment(store, id)
    },
    'deployments.extend': async ({ id, expiresAtMs }) => {
      await extend(desk, id, expiresAtMs)
      return getDeployment(store, id)
    },
    'deployments.steps': ({ id, afterSeq }) => listStackSteps(store, id, afterSeq),
    'deployments.deploy': async ({ id, accountId }) => {
      await makeSure(id, accountId)
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
