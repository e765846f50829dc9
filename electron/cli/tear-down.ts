import { AppError } from '../../shared/errors.ts'
import { isLive } from '../../shared/lifecycle.ts'
import type { Engine } from '../engine/engine.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { note, print } from './print.ts'
import { isRemovalProven, removalLine } from './removal-outcome.ts'
import { call, until } from './session.ts'

/** Has deployments removed; see `awaitRemovals`. */
export async function tearDownAll(engine: Engine, ids: readonly string[]): Promise<ExitCode> {
  await Promise.all(ids.map((id) => requestRemoval(engine, id)))
  return awaitRemovals(engine, ids)
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
      print(removalLine(deployment))
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
    note(thrown.message)
  }
}
