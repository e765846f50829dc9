import { AppError } from '../../shared/errors.ts'
import { isLive } from '../../shared/lifecycle.ts'
import { adopted, sweep } from '../deployments/sweep.ts'
import { adoptDeployment, findDeployment, getDeployment } from '../store/deployments.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function sweepCommands({ desk, conductor }: CommandContext): Pick<Handlers, 'sweep.find' | 'sweep.remove'> {
  return {
    'sweep.find': ({ account, everywhere }) => sweep(desk, account, everywhere),
    'sweep.remove': async ({ account, found }) => {
      const known = findDeployment(desk.store, found.deploymentId)
      if (known !== undefined && isLive(known.phase))
        throw new AppError('conflict', `Deployment ${known.id} is ${known.phase} already: see Deployments.`)
      adoptDeployment(desk.store, adopted(desk, account, found, Date.now()))
      await conductor.remove(found.deploymentId)
      return getDeployment(desk.store, found.deploymentId)
    },
  }
}
