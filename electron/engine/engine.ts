import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { accountName } from '../../shared/account-name.ts'
import type { AnyEvent, Swept } from '../../shared/contract.ts'
import { errorMessage } from '../../shared/errors.ts'
import { createAccounts } from './accounts/accounts.ts'
import { openCatalog } from './catalog.ts'
import { createHandlers } from './commands/index.ts'
import { databaseFile } from '../platform/data-dir.ts'
import { createConductor, type Conductor } from './experiments/conductor.ts'
import { sweepUsedAccounts } from './deployments/sweep.ts'
import { watchExpiry } from './deployments/expiry.ts'
import { watchLosses } from './deployments/watch-losses.ts'
import { report, type EngineContext } from './engine-context.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createPrompts } from './prompts.ts'
import { openLog } from '../platform/log.ts'
import { createLiveTrials } from './runs/live.ts'
import { createRunWork } from './runs/run-work.ts'
import { createStoreHealth } from './store-health.ts'
import type { Announce } from './store/announce.ts'
import { createDeployments } from './store/deployments.ts'
import { openStore, proveWritable } from './store/open.ts'
import { createRuns } from './store/runs.ts'
import { watchOthers } from './watch-others.ts'

/**
 * The whole of Sluice without a window: what Electron, the browser host and the command line each put a
 * face on.
 */
export interface Engine {
  dispatch: Dispatch
  /** @returns stops listening */
  onEvent(listener: (event: AnyEvent) => void): () => void
  /** Takes up what was in flight when its process died. For hosts that stay; a single command only looks. */
  recover(): Promise<void>
  /** To be told when the machine falls asleep: a trial that runs on it is not ranked then. */
  sleep(): void
  /** Lets go of whatever is in flight, as it is, and closes the database. */
  close(): Promise<void>
}

/**
 * Builds everything. The only place that names implementations.
 * @throws AppError `database` when the data folder's database cannot be used
 */
export function createEngine(options: { dataDir: string }): Engine {
  const { dataDir } = options
  const log = openLog(join(dataDir, 'logs', 'sluice.log'))
  const store = openStore(databaseFile(dataDir))
  const live = createLiveTrials()
  const listeners = new Set<(event: AnyEvent) => void>()
  const announced = new Set<number>()
  const storeHealth = createStoreHealth((message) => {
    log(message === null ? 'info' : 'error', message ?? 'The database can be used again.')
    for (const listener of listeners) listener({ name: 'storeHealth.changed', data: { message } })
  })
  const prompts = createPrompts((name, data) => announce(name, data))
  const tell = (deploymentId: string, message: string): void =>
    context.guarded(() => report(context, deploymentId, { level: 'warning', message }))
  const accounts = createAccounts({ dataDir, prompts, tell })
  const announce: Announce = (name, data) => {
    if (name === 'activity.appended') {
      const { seq, ...activity } = data as Extract<AnyEvent, { name: 'activity.appended' }>['data']
      announced.add(seq)
      log(activity.level === 'error' ? 'error' : 'info', activity.message, {
        deploymentId: activity.deploymentId,
      })
    }
    live.onEvent({ name, data } as AnyEvent)
    for (const listener of listeners) listener({ name, data } as AnyEvent)
  }
  const context: EngineContext = {
    store,
    deployments: createDeployments(store, announce),
    runs: createRuns(store, announce),
    storeHealth,
    guarded(work) {
      try {
        work()
      } catch (thrown) {
        if (!storeHealth.isStorageError(thrown))
          log('error', errorMessage(thrown), { stack: thrown instanceof Error ? thrown.stack : undefined })
      }
    },
    owner: { token: randomUUID(), pid: process.pid, host: hostname() },
    catalog: openCatalog(),
    sleptThrough: (runId, order) => live.hasSlept(runId, order),
    connect: (account, region, work) => accounts.connect(account, region, work),
    identify: (account, region) => accounts.identify(account, region),
    prompts,
    announce,
  }
  const swept = new Map<string, Swept>()
  const conductor = createConductor(context, createRunWork(context))
  const dispatch = createDispatch(
    createHandlers({ context, conductor, dataDir, swept, live: (runId) => live.of(runId) }),
    (thrown, name) =>
      log('error', `${name}: ${errorMessage(thrown)}`, {
        stack: thrown instanceof Error ? thrown.stack : undefined,
      }),
  )
  const unwatch = watchOthers(context, announced)
  const unwatchExpiry = watchExpiry(context, (id) => conductor.remove(id))
  const untry = retryWhenWritable(context, conductor)
  const losses = watchLosses(context, (id) => conductor.remove(id))
  return {
    dispatch,
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async recover() {
      await conductor.recover()
      // Beside everything else: an account may take its time.
      void losses.look()
      void sweepUsedAccounts(context, (found) => {
        swept.set(accountName(found.account), found)
        context.announce('sweep.finished', found)
      }).catch((thrown: unknown) => log('error', errorMessage(thrown)))
    },
    sleep: () => live.sleep(),
    async close() {
      unwatch()
      unwatchExpiry()
      untry()
      losses.close()
      await conductor.leave()
      store.close()
    },
  }
}

/** How often to try again what a trouble has broken off. */
const tryAgainMs = 15_000

/** Takes up what had to be let go of, as soon as the database can be used again. @returns stops it */
function retryWhenWritable(context: EngineContext, conductor: Conductor): () => void {
  const again = async (): Promise<void> => {
    if (context.storeHealth.message() === null) return
    proveWritable(context.store)
    context.storeHealth.clear()
    await conductor.recover()
  }
  // Still in trouble: the next turn tries again.
  const timer = setInterval(
    () => void again().catch((thrown: unknown) => context.storeHealth.isStorageError(thrown)),
    tryAgainMs,
  )
  timer.unref()
  return () => clearInterval(timer)
}
