import { join } from 'node:path'
import { accountName } from '../../shared/account-name.ts'
import type { AnyEvent } from '../../shared/events.ts'
import type { Swept } from '../../shared/swept.ts'
import { errorData } from '../../shared/errors.ts'
import { prepareDataFolder } from '../platform/data-dir.ts'
import { openLog } from '../platform/log.ts'
import { createAnnouncements } from './announcements.ts'
import { startBackground } from './background.ts'
import { createHandlers } from './commands/create-handlers.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import type { EngineContext } from './engine-context.ts'
import { lazyConductor } from './experiments/lazy-conductor.ts'
import { logDefect, openContext } from './open-context.ts'
import { createLiveTrials } from './runs/live.ts'
import { storageError } from './store-health.ts'

/** Sluice without a window. Electron, the browser host and the command line each put an interface on it. */
export interface Engine {
  dispatch: Dispatch
  /** @returns stops listening */
  onEvent(listener: (event: AnyEvent) => void): () => void
  /**
   * Continues the work of processes that have died, and looks for what was lost. For hosts that stay open:
   * the command line only runs its own command.
   */
  recover(): Promise<void>
  /** To be called when the machine goes to sleep: a trial that is running then is not ranked. */
  sleep(): void
  /** Stops all work, leaving everything as it is, and closes the database. */
  close(): Promise<void>
}

/**
 * The composition root: the only place that knows every part.
 * @throws AppError `data-folder` or `database` when the data folder, or its database, cannot be used
 */
export function createEngine({ dataDir }: { dataDir: string }): Engine {
  prepareDataFolder(dataDir)
  const log = openLog(join(dataDir, 'logs', 'sluice.log'))
  const live = createLiveTrials()
  const announcements = createAnnouncements(log)
  const context = openContext(dataDir, { log, live, announcements })
  announcements.onEvent((event) => live.onEvent(event))
  const swept = new Map<string, Swept>()
  const conductor = lazyConductor(context)
  const background = startBackground(context, conductor, announcements)
  const handlers = createHandlers({ context, conductor, dataDir, swept, live: (runId) => live.of(runId) })
  return {
    dispatch: createDispatch(handlers, (thrown, name) => {
      if (context.storeHealth.isStorageError(thrown)) return errorData(storageError(thrown))
      logDefect(log, thrown, `${name}: `)
      return errorData(thrown)
    }),
    onEvent: (listener) => announcements.onEvent(listener),
    async recover() {
      await conductor.recover()
      // Accounts may take their time: nothing waits for them.
      void background.lookForLosses()
      void sweepInBackground(context, swept).catch((thrown: unknown) => logDefect(log, thrown))
    },
    sleep: () => live.sleep(),
    async close() {
      background.stop()
      context.prices.close()
      await conductor.leave()
      context.store.close()
    },
  }
}

async function sweepInBackground(context: EngineContext, swept: Map<string, Swept>): Promise<void> {
  const { sweepUsedAccounts } = await import('./deployments/sweep.ts')
  await sweepUsedAccounts(context, (found) => {
    swept.set(accountName(found.account), found)
    context.announce('sweep.finished', found)
  })
}
