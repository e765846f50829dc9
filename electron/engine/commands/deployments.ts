import type { CommandName } from '../../../shared/contract.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import { withOwnRegion } from '../aws/account-facts.ts'
import { agreeToRetain } from '../deployments/retain.ts'
import { saveDraft } from '../deployments/drafts.ts'
import { removeEach } from '../experiments/remove-each.ts'
import { planDeployment } from '../deployments/plan-deployment.ts'
import { newId } from '../../platform/ids.ts'
import { listActivities } from '../store/activities.ts'
import { listStackSteps } from '../store/stack-steps.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type Names = Extract<CommandName, `deployments.${string}`> | 'activities.list'

export function deploymentCommands({ context, conductor }: CommandContext): Pick<Handlers, Names> {
  const { store, catalog, deployments } = context

  return {
    'deployments.list': () => deployments.list(),
    'deployments.get': ({ id }) => deployments.get(id),
    'deployments.plan': async (choices) => {
      const deployment = planDeployment(catalog, await withOwnRegion(choices), newId('d'))
      // A practice account that cannot be started is refused here. Other accounts are connected to later: a
      // draft does not sign in to anything.
      if (deployment.account.kind === 'practice')
        (await context.connect(deployment.account, deployment.region)).close()
      return deployments.add(deployment)
    },
    'deployments.save': ({ id, ...typed }) => saveDraft(context, id, typed),
    'deployments.discard': ({ id }) => {
      deployments.discardPlanned(id)
      return {}
    },
    'deployments.removeAll': async () => {
      const live = deployments.list().filter(({ phase }) => isLive(phase) && phase !== 'removing')
      await removeEach(
        conductor,
        live.map(({ id }) => id),
      )
      return live.map(({ id }) => deployments.get(id))
    },
    'deployments.retain': async ({ id, retained }) => {
      agreeToRetain(context, id, retained)
      await conductor.remove(id)
      return deployments.get(id)
    },
    'deployments.extend': async ({ id, expiresAtMs }) => {
      const { extend } = await import('../deployments/expiry.ts')
      await extend(context, id, expiresAtMs)
      return deployments.get(id)
    },
    'deployments.steps': ({ id, afterSeq }) => listStackSteps(store, id, afterSeq),
    'deployments.remove': async ({ id }) => {
      await conductor.remove(id)
      return deployments.get(id)
    },
    'activities.list': ({ afterSeq, deploymentId }) => listActivities(store, afterSeq, deploymentId),
  }
}
