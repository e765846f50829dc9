import { setTimeout as delay } from 'node:timers/promises'
import { waitOf, waitText } from '../../../shared/waiting.ts'
import { isHeld } from '../deployments/lease.ts'
import { report } from '../engine-context.ts'
import type { Queued } from '../store/turns.ts'
import { withAws, type Stage } from './stage.ts'

/** How often to look whether the turn has come. */
const lookMs = 500

/**
 * Waits until a run may measure. Runs on the practice account share this machine and take turns, first come,
 * first served, over all processes on the data folder. In an AWS account each may measure at once.
 * @throws the reason of `lease.run` where the run is to end before its turn has come
 */
export async function awaitTurn(stage: Stage, runId: string): Promise<void> {
  const { context, lease } = stage
  if (context.runs.get(runId).account.kind !== 'practice') {
    context.runs.join(runId, Date.now())
    return
  }
  /** Runs whose processes have died, and whose load has ended. */
  const over = new Set<string>()
  let told: string | undefined
  for (;;) {
    lease.run.throwIfAborted()
    const blocker = context.runs.takeTurn(
      runId,
      Date.now(),
      ({ id, deploymentId, measuringSinceMs }) =>
        !isHeld(context, deploymentId) && (measuringSinceMs === null || over.has(id)),
    )
    if (blocker === undefined) return
    if (told !== blocker.id) tell(stage, runId)
    told = blocker.id
    if (!isHeld(context, blocker.deploymentId) && !(await isLoaded(stage, blocker))) over.add(blocker.id)
    else await delay(lookMs, undefined, { signal: lease.run })
  }
}

function tell({ context, id }: Stage, runId: string): void {
  const wait = waitOf(context.runs.get(runId), context.runs.list({ status: 'running' }), Date.now())
  if (wait !== null) report(context, id, { level: 'info', message: waitText(wait), runId })
}

/**
 * Whether the load of a run goes on whose process has died. Where that cannot be asked, the machine that
 * made it is gone.
 */
async function isLoaded(stage: Stage, { id, deploymentId }: Queued): Promise<boolean> {
  const { context, runs, lease } = stage
  const other = { ...stage, id: deploymentId }
  try {
    return await withAws(other, lease.run, (aws) => runs.isLoaded(id, aws, lease.run))
  } catch (thrown) {
    lease.run.throwIfAborted()
    if (context.storeHealth.isStorageError(thrown)) throw thrown
    return false
  }
}
