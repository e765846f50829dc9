import { refused } from './import-fault.ts'
import type { ImportFile } from './import-file.ts'

/** A line that a pattern has matched, with its number from 1. */
export interface FoundLine {
  line: number
  groups: readonly string[]
}

/** A longer line is of no tool's text. */
const longestLine = 10_000

/** The lines of a text. @throws AppError `invalid-input` for one that is too long */
export function linesOf({ name, text }: ImportFile): string[] {
  const lines = text.split(/\r?\n/)
  const long = lines.findIndex(({ length }) => length > longestLine)
  if (long >= 0) throw refused(name, `it is longer than ${longestLine} characters`, { line: long + 1 })
  return lines
}

/** The first line that a pattern matches. */
export function findLine(lines: readonly string[], pattern: RegExp): FoundLine | undefined {
  for (const [place, text] of lines.entries()) {
    const match = pattern.exec(text)
    if (match !== null) return { line: place + 1, groups: match.slice(1) }
  }
  return undefined
}

/** Every line that a pattern matches. */
export function findLines(lines: readonly string[], pattern: RegExp): FoundLine[] {
  return lines.flatMap((text, place) => {
    const match = pattern.exec(text)
    return match === null ? [] : [{ line: place + 1, groups: match.slice(1) }]
  })
}

/**
 * A number of a line, at least 0 and at most 10^15.
 * @throws AppError `invalid-input`
 */
export function numberIn(file: ImportFile, { line, groups }: FoundLine, place = 0): number {
  const text = groups[place] ?? ''
  const value = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && value <= 1e15) return value
  throw refused(file.name, `${JSON.stringify(text.slice(0, 20))} is not an amount`, { line })
}

/** The same of a whole number. */
export function countIn(file: ImportFile, found: FoundLine, place = 0): number {
  const value = numberIn(file, found, place)
  if (Number.isInteger(value)) return value
  throw refused(file.name, `${value} is not a whole number`, { line: found.line })
}
