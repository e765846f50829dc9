import { errorMessage } from '../../shared/errors.ts'

/** What keeps the engine from working at this moment, and what it does about it. */
export interface StoreHealth {
  /** A sentence for the person; null when all is well. */
  message(): string | null
  /**
   * Whether a thrown value means that the database cannot be used for now; it is remembered as the trouble
   * then.
   */
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
    'The disk is full, so nothing can be written down. Make room: Sluice goes on by itself as soon as there is some.',
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'Another program holds the database, so nothing can be written down. End it (a backup, or a database browser): Sluice goes on by itself then.',
  ],
  [
    /^SQLITE_(IOERR|CANTOPEN|READONLY)/,
    'The database cannot be written. Look after the disk that holds the data folder: Sluice goes on by itself once it can.',
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
