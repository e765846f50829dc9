import { errorMessage } from '../../shared/errors.ts'

/** Whether the database can be used at this moment, and what to do where it cannot. */
export interface StoreHealth {
  /** A sentence for the person; null while the database can be used. */
  message(): string | null
  /** Whether a thrown value means that the database cannot be used; `message` says so from then on. */
  isStorageError(thrown: unknown): boolean
  clear(): void
}

/**
 * SQLite's result codes that speak of the place where the database lies, not of what was asked of it.
 * Source: https://www.sqlite.org/rescode.html
 */
const sentences: readonly [RegExp, string][] = [
  [
    /^SQLITE_FULL/,
    'The disk is full, so nothing can be saved. Free some space: Sluice then continues automatically.',
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'Another program has locked the database, so nothing can be saved. Close it (a backup, or a database ' +
      'browser): Sluice then continues automatically.',
  ],
  [
    /^SQLITE_(IOERR|CANTOPEN|READONLY)/,
    'The database cannot be written. Check the disk that holds the data folder: Sluice continues ' +
      'automatically once it can be written again.',
  ],
]

export function createStoreHealth(onChange: (message: string | null) => void): StoreHealth {
  let current: string | null = null
  const change = (message: string | null): void => {
    if (message === current) return
    current = message
    onChange(message)
  }
  return {
    message: () => current,
    isStorageError(thrown) {
      const found = storageErrorMessage(thrown)
      if (found !== null) change(found)
      return found !== null
    },
    clear: () => change(null),
  }
}

/**
 * The sentence for an error of the database, also where it is the cause of another; null for what is none.
 */
export function storageErrorMessage(thrown: unknown): string | null {
  const code = (thrown as { code?: unknown } | null)?.code
  const sentence = typeof code === 'string' ? sentences.find(([pattern]) => pattern.test(code)) : undefined
  if (sentence !== undefined) return `${sentence[1]} (${errorMessage(thrown)})`
  return thrown instanceof Error && thrown.cause !== undefined ? storageErrorMessage(thrown.cause) : null
}
