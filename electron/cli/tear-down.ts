import { AppError, errorMessage } from '../../shared/errors.ts'
import { isLive } from '../../shared/lifecycle.ts'
import type { Engine } from '../engine/engine.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { formatOf, show, type OutputOptions } from './output.ts'
import { complain, printLine, warn } from './print.ts'
import { removalOf, type Removal } from './removal-outcome.ts'
import { call, until } from './session.ts'

/** The work on one deployment, and whose it is. */
export interface RemovalWork {
  id: string
  work: () => Promise<Removal>
}

/** Removes every live deployment, and discards those that never started. */
export async function allRemovals(engine: Engine): Promise<RemovalWork[]> {
  const all = await call(engine, 'deployments.list', {})
  return all.flatMap(({ id, phase }): RemovalWork[] => {
    if (phase === 'planned') return [{ id, work: () => discard(engine, id) }]
    return isLive(phase) ? [removalWork(engine, id)] : []
  })
}

/** Has one deployment removed. */
export function removalWork(engine: Engine, id: string): RemovalWork {
  const work = async (): Promise<Removal> => {
    await requestRemoval(engine, id)
    return awaitRemoval(engine, id)
  }
  return { id, work }
}

/**
 * Removes deployments at the same time. A failure is told with the name of the deployment, and stops none of
 * the others. On a terminal each is told as soon as it has ended.
 */
export function removeEach(works: readonly RemovalWork[], options: OutputOptions): Promise<Removal[]> {
  return Promise.all(
    works.map(({ id, work }) => {
      const orFailure = (): Promise<Removal> =>
        work().catch((thrown: unknown): Removal => {
          return { id, outcome: 'failed', proven: false, sentence: errorMessage(thrown) }
        })
      return removeOne({ id, work: orFailure }, options)
    }),
  )
}

/** Removes the one that was named, and tells how it has ended. @throws what the engine refuses */
export async function removeOne({ work }: RemovalWork, options: OutputOptions): Promise<Removal> {
  const removal = await work()
  if (formatOf(options) === 'table') tell(removal)
  return removal
}

function tell({ id, outcome, sentence }: Removal): void {
  const line = `${id}: ${sentence}`
  if (outcome === 'stranded' || outcome === 'failed') complain(line)
  else printLine(line)
}

const columns = [{ title: 'deployment' }, { title: 'outcome' }, { title: 'what is known' }]

/** Shows what the terminal was not told yet. Fails unless every removal is proven. */
export function endRemovals(removals: readonly Removal[], options: OutputOptions): ExitCode {
  const rows = removals.map(({ id, outcome, sentence }) => [id, outcome, sentence])
  if (formatOf(options) !== 'table')
    show(options, { json: () => removals, page: (painter) => painter.table({ columns, rows }) })
  return removals.every(({ proven }) => proven) ? exitCodes.done : exitCodes.failed
}

async function discard(engine: Engine, id: string): Promise<Removal> {
  await call(engine, 'deployments.discard', { id })
  const sentence = 'discarded. It never started, so nothing of it exists.'
  return { id, outcome: 'discarded', proven: true, sentence }
}

/** Waits until a deployment is removed or stranded. */
export async function awaitRemoval(engine: Engine, id: string): Promise<Removal> {
  const ask = () => call(engine, 'deployments.get', { id })
  return removalOf(await until(engine, ask, ({ phase }) => !isLive(phase) || phase === 'stranded'))
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
