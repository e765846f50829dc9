import { errorMessage } from '../../../shared/errors.ts'
import { failureOf } from '../deployments/failure-of.ts'
import { report } from '../engine-context.ts'
import { remove } from './remove.ts'
import { advance, type Stage } from './stage.ts'

/**
 * Removes a deployment after a failure or because a person asked for it: once something may exist in the
 * account, this is the only way out.
 * @throws `thrown` where this process has to leave everything as it is: it ends, it has lost its lease, or
 * nothing can be written to the database
 */
export async function abandon(stage: Stage, thrown: unknown): Promise<void> {
  const { context, id, lease } = stage
  lease.leave.throwIfAborted()
  if (context.storeHealth.isStorageError(thrown)) throw thrown
  if (!lease.stop.aborted) {
    context.deployments.recordFailure(id, failureOf(thrown))
    report(context, id, { level: 'error', message: errorMessage(thrown) })
  }
  advance(context, id, 'remove')
  await remove(stage)
}
