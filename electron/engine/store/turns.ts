import { runSchema, type Run } from '../../../shared/run.ts'
import { plannedMs } from '../../../shared/waiting.ts'
import type { Store } from './open.ts'
import { tableOf } from './table.ts'

/**
 * Whose turn it is to measure. The queue is the runs themselves: those that are running, in the order in
 * which they were added. So it outlives every process that waits in it.
 */

/** A run on the practice account that measures, or waits for its turn. */
export type Queued = Pick<Run, 'id' | 'deploymentId' | 'measuringSinceMs'>

const runs = tableOf('runs', runSchema)
const queue = tableOf(
  'runs',
  runSchema.pick({ id: true, deploymentId: true, measuringSinceMs: true, alongside: true }),
)

/**
 * Lets a run on the practice account measure, if none before it does or is to: all of them share this
 * machine.
 * @param isOver says of another run that nobody works on it any more, and that its load has ended
 * @returns the run that has to end first: the one that measures, else the first that waits. Undefined where
 * the turn is taken
 */
export function takeTurn(
  store: Store,
  runId: string,
  nowMs: number,
  isOver: (queued: Queued) => boolean,
): Queued | undefined {
  return store
    .transaction(() => {
      const all = queue.select(
        store,
        "WHERE status = 'running' AND account ->> '$.kind' = 'practice' ORDER BY rowid",
      )
      const place = all.findIndex(({ id }) => id === runId)
      if (all[place]?.measuringSinceMs !== null) return undefined
      const others = all.filter(({ measuringSinceMs }, at) => measuringSinceMs !== null || at < place)
      const blocker = others
        .toSorted((a, b) => Number(b.measuringSinceMs !== null) - Number(a.measuringSinceMs !== null))
        .find((one) => !isOver(one))
      if (blocker !== undefined) return blocker
      // A process that takes over one of them later has to wait for its turn again.
      for (const { id } of others) queue.update(store, { id }, { measuringSinceMs: null })
      queue.update(store, { id: runId }, { measuringSinceMs: nowMs })
      return undefined
    })
    .immediate()
}

/**
 * Lets a run in an AWS account measure, and notes in it and in each run that measures in the same account
 * and Region at this moment that they did so at the same time.
 * @returns the ids of those others
 */
export function joinOthers(store: Store, run: Run, nowMs: number): string[] {
  return store
    .transaction(() => {
      if (run.measuringSinceMs !== null) return []
      const others = runs
        .select(
          store,
          `WHERE status = 'running' AND measuring_since_ms IS NOT NULL AND region = ? AND deployment_id IN (
             SELECT other.id FROM deployments other JOIN deployments own ON other.account_id = own.account_id
             WHERE own.id = ?)`,
          run.region,
          run.deploymentId,
        )
        .filter((other) => isGoing(store, other, nowMs))
      const ids = others.map(({ id }) => id)
      for (const { id, alongside } of others)
        queue.update(store, { id }, { alongside: [...alongside, run.id] })
      queue.update(store, { id: run.id }, { measuringSinceMs: nowMs, alongside: ids })
      return ids
    })
    .immediate()
}

/** Its process holds it, or has died less than the run's schedule ago: the load generator goes on alone. */
function isGoing(store: Store, run: Run, nowMs: number): boolean {
  const held = store
    .prepare('SELECT 1 FROM deployments WHERE id = ? AND lease_until_ms > ?')
    .get(run.deploymentId, nowMs)
  return held !== undefined || (run.measuringSinceMs ?? 0) + plannedMs(run) > nowMs
}
