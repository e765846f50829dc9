import { abandon } from './abandon.ts'
import { awaitTurn } from './await-turn.ts'
import { remove } from './remove.ts'
import { advance, withAws, type Stage } from './stage.ts'

/**
 * Drives a run to its end or until it is cancelled, then does with the deployment what was planned for
 * afterwards.
 * @param runId undefined where an earlier process had finished the run already
 */
export async function measure(stage: Stage, runId: string | undefined): Promise<void> {
  const { context, runs, id, lease } = stage
  try {
    if (runId !== undefined && (await hasTurn(stage, runId)))
      await withAws(stage, lease.stop, (aws) => runs.measure(runId, aws, lease))
    lease.stop.throwIfAborted()
    // Below the cap, there is no room for a further trial, and what stands costs money by the hour.
    const isCapped = runId !== undefined && context.runs.get(runId).endedBy === 'cap'
    if (context.deployments.get(id).afterwards === 'keep' && !isCapped)
      return advance(context, id, 'measured')
  } catch (thrown) {
    return abandon(stage, thrown)
  }
  advance(context, id, 'remove')
  await remove(stage)
}

/** @returns false where the run was stopped while it waited for its turn */
async function hasTurn(stage: Stage, runId: string): Promise<boolean> {
  const { context, runs, lease } = stage
  try {
    await awaitTurn(stage, runId)
    return true
  } catch (thrown) {
    if (lease.leave.aborted || context.storeHealth.isStorageError(thrown)) throw thrown
    if (!lease.run.aborted) throw thrown
    runs.forgo(runId)
    return false
  }
}
