import { createHash } from 'node:crypto'

/** A run's JSON as a file holds it, before anything is read from it. */
export interface WrittenRun {
  schemaVersion: number
  trials: readonly Record<string, unknown>[]
  [name: string]: unknown
}

/** SHA-256 hashes over what the figures of a file are computed from; null for a trial without a histogram. */
interface RunHashes {
  run: string
  trials: string[]
  histograms: (string | null)[]
}

/**
 * The hashes of a run's JSON over exactly what it holds, so that they stay the same whatever a later version
 * fills in when it reads the file. What follows from the rest is not among it. Version 3 left out its number.
 */
export function hashesOf(written: WrittenRun): RunHashes {
  const { schemaVersion, trials, assessment: _a, decision: _d, hashes: _h, ...rest } = written
  return {
    run: hashOf(schemaVersion < 4 ? rest : { schemaVersion, ...rest }),
    trials: trials.map(({ histogram: _histogram, ...trial }) => hashOf(trial)),
    histograms: trials.map(({ histogram }) => (typeof histogram === 'string' ? hashOfText(histogram) : null)),
  }
}

/** SHA-256 of a JSON value, in hexadecimal digits, whatever the order of its keys. */
function hashOf(value: unknown): string {
  return hashOfText(JSON.stringify(sorted(value)))
}

/** SHA-256 of a text, in hexadecimal digits. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
