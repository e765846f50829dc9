import { choicesOf } from '../../../shared/choices.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import type { Api } from '../../api/api.ts'

/** A new draft with everything filled in as a deployment has it, the faults of a draft included. */
export async function planAgain(api: Api, deployment: Deployment): Promise<Deployment> {
  const again = await api.call('deployments.plan', choicesOf(deployment))
  if (deployment.typed === null) return again
  return await api.call('deployments.save', { id: again.id, ...deployment.typed })
}
