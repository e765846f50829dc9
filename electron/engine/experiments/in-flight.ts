import { AppError, errorMessage } from '../../../shared/errors.ts'
import { isInFlight, type Step } from '../../../shared/lifecycle.ts'
import { withLease, type Lease } from '../deployments/lease.ts'
import { report, type EngineContext } from '../engine-context.ts'
import { advance } from './stage.ts'

/** Work of this process on one deployment. */
interface Work {
  lease: Lease
  /** Resolves when the work has ended and its lease is released. */
  ended: Promise<void>
}

/** The deployments that this process is working on. */
export interface InFlight {
  find(id: string): Work | undefined
  /**
   * Starts work on a deployment. Resolves when the lease is taken and the first step is written; what happens
   * later is announced.
   * @param firstStep null where work continues in the phase that it is in
   * @throws AppError `conflict` where the step is not possible, or another process holds the lease
   */
  start(id: string, firstStep: Step | null, work: (lease: Lease) => Promise<void>): Promise<void>
  /** Stops all work, leaving everything as it is, and waits until it has ended. */
  leaveAll(): Promise<void>
}

export function createInFlight(context: EngineContext): InFlight {
  const all = new Map<string, Work>()

  /** Work that has taken its last step ends a moment later. */
  async function awaitFree(id: string): Promise<void> {
    const work = all.get(id)
    if (work === undefined) return
    const { phase } = context.deployments.get(id)
    if (isInFlight(phase)) throw new AppError('conflict', `Deployment ${id} is busy (${phase}).`)
    await work.ended
  }

  return {
    find: (id) => all.get(id),
    async start(id, firstStep, work) {
      await awaitFree(id)
      const started = Promise.withResolvers<void>()
      const ended = Promise.withResolvers<void>()
      void withLease(context, id, async (lease) => {
        all.set(id, { lease, ended: ended.promise })
        if (firstStep) advance(context, id, firstStep)
        started.resolve()
        await work(lease).catch((thrown: unknown) => reportDefect(context, id, lease, thrown))
      })
        .catch(started.reject)
        .finally(() => {
          all.delete(id)
          context.guarded(() => void context.deployments.announce(id))
          ended.resolve()
        })
      await started.promise
    },
    async leaveAll() {
      const works = [...all.values()]
      for (const { lease } of works) lease.interrupt('leave')
      await Promise.all(works.map(({ ended }) => ended))
    },
  }
}

/** Work handles its own failures; it throws only where it had to leave everything as it is. */
function reportDefect(context: EngineContext, id: string, lease: Lease, thrown: unknown): void {
  if (lease.leave.aborted || context.storeHealth.isStorageError(thrown)) return
  report(context, id, { level: 'error', message: errorMessage(thrown) })
}
