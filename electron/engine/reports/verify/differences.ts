import type { Compared, Mismatch } from './compared.ts'

/** Computed figures may differ in their last digits from one machine to another. */
const tolerance = 1e-9

interface Comparison {
  mismatches: Mismatch[]
  values: number
  mayBeMissing: (figure: string) => boolean
}

/**
 * Compares what a file has written with what follows from it, value by value.
 * @param mayBeMissing whether a figure that follows may be left out: older files hold less
 */
export function differences(
  written: unknown,
  follows: unknown,
  mayBeMissing: (figure: string) => boolean = () => false,
): Compared {
  const comparison: Comparison = { mismatches: [], values: 0, mayBeMissing }
  compare(comparison, '', written, follows)
  const { mismatches, values } = comparison
  return { mismatches, notChecked: [], values }
}

function compare(compared: Comparison, figure: string, written: unknown, follows: unknown): void {
  if (isObject(written) && isObject(follows)) {
    const keys = new Set([...Object.keys(written), ...Object.keys(follows)])
    for (const key of keys) {
      const place = figure === '' ? key : `${figure}.${key}`
      if (!Object.hasOwn(written, key) && compared.mayBeMissing(place)) continue
      compare(compared, place, own(written, key), own(follows, key))
    }
    return
  }
  if (Array.isArray(written) && Array.isArray(follows)) {
    for (let index = 0; index < Math.max(written.length, follows.length); index += 1)
      compare(
        compared,
        `${figure}[${nameOf(follows[index] ?? written[index], index)}]`,
        written[index],
        follows[index],
      )
    return
  }
  compared.values += 1
  if (!isSame(written, follows)) compared.mismatches.push({ figure, written, follows })
}

/** Whether two values agree; numbers to nine digits. */
function isSame(written: unknown, follows: unknown): boolean {
  if (written === follows) return true
  if (typeof written !== 'number' || typeof follows !== 'number') return false
  return Math.abs(written - follows) <= tolerance * Math.max(Math.abs(written), Math.abs(follows))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

/** What tells an element from its neighbours, where it says so. A trial is named by its place. */
function nameOf(element: unknown, index: number): string {
  if (!isObject(element) || 'order' in element) return String(index)
  const { scenarioId, id, path } = element
  return [scenarioId, id, path].find((name) => typeof name === 'string') ?? String(index)
}
