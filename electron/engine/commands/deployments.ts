import type { CommandName } from '../../../shared/contract.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import { confirmAccount } from '../deployments/confirm-account.ts'
import { agreeToRetain } from '../deployments/retain.ts'
import { extend } from '../deployments/expiry.ts'
import { planDeployment } from '../deployments/plan-deployment.ts'
import { requirePreflight } from '../preflight/preflight.ts'
import { optionsForSharedLimits } from '../preflight/shared-limits.ts'
import { newId } from '../../platform/ids.ts'
import { listActivities } from '../store/activities.ts'
import { listStackSteps } from '../store/stack-steps.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = Extract<CommandName, `deployments.${string}`> | 'activities.list'

export function deploymentCommands({ context, conductor }: CommandContext): Pick<Handlers, Names> {
  const { store, catalog, deployments } = context

  /**
   * Everything that must hold before anything is created: the account is the one that was confirmed, and no
   * check fails.
   */
  async function makeSure(id: string, accountId: string | undefined): Promise<void> {
    const planned = deployments.get(id)
    if (planned.phase !== 'planned') return
    const deployment = await confirmAccount(context, planned, accountId)
    const considered = { ...deployment, options: await optionsForSharedLimits(context, deployment) }
    await requirePreflight(context, considered)
    deployments.changePlanned(id, { options: considered.options })
  }

  return {
    'deployments.list': () => deployments.list(),
    'deployments.get': ({ id }) => deployments.get(id),
    'deployments.plan': async (choices) => {
      const deployment = planDeployment(catalog, choices, newId('d'))
      // A practice account that cannot be had is refused before a row says otherwise. Others are reached
      // when they are looked at: a draft signs in to nothing.
      if (deployment.account.kind === 'practice')
        (await context.connect(deployment.account, deployment.region)).close()
      return deployments.add(deployment)
    },
    'deployments.save': ({ id, ...choices }) => {
      const { createdAtMs } = deployments.get(id)
      return deployments.replacePlanned({ ...planDeployment(catalog, choices, id), createdAtMs })
    },
    'deployments.discard': ({ id }) => {
      deployments.discardPlanned(id)
      return {}
    },
    'deployments.start': async ({ id, accountId }) => {
      await makeSure(id, accountId)
      await conductor.start(id)
      return deployments.get(id)
    },
    'deployments.removeAll': async () => {
      const live = deployments.list().filter(({ phase }) => isLive(phase) && phase !== 'removing')
      await Promise.all(live.map(({ id }) => conductor.remove(id)))
      return live.map(({ id }) => deployments.get(id))
    },
    'deployments.retain': async ({ id, retained }) => {
      agreeToRetain(context, id, retained)
      await conductor.remove(id)
      return deployments.get(id)
    },
    'deployments.extend': async ({ id, expiresAtMs }) => {
      await extend(context, id, expiresAtMs)
      return deployments.get(id)
    },
    'deployments.steps': ({ id, afterSeq }) => listStackSteps(store, id, afterSeq),
    'deployments.deploy': async ({ id, accountId }) => {
      await makeSure(id, accountId)
      await conductor.deploy(id)
      return deployments.get(id)
    },
    'deployments.remove': async ({ id }) => {
      await conductor.remove(id)
      return deployments.get(id)
    },
    'activities.list': ({ afterSeq, deploymentId }) => listActivities(store, afterSeq, deploymentId),
  }
}
