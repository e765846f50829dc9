import type { StorageProblem } from '../../../shared/storage-problem.ts'

/**
 * SQLite's result codes that speak of the file and its place, not of what was asked of it.
 * Source: https://www.sqlite.org/rescode.html
 */
const sqliteCodes: readonly [RegExp, StorageProblem][] = [
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'locked'],
  [/^SQLITE_(READONLY|PERM)/, 'read-only'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
  [/^SQLITE_(IOERR|CANTOPEN|NOLFS)/, 'disk'],
]

/** Codes of the file system, for what is done to the file without SQLite. */
const systemCodes: readonly [RegExp, StorageProblem][] = [
  [/^(ENOSPC|EDQUOT)$/, 'full'],
  [/^(EACCES|EPERM|EROFS)$/, 'read-only'],
  [/^(EIO|EFBIG|EISDIR|EMFILE|ENFILE|ENOENT|ENOTDIR)$/, 'disk'],
]

/** The problem that SQLite reports, also where it is the cause of another error; null for other errors. */
export function storageProblemOf(thrown: unknown): StorageProblem | null {
  return problemIn(thrown, sqliteCodes)
}

/** The same, for code that also touches the file itself. */
export function fileProblemOf(thrown: unknown): StorageProblem | null {
  return problemIn(thrown, [...sqliteCodes, ...systemCodes])
}

function problemIn(thrown: unknown, codes: readonly [RegExp, StorageProblem][]): StorageProblem | null {
  const code = (thrown as { code?: unknown } | null)?.code
  const found = typeof code === 'string' ? codes.find(([pattern]) => pattern.test(code)) : undefined
  if (found !== undefined) return found[1]
  return thrown instanceof Error && thrown.cause !== undefined ? problemIn(thrown.cause, codes) : null
}
