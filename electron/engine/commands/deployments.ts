import type { CommandName } from '../../../shared/contract.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import { confirmAccount } from '../deployments/confirm-account.ts'
import { agreeToRetain } from '../deployments/retain.ts'
import { extend } from '../deployments/expiry.ts'
import { planDeployment } from '../deployments/plan-deployment.ts'
import { announceDeployment } from '../engine-context.ts'
import { requirePreflight } from '../preflight/preflight.ts'
import { optionsForSharedLimits } from '../preflight/shared-limits.ts'
import { newId } from '../../platform/ids.ts'
import { listActivities } from '../store/activities.ts'
import {
  deletePlanned,
  getDeployment,
  insertDeployment,
  listDeployments,
  replaceOptions,
  replacePlanned,
} from '../store/deployments.ts'
import { listStackSteps } from '../store/stack-steps.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = Extract<CommandName, `deployments.${string}`> | 'activities.list'

export function deploymentCommands({ context, conductor }: CommandContext): Pick<Handlers, Names> {
  const { store, catalog } = context

  /**
   * Everything that must hold before anything is created: the account is the one that was confirmed, and no
   * check fails.
   */
  async function makeSure(id: string, accountId: string | undefined): Promise<void> {
    if (getDeployment(store, id).phase !== 'planned') return
    await confirmAccount(context, id, accountId)
    const deployment = getDeployment(store, id)
    const considered = { ...deployment, options: await optionsForSharedLimits(context, deployment) }
    await requirePreflight(context, considered)
    replaceOptions(store, id, considered.options)
  }

  return {
    'deployments.list': () => listDeployments(store),
    'deployments.get': ({ id }) => getDeployment(store, id),
    'deployments.plan': async (choices) => {
      const deployment = planDeployment(catalog, choices, newId('d'))
      // A practice account that cannot be had is refused before a row says otherwise. Others are reached
      // when they are looked at: a draft signs in to nothing.
      if (deployment.account.kind === 'practice')
        (await context.connect(deployment.account, deployment.region)).close()
      insertDeployment(store, deployment)
      announceDeployment(context, deployment.id)
      return deployment
    },
    'deployments.save': ({ id, ...choices }) => {
      const { createdAtMs } = getDeployment(store, id)
      replacePlanned(store, { ...planDeployment(catalog, choices, id), createdAtMs })
      announceDeployment(context, id)
      return getDeployment(store, id)
    },
    'deployments.discard': ({ id }) => {
      deletePlanned(store, id)
      context.announce('deployment.discarded', { id })
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
      agreeToRetain(context, id, retained)
      await conductor.remove(id)
      return getDeployment(store, id)
    },
    'deployments.extend': async ({ id, expiresAtMs }) => {
      await extend(context, id, expiresAtMs)
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
