import type { Announcements } from './announcements.ts'
import { watchExpiry } from './deployments/watch-expiry.ts'
import { watchLosses } from './deployments/watch-losses.ts'
import type { EngineContext } from './engine-context.ts'
import type { Conductor } from './experiments/conductor.ts'
import { proveWritable } from './store/open.ts'
import { watchOthers } from './watch-others.ts'

/** What the engine does by the clock. */
export interface Background {
  /** Looks now for deployments that have lost a part. Throws nothing. */
  lookForLosses(): Promise<void>
  stop(): void
}

export function startBackground(
  context: EngineContext,
  conductor: Conductor,
  { announcedActivities }: Announcements,
): Background {
  const remove = (id: string): Promise<void> => conductor.remove(id)
  const losses = watchLosses(context, remove)
  const stops = [
    watchOthers(context, announcedActivities),
    watchExpiry(context, remove),
    resumeWhenWritable(context, conductor),
    () => losses.close(),
  ]
  return {
    lookForLosses: () => losses.look(),
    stop() {
      for (const stop of stops) stop()
    },
  }
}

const retryMs = 15_000

/** Continues work that a storage error has interrupted, once the database can be used. @returns stops it */
function resumeWhenWritable(context: EngineContext, conductor: Conductor): () => void {
  const retry = async (): Promise<void> => {
    if (context.storeHealth.message() === null) return
    proveWritable(context.store)
    context.storeHealth.clear()
    await conductor.recover()
  }
  // While it cannot be used yet, the next turn tries again.
  const timer = setInterval(
    () => void retry().catch((thrown: unknown) => context.storeHealth.isStorageError(thrown)),
    retryMs,
  )
  timer.unref()
  return () => clearInterval(timer)
}
