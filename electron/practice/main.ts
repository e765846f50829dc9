/**
 * The practice account's own process. Nothing happens on import: Electron's entry, too, runs it by
 * `runPractice`.
 */
import { realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { errorMessage } from '../../shared/errors.ts'
import { openLog } from '../platform/log.ts'
import { exclusiveLock } from '../platform/lock.ts'
import { appVersion } from '../platform/version.ts'
import { createAccount, type PracticeAccount } from './account.ts'
import { makeFolder, practicePaths, removeConnection, writeConnection } from './connection.ts'
import { idleSinceMs, shouldEnd } from './idle.ts'

/** How long a new account waits for one that is just ending. */
const predecessorMs = 10_000
/** How long an orderly end may take. What hangs after that is ended by the watchdog, as after a crash. */
const closeMs = 10_000
const idleCheckMs = 200

/**
 * Runs the practice account of a data folder until nobody needs it or the process is told to end (SIGTERM,
 * SIGINT).
 * @param args `--data-dir DIR`; options that it does not know (Electron's own) are left alone
 * @returns the exit code: 0 ended in order, 1 could not start or could not end in order. The caller ends
 * the process.
 */
export async function runPractice(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' } },
    strict: false,
  })
  const dataDir = values['data-dir']
  if (typeof dataDir !== 'string') throw new Error('The practice account needs --data-dir DIR.')
  const paths = practicePaths(dataDir)
  makeFolder(paths.folder)
  const log = openLog(paths.log)
  const logDefect = (thrown: unknown): void =>
    log('error', 'Something unexpected happened.', {
      reason: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    })
  // One broken resource must not take the others down.
  process.on('uncaughtException', logDefect)
  process.on('unhandledRejection', logDefect)
  const told = toldToEnd()
  try {
    const lock = await exclusiveLock(paths.lifeLock, predecessorMs)
    const account = await createAccount({ folder: paths.folder, version: appVersion, log })
    const { port, key } = account
    writeConnection(paths.connection, {
      address: '127.0.0.1',
      port,
      pid: process.pid,
      startedAt: Date.now(),
      version: appVersion,
      ...key,
    })
    log('info', 'Started.', { port, pid: process.pid, version: appVersion })
    const reason = await Promise.race([told, unneeded(account)])
    removeConnection(paths.connection, process.pid)
    const closed = await Promise.race([account.close().then(() => true), sleep(closeMs, false)])
    log(closed ? 'info' : 'error', closed ? 'Ended.' : 'Could not end in order.', { reason })
    lock.release()
    return closed ? 0 : 1
  } catch (thrown) {
    log('error', 'Could not run.', { reason: errorMessage(thrown) })
    return 1
  }
}

function toldToEnd(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal))
  })
}

async function unneeded(account: PracticeAccount): Promise<string> {
  let sinceMs: number | null = null
  for (;;) {
    const nowMs = performance.now()
    const { connected, seen } = account.clients()
    sinceMs = idleSinceMs(sinceMs, connected > 0 || account.live(), nowMs)
    if (shouldEnd(sinceMs, seen > 0, nowMs)) return 'no stack is live and no client is connected'
    await sleep(idleCheckMs)
  }
}

/**
 * Whether Node was started with this very file (and not with Electron's entry, which may be bundled with
 * it).
 */
function isStartedDirectly(): boolean {
  try {
    return realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)
  } catch {
    return false
  }
}

if (isStartedDirectly()) process.exit(await runPractice(process.argv.slice(2)))
