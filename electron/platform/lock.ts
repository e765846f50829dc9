import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'

/**
 * A lock that is held until released, or until the process dies in whatever way: the operating system lets
 * go of it.
 */
export interface Lock {
  release(): void
}

/**
 * Takes the lock that a file stands for, or answers undefined when somebody else (another process, or this
 * one) holds it. The lock is SQLite's exclusive transaction on an empty database: it works the same on
 * every platform and leaves nothing stale behind.
 */
export function tryExclusiveLock(file: string): Lock | undefined {
  mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return { release: () => database.close() }
  } catch (thrown) {
    database.close()
    if ((thrown as { code?: string }).code?.startsWith('SQLITE_BUSY')) return undefined
    throw thrown
  }
}

/**
 * Waits for the lock. It asks again and again instead of letting SQLite wait, which would stop the event
 * loop, and with it a holder that lives in the same process.
 * @throws AppError `conflict` when the lock is not free within `timeoutMs`
 */
export async function exclusiveLock(file: string, timeoutMs: number): Promise<Lock> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const lock = tryExclusiveLock(file)
    if (lock !== undefined) return lock
    if (performance.now() > deadline)
      throw new AppError(
        'conflict',
        `Another Sluice has held ${file} for ${Math.round(timeoutMs / 1000)} s. Wait for it, or end it.`,
      )
    await sleep(20 + Math.random() * 20)
  }
}

/** Runs `work` while the lock is held. */
export async function withExclusiveLock<T>(
  file: string,
  work: () => Promise<T> | T,
  timeoutMs = 30_000,
): Promise<T> {
  const lock = await exclusiveLock(file, timeoutMs)
  try {
    return await work()
  } finally {
    lock.release()
  }
}
