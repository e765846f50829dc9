import { z } from 'zod'
import { importLimits } from '../../../shared/import-limits.ts'
import { runTextOf } from '../reports/run-text-of.ts'
import { lineAt, refused } from './import-fault.ts'
import { controls, scanJson } from '../reports/json-scan.ts'

/**
 * A file to import: its text, or of a report that of the run which it carries, and what that is as JSON;
 * `json` is undefined where it is another text.
 */
export interface ImportFile {
  name: string
  text: string
  json: unknown
}

/**
 * A file's text, checked for what no format has.
 * @throws AppError `invalid-input` for one that is empty, too large, not text, or JSON that is damaged
 */
export function openFile(name: string, raw: string): ImportFile {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw
  if (text.length > importLimits.characters)
    throw refused(name, `it is larger than the ${importLimits.characters / 1024 / 1024} MB that are read`)
  if (text.trim() === '') throw refused(name, 'it is empty')
  const strange = controls.exec(text)?.index ?? text.indexOf('\uFFFD')
  if (strange >= 0)
    throw refused(name, 'it has a control character, or is not UTF-8', { line: lineAt(text, strange) })
  const own = runTextOf(text) ?? text
  return { name, text: own, json: /^\s*[[{]/.test(own) ? jsonOf(name, own) : undefined }
}

function jsonOf(name: string, text: string): unknown {
  const fault = scanJson(text)
  if (fault === null) return JSON.parse(text)
  const { offset, field, what } = fault
  throw refused(name, what, { line: lineAt(text, offset), field })
}

/**
 * The JSON of a file by a schema, with the place of its first fault.
 * @throws AppError `invalid-input`
 */
export function parsedBy<S extends z.ZodType>(schema: S, { name, text, json }: ImportFile): z.output<S> {
  const found = schema.safeParse(json)
  if (found.success) return found.data
  const [first] = found.error.issues
  const path = first?.path ?? []
  const what = (first?.message ?? 'it is not as expected').replace(/\.$/, '')
  throw refused(name, what.charAt(0).toLowerCase() + what.slice(1), {
    field: path.join('.'),
    line: lineOfField(text, path),
  })
}

/** The line of the value at a path; of what holds it where it is missing. */
export function lineOfField(text: string, wanted: readonly PropertyKey[]): number | undefined {
  let best = { length: -1, offset: 0 }
  scanJson(text, (path, offset) => {
    const isOnTheWay = path.length <= wanted.length && path.every((key, place) => key === wanted[place])
    if (isOnTheWay && path.length > best.length) best = { length: path.length, offset }
  })
  return best.length < 0 ? undefined : lineAt(text, best.offset)
}

/** A count, a size or a time of a tool's JSON: no measurement is negative, or beyond 10^15. */
export const amount = z.number().nonnegative().max(1e15)
export const counted = z.int().nonnegative().max(1e15)
