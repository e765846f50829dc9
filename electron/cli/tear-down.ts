import { AppError, errorMessage } from '../../shared/errors.ts'
import { isLive } from '../../shared/lifecycle.ts'
import type { Engine } from '../engine/engine.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { complain, print, warn } from './print.ts'
import { isRemovalProven, removalLine } from './removal-outcome.ts'
import { call, until } from './session.ts'

/**
 * Removes every live deployment and discards those that never started. A failure does not stop the others.
 * Fails unless the accounts are known to hold nothing of them.
 */
export async function tearDownAll(engine: Engine): Promise<ExitCode> {
  const all = await call(engine, 'deployments.list', {})
  const live = all.filter(({ phase }) => isLive(phase)).map(({ id }) => id)
  const planned = all.filter(({ phase }) => phase === 'planned').map(({ id }) => id)
  if (live.length + planned.length === 0) print('Nothing is deployed.')
  const codes = await Promise.all([
    ...planned.map((id) => withReport(id, () => discard(engine, id))),
    ...live.map((id) => withReport(id, () => tearDown(engine, id))),
  ])
  return codes.every((code) => code === exitCodes.done) ? exitCodes.done : exitCodes.failed
}

/** Has one deployment removed; see `awaitRemovals`. */
export async function tearDown(engine: Engine, id: string): Promise<ExitCode> {
  await requestRemoval(engine, id)
  return awaitRemovals(engine, [id])
}

/** A failure is told with the name of the deployment, and hides none of the others. */
export async function withReport(id: string, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (thrown) {
    complain(`${id}: ${errorMessage(thrown)}`)
    return exitCodes.failed
  }
}

async function discard(engine: Engine, id: string): Promise<ExitCode> {
  await call(engine, 'deployments.discard', { id })
  print(`${id}: discarded. It never started, so nothing of it exists.`)
  return exitCodes.done
}

/**
 * Waits until each deployment is removed or stranded, and prints a line for each. Fails unless the account is
 * known to hold nothing of them any more.
 */
export async function awaitRemovals(engine: Engine, ids: readonly string[]): Promise<ExitCode> {
  const ended = await Promise.all(
    ids.map(async (id) => {
      const ask = () => call(engine, 'deployments.get', { id })
      const deployment = await until(engine, ask, ({ phase }) => !isLive(phase) || phase === 'stranded')
      if (deployment.phase === 'stranded') complain(removalLine(deployment))
      else print(removalLine(deployment))
      return deployment
    }),
  )
  return ended.every(isRemovalProven) ? exitCodes.done : exitCodes.failed
}

/** A deployment that is being removed, or was never deployed, is left as it is; the reason is printed. */
export async function requestRemoval(engine: Engine, id: string): Promise<void> {
  try {
    await call(engine, 'deployments.remove', { id })
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'conflict')) throw thrown
    warn(thrown.message)
  }
}
