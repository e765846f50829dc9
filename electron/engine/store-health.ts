import { AppError, errorMessage } from '../../shared/errors.ts'
import type { StorageProblem } from '../../shared/storage-problem.ts'
import { storageProblemOf } from './store/storage-problem.ts'

/** Whether the database can be used at this moment, and what to do where it cannot. */
export interface StoreHealth {
  /** A sentence for the person; null while the database can be used. */
  message(): string | null
  /** Whether a thrown value means that the database cannot be used; `message` says so from then on. */
  isStorageError(thrown: unknown): boolean
  clear(): void
}

/** Both null while the database can be used. */
type Health = { problem: StorageProblem; message: string } | { problem: null; message: null }

/**
 * What has happened, and what a person can do. What Sluice does then is for its windows and commands to
 * say.
 */
const sentences: Record<StorageProblem, string> = {
  full: 'The disk is full, so nothing can be saved. Free some space.',
  locked:
    'Another program has locked the database, so nothing can be saved. Close it (a backup, or a database ' +
    'browser).',
  'read-only': 'The database has become read-only, so nothing can be saved. Make it and its disk writable.',
  disk:
    'The database cannot be written, so nothing can be saved. Check the disk that holds the data folder, ' +
    'and the limits of this user.',
  damaged: 'The database is damaged, so nothing can be saved. End Sluice: its next start says what to do.',
}

export function createStoreHealth(onChange: (health: Health) => void): StoreHealth {
  let current: Health = { problem: null, message: null }
  const change = (health: Health): void => {
    const changed = health.problem !== current.problem
    current = health
    if (changed) onChange(health)
  }
  return {
    message: () => current.message,
    isStorageError(thrown) {
      const found = storageHealth(thrown)
      if (found !== null) change(found)
      return found !== null
    },
    clear: () => change({ problem: null, message: null }),
  }
}

/** What an error of the database says, also where it is the cause of another; null for other errors. */
function storageHealth(thrown: unknown): (Health & { message: string }) | null {
  const problem = storageProblemOf(thrown)
  return problem && { problem, message: `${sentences[problem]} (${errorMessage(thrown)})` }
}

/** The same as the error that a command answers: `database` with `details.problem`. */
export function storageError(thrown: unknown): AppError {
  const health = storageHealth(thrown)
  return new AppError(
    'database',
    health?.message ?? errorMessage(thrown),
    { problem: health?.problem },
    thrown,
  )
}
