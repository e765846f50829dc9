import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { errorMessage } from '../../shared/errors.ts'
import { databaseFile } from '../platform/data-dir.ts'
import type { Log } from '../platform/log.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { Announcements } from './announcements.ts'
import { openCatalog } from './catalog.ts'
import { createCallTurns } from './deployments/call-turns.ts'
import { report, type EngineContext } from './engine-context.ts'
import { chosenTools } from './load/chosen-tools.ts'
import { preparedFor } from './policy/prepared.ts'
import { createPriceTables } from './price-tables.ts'
import { createPrompts } from './prompts.ts'
import type { LiveTrials } from './runs/live.ts'
import { createStoreHealth } from './store-health.ts'
import { createDeployments } from './store/deployments.ts'
import { openStore } from './store/open.ts'
import { createRuns } from './store/runs.ts'

/**
 * Opens the database and builds what the engine's parts work with.
 * @throws AppError `database` when the data folder's database cannot be used
 */
export function openContext(
  dataDir: string,
  { log, live, announcements }: { log: Log; live: LiveTrials; announcements: Announcements },
): EngineContext {
  const { announce } = announcements
  const store = openStore(databaseFile(dataDir))
  const storeHealth = createStoreHealth(({ message, problem }) => {
    log(message === null ? 'info' : 'error', message ?? 'The database can be used again.')
    announce('storeHealth.changed', { message, problem })
  })
  const prompts = createPrompts(announce)
  const catalog = openCatalog()
  let accounts: Promise<Accounts> | undefined
  // With them come the clients of AWS, which commands that only read have no use for.
  const loadAccounts = (): Promise<Accounts> =>
    (accounts ??= import('./accounts/accounts.ts').then(({ createAccounts }) =>
      createAccounts({
        dataDir,
        prompts,
        preparedFor: (regions) => preparedFor(catalog, regions),
        tell: (deploymentId, message) =>
          context.guarded(() => report(context, deploymentId, { level: 'warning', message })),
      }),
    ))
  const connect: EngineContext['connect'] = async (account, region, work) =>
    (await loadAccounts()).connect(account, region, work)
  const context: EngineContext = {
    store,
    deployments: createDeployments(store, announce),
    runs: createRuns(store, announce),
    storeHealth,
    guarded(work) {
      try {
        work()
      } catch (thrown) {
        if (!storeHealth.isStorageError(thrown)) logDefect(log, thrown)
      }
    },
    owner: { token: randomUUID(), pid: process.pid, host: hostname() },
    catalog,
    ...chosenTools,
    sleptThrough: (runId, order) => live.hasSlept(runId, order),
    connect,
    prices: createPriceTables({ store, connect }),
    identify: async (account, region) => (await loadAccounts()).identify(account, region),
    callTurns: createCallTurns(),
    prompts,
    announce,
  }
  return context
}

/** Logs what nobody expected to be thrown, with its stack. */
export function logDefect(log: Log, thrown: unknown, where = ''): void {
  const stack = thrown instanceof Error ? thrown.stack : undefined
  log('error', `${where}${errorMessage(thrown)}`, { stack })
}
