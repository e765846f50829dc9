import { pageOf, runTextOf, withRun } from '../../../../electron/engine/reports/run-text-of.ts'
import { verifyFile, type Verified } from '../../../../electron/engine/reports/verify/verify.ts'
import { AppError } from '../../../../shared/errors.ts'

type Path = (string | number)[]

/** What a file comes to; null where a change has made it one that cannot be read. */
export function verified(text: string): Verified | null {
  try {
    return verifyFile(text, 'file', [])
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'invalid-input') return null
    throw thrown
  }
}

/** Whether a changed file is found; one that cannot be read any more is found as well. */
export function found(text: string): boolean {
  const result = verified(text)
  return result === null || result.mismatches.length > 0
}

/** Every value of a JSON, by the keys that lead to it. */
export function leaves(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((inner, at) => leaves(inner, [...path, at]))
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

/** Another value of the same type, as somebody would choose it who wants to look better. */
function changed(value: unknown, random: () => number): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) ? value + 1 + Math.floor(random() * 9) : value * 1.01
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') {
    const at = Math.floor(random() * value.length)
    const other = value[at] === 'b' ? 'c' : 'b'
    return value === '' ? other : value.slice(0, at) + other + value.slice(at + 1)
  }
  return 1
}

/** A JSON with another value at a path. */
export function withChange(text: string, path: Path, random: () => number): string {
  const root = JSON.parse(text) as Record<string, unknown>
  let at: Record<string | number, unknown> = root
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
  const last = path.at(-1) ?? ''
  at[last] = changed(at[last], random)
  return JSON.stringify(root)
}

export function pick<T>(all: readonly T[], random: () => number): T {
  const one = all[Math.floor(random() * all.length)]
  if (one === undefined) throw new Error('There is nothing to pick.')
  return one
}

/** A report with another value at a path of the JSON that it carries. */
export function reportWithChange(report: string, path: Path, random: () => number): string {
  return withRun(pageOf(report), JSON.parse(withChange(runTextOf(report) ?? '', path, random)))
}

/** Where a report shows characters of a kind, in its texts. */
export function shownAt(report: string, kind: RegExp): number[] {
  const shown = report.slice(0, report.indexOf('<script'))
  return [...shown.matchAll(/(?<=>)[^<>]+(?=<)/g)].flatMap(({ index, 0: text }) =>
    Array.from({ length: text.length }, (_, at) => at).flatMap((at) =>
      kind.test(text[at] ?? '') ? [index + at] : [],
    ),
  )
}

/** A text with another character at a place: a 7, or an 8 where one stands there. */
export function withCharacter(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === '7' ? '8' : '7') + text.slice(at + 1)
}
