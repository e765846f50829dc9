import { AppError } from '../../../shared/errors.ts'

/** How every script begins: it writes under one directory only, `SLUICE_ROOT`, else /var/lib/sluice. */
export const scriptStart = 'set -eu\nroot=${SLUICE_ROOT:-/var/lib/sluice}\n'

/** Text as one word of the shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** A run's id, which becomes the name of a directory. */
export function idOf(runId: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(runId)) return runId
  throw new AppError('internal', `A run cannot be called ${JSON.stringify(runId)}.`)
}

/**
 * An address for wrk and curl. Throws AppError `invalid-input` on one that would not be a word of its own.
 */
export function urlOf(url: string): string {
  if (/^https?:\/\/[^\s'"\\]+$/.test(url)) return url
  throw new AppError('invalid-input', `${JSON.stringify(url)} is not an address that can be loaded.`)
}

/** A whole number as text. */
export function whole(number: number): string {
  if (Number.isSafeInteger(number)) return String(number)
  throw new AppError('internal', `A script needs a whole number, not ${number}.`)
}
