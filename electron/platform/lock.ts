import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
// oxlint-disable-next-line no-restricted-imports -- a lock, not a store: see tryExclusiveLock
import Database from 'better-sqlite3'
import { AppError, errorMessage } from '../../shared/errors.ts'
import { makePrivateFile, makePrivateFolder } from './private-files.ts'

/** A lock that is held until it is released or its process ends, however that happens. */
export interface Lock {
  release(): void
}

/**
 * Takes the lock of a file; undefined when another process, or this one, holds it. The lock is an exclusive
 * transaction of SQLite on an empty database: Linux, macOS and Windows all release it when its process ends,
 * so no lock stays behind. Node itself has no lock on files.
 * @throws AppError `data-folder` where the file is no lock, or cannot be written
 */
export function tryExclusiveLock(file: string): Lock | undefined {
  makePrivateFolder(dirname(file))
  makePrivateFile(file)
  const database = new Database(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return { release: () => database.close() }
  } catch (thrown) {
    database.close()
    if ((thrown as { code?: string }).code?.startsWith('SQLITE_BUSY')) return undefined
    throw lockFailure(file, thrown)
  }
}

function lockFailure(file: string, thrown: unknown): AppError {
  const isGarbage = (thrown as { code?: string }).code === 'SQLITE_NOTADB'
  const remedy = isGarbage ? 'Remove the file while no Sluice runs.' : 'Check its disk and its permissions.'
  const message = `The lock ${file} cannot be used: ${errorMessage(thrown)}. ${remedy}`
  return new AppError('data-folder', message, { file }, thrown)
}

/**
 * Waits for the lock. It tries again every few milliseconds, because a wait inside SQLite would block the
 * event loop, and with it a holder in the same process.
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
