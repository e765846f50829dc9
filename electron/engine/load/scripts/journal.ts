import { AppError } from '../../../../shared/errors.ts'

/** A line of the runner's journal. `code`: exit code of the tool, or HTTP status of a warm-up request. */
export type JournalEntry =
  | { kind: 'leadin' | 'measuring'; index: number; atMs: number }
  | { kind: 'finished'; index: number; atMs: number; code: number }
  | { kind: 'warmed'; index: number; atMs: number; code: number }
  | { kind: 'stopped' }
  | { kind: 'done' }

/** @param words of one line. Throws AppError `load-failed` for a line that the runner does not write. */
export function journalEntry(words: readonly string[]): JournalEntry {
  const [kind = '', index = '', atMs = '', code = ''] = words
  const number = (word: string): number => {
    if (/^\d+$/.test(word)) return Number(word)
    throw unknownLine(words)
  }
  switch (kind) {
    case 'stopped':
    case 'done':
      return { kind }
    case 'leadin':
    case 'measuring':
      return { kind, index: number(index), atMs: number(atMs) }
    case 'finished':
    case 'warmed':
      return { kind, index: number(index), atMs: number(atMs), code: number(code) }
    default:
      throw unknownLine(words)
  }
}

function unknownLine(words: readonly string[]): AppError {
  return new AppError('load-failed', `The journal of the load generator holds "${words.join(' ')}".`)
}
