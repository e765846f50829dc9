/** The practice account's own process: an entry (`platform/entries.ts`), so it runs when it is imported. */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { errorMessage } from '../../shared/errors.ts'
import { entryArguments } from '../platform/entries.ts'
import { type Log, openLog } from '../platform/log.ts'
import { exclusiveLock, type Lock } from '../platform/lock.ts'
import { appVersion } from '../platform/version.ts'
import { createAccount, type PracticeAccount } from './account.ts'
import {
  makeFolder,
  type PracticePaths,
  practicePaths,
  removeConnection,
  writeConnection,
} from './connection.ts'
import { idleSinceMs, shouldEnd } from './idle.ts'

/** How long a new account waits for one that is just ending. */
const predecessorMs = 10_000
/** How long an orderly end may take. The watchdog ends what hangs after that, as after a crash. */
const closeMs = 10_000
const idleCheckMs = 200

/**
 * Runs the practice account of a data folder until it is not needed any more, or until SIGTERM or SIGINT.
 * @param args `--data-dir DIR`; options that it does not know (Electron's own) are ignored
 * @returns the exit code: 0 ended in order, 1 could not start or could not end in order
 */
async function runPractice(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { 'data-dir': { type: 'string' } }, strict: false })
  const dataDir = values['data-dir']
  if (typeof dataDir !== 'string') throw new Error('The practice account needs --data-dir DIR.')
  // What its instances and functions write is for this user only, as its own files are.
  process.umask(0o077)
  const paths = practicePaths(dataDir)
  makeFolder(paths.folder)
  const log = openLog(paths.log)
  logDefects(log)
  const signalled = nextSignal()
  try {
    const lock = await exclusiveLock(paths.lifeLock, predecessorMs)
    const account = await createAccount({ folder: paths.folder, version: appVersion, log })
    publish(account, paths)
    log('info', 'Started.', { port: account.port, pid: process.pid, version: appVersion })
    const reason = await Promise.race([signalled, unneeded(account)])
    return await end(account, paths, lock, (closed) =>
      log(closed ? 'info' : 'error', closed ? 'Ended.' : 'Could not end in order.', { reason }),
    )
  } catch (thrown) {
    log('error', 'Could not run.', { reason: errorMessage(thrown) })
    return 1
  }
}

/** A failure that nothing catches ends the resource that it belongs to at most, and not the others. */
function logDefects(log: Log): void {
  const logDefect = (thrown: unknown): void =>
    log('error', 'Something unexpected happened.', {
      reason: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    })
  process.on('uncaughtException', logDefect)
  process.on('unhandledRejection', logDefect)
}

function publish({ port, key }: PracticeAccount, { connection }: PracticePaths): void {
  writeConnection(connection, {
    address: '127.0.0.1',
    port,
    pid: process.pid,
    startedAt: Date.now(),
    version: appVersion,
    ...key,
  })
}

async function end(
  account: PracticeAccount,
  { connection }: PracticePaths,
  lock: Lock,
  report: (closed: boolean) => void,
): Promise<number> {
  removeConnection(connection, process.pid)
  const closed = await Promise.race([account.close().then(() => true), sleep(closeMs, false)])
  report(closed)
  lock.release()
  return closed ? 0 : 1
}

function nextSignal(): Promise<string> {
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

process.exit(await runPractice(entryArguments()))
