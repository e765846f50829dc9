import { AppError } from '../../../shared/errors.ts'

/** Where in a file something is wrong: the line (from 1), the field of a JSON, or both. */
export interface Place {
  line?: number | undefined
  field?: string | undefined
}

/**
 * The error that refuses a file.
 * @param name of the file, as it was given
 * @param what is wrong, as a clause that begins with a small letter and has no full stop
 */
export function refused(name: string, what: string, { line, field }: Place = {}): AppError {
  const lineText = line === undefined ? '' : `, line ${line}`
  const fieldText = field === undefined || field === '' ? '' : ` (${shortened(field)})`
  return new AppError('invalid-input', `${shortened(name)}${lineText}${fieldText}: ${what}.`, {
    file: name,
    ...(line === undefined ? {} : { line }),
    ...(field === undefined ? {} : { field }),
  })
}

const mostShown = 80

function shortened(text: string): string {
  return text.length <= mostShown ? text : `${text.slice(0, mostShown - 1)}…`
}

/** The line of an offset in a text, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
