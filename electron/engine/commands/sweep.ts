import { accountName } from '../../../shared/account-name.ts'
import { AppError } from '../../../shared/errors.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import { adopted, sweep } from '../deployments/sweep.ts'
import { adoptDeployment, findDeployment, getDeployment } from '../store/deployments.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function sweepCommands({
  desk,
  conductor,
  swept,
}: CommandContext): Pick<Handlers, 'sweep.find' | 'sweep.last' | 'sweep.remove'> {
  return {
    'sweep.find': async ({ account, everywhere, region }) => {
      const found = await sweep(
        desk,
        account,
        everywhere ? 'everywhere' : region === undefined ? 'where used' : [region],
      )
      swept.set(accountName(account), found)
      return found
    },
    'sweep.last': () => [...swept.values()],
    'sweep.remove': async ({ account, found }) => {
      const known = findDeployment(desk.store, found.deploymentId)
      if (known !== undefined && isLive(known.phase))
        throw new AppError('conflict', `Deployment ${known.id} is ${known.phase} already: see Deployments.`)
      adoptDeployment(desk.store, adopted(desk, account, found, Date.now()))
      swept.delete(accountName(account))
      await conductor.remove(found.deploymentId)
      return getDeployment(desk.store, found.deploymentId)
    },
  }
}
