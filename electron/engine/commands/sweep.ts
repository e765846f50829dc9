import { accountName } from '../../../shared/account-name.ts'
import { AppError } from '../../../shared/errors.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import { adopted } from '../deployments/adopt-found.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function sweepCommands({
  context,
  conductor,
  swept,
}: CommandContext): Pick<Handlers, 'sweep.find' | 'sweep.last' | 'sweep.remove'> {
  /** The other finds of the same sweep still wait for an answer. */
  const forget = (name: string, deploymentId: string): void => {
    const last = swept.get(name)
    if (last === undefined) return
    swept.set(name, { ...last, found: last.found.filter((one) => one.deploymentId !== deploymentId) })
  }
  return {
    'sweep.find': async ({ account, region }) => {
      const { sweep } = await import('../deployments/sweep.ts')
      const found = await sweep(context, account, region === undefined ? 'everywhere' : [region])
      swept.set(accountName(account), found)
      return found
    },
    'sweep.last': () => [...swept.values()],
    'sweep.remove': async ({ account, found }) => {
      const known = context.deployments.find(found.deploymentId)
      if (known !== undefined && isLive(known.phase))
        throw new AppError('conflict', `Deployment ${known.id} is ${known.phase} already: see Deployments.`)
      context.deployments.adopt(adopted(context.catalog, account, found, Date.now()))
      forget(accountName(account), found.deploymentId)
      await conductor.remove(found.deploymentId)
      return context.deployments.get(found.deploymentId)
    },
  }
}
