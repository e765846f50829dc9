import { AppError } from '../../../../shared/errors.ts'

/** A line of the runner's journal. `code`: exit code of the tool, or HTTP status of a warm-up request. */
export type JournalEntry =
  | { kind: 'leadin' | 'measuring' | 'diagnosing'; index: number; atMs: number }
  | { kind: 'finished' | 'diagnosed'; index: number; atMs: number; code: number }
  | { kind: 'warmed'; index: number; atMs: number; code: number }
  | { kind: 'stopped' }
  | { kind: 'done' }
  /** The budget had no room for the next trial. */
  | { kind: 'capped' }

type Kind = JournalEntry['kind']

/** What follows each kind of entry: nothing, index and time, or those with a code. */
const shapes: Record<Kind, 'bare' | 'begun' | 'ended'> = {
  stopped: 'bare',
  done: 'bare',
  capped: 'bare',
  leadin: 'begun',
  measuring: 'begun',
  diagnosing: 'begun',
  finished: 'ended',
  diagnosed: 'ended',
  warmed: 'ended',
}

/** @param words of one line. Throws AppError `load-failed` for a line that the runner does not write. */
export function journalEntry(words: readonly string[]): JournalEntry {
  const [kind = '', ...rest] = words
  if (!Object.hasOwn(shapes, kind)) throw unknownLine(words)
  const numbers = { bare: 0, begun: 2, ended: 3 }[shapes[kind as Kind]]
  const [index, atMs, code] = rest.slice(0, numbers).map(Number)
  const wrong = rest.slice(0, numbers).some((word) => !/^\d+$/.test(word)) || rest.length < numbers
  if (wrong) throw unknownLine(words)
  return { kind, ...(numbers > 0 && { index, atMs }), ...(numbers > 2 && { code }) } as JournalEntry
}

function unknownLine(words: readonly string[]): AppError {
  return new AppError('load-failed', `The journal of the load generator holds "${words.join(' ')}".`)
}
