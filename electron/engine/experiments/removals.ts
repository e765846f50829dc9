import { setTimeout as delay } from 'node:timers/promises'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import { isInFlight, isLive } from '../../../shared/lifecycle.ts'
import { isHeld } from '../deployments/lease.ts'
import { report, type EngineContext } from '../engine-context.ts'
import type { RunWork } from '../runs/run-work.ts'
import { insertAsk } from '../store/asks.ts'
import type { InFlight } from './in-flight.ts'
import { remove } from './remove.ts'
import { unlessConflict } from './unless-conflict.ts'

/** Starts removals in this process, or has the process do it that works on the deployment. */
export interface Removals {
  /** Starts the removal in this process; one that was interrupted is continued. */
  begin(id: string): Promise<void>
  /** @throws AppError `conflict` where nothing of the deployment can exist */
  request(id: string): Promise<void>
}

/** How often to look whether another process has obeyed. */
const lookMs = 500

export function createRemovals(context: EngineContext, runs: RunWork, inFlight: InFlight): Removals {
  const { store, deployments } = context

  function begin(id: string): Promise<void> {
    const { phase } = deployments.get(id)
    return inFlight.start(id, phase === 'removing' ? null : 'remove', (lease) =>
      remove({ context, runs, id, lease }),
    )
  }

  /** The process that was asked may end or die before it has read the request: then the removal is ours. */
  async function awaitObeyed(id: string): Promise<void> {
    for (;;) {
      await delay(lookMs)
      const { phase } = deployments.get(id)
      if (!isLive(phase) || phase === 'removing' || phase === 'stranded') return
      if (!isHeld(context, id)) return begin(id)
    }
  }

  return {
    begin,
    async request(id) {
      const { phase } = deployments.get(id)
      if (!isLive(phase))
        throw new AppError('conflict', `Deployment ${id} is ${phase}: there is nothing to remove.`)
      const work = inFlight.find(id)
      if (work && isInFlight(phase)) return work.lease.interrupt('remove')
      await work?.ended
      // On a conflict, a process that was asleep has renewed its lease meanwhile: then it is asked.
      if (!isHeld(context, id) && (await begin(id).then(() => true, unlessConflict))) return
      insertAsk(store, id, 'remove', Date.now())
      void awaitObeyed(id).catch((thrown: unknown) =>
        report(context, id, { level: 'error', message: errorMessage(thrown) }),
      )
    },
  }
}
