import { AppError } from '../../../../shared/errors.ts'

/** How every script begins: it writes under one directory only, `SLUICE_ROOT`, else /var/lib/sluice. */
export const scriptStart = 'set -eu\nroot=${SLUICE_ROOT:-/var/lib/sluice}\n'

/** `scriptStart`, with `dir` set to the run's folder. Throws AppError `internal` for an unfit id. */
export function scriptForRun(runId: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(runId))
    throw new AppError('internal', `A run cannot be called ${JSON.stringify(runId)}.`)
  return `${scriptStart}dir="$root"/runs/${quoted(runId)}\n`
}

/** Text as one word of the shell, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * An address as one field of the schedule. Throws AppError `invalid-input` on one that the shell or the
 * schedule would split.
 */
export function urlText(url: string): string {
  if (/^https?:\/\/[^\s'"\\]+$/.test(url)) return url
  throw new AppError('invalid-input', `${JSON.stringify(url)} is not an address that can be loaded.`)
}

/**
 * A pinned public key as one word that the shell takes as it is; empty for none. Throws AppError `internal`
 * on anything else.
 */
export function pinText(pin: string | null): string {
  if (pin === null) return ''
  if (/^sha256\/\/[A-Za-z0-9+/]{43}=$/.test(pin)) return pin
  throw new AppError('internal', `${JSON.stringify(pin)} is not a pinned public key.`)
}

/** A whole number as text. */
export function wholeNumber(number: number): string {
  if (Number.isSafeInteger(number)) return String(number)
  throw new AppError('internal', `A script needs a whole number, not ${number}.`)
}

/** The lines of an answer without its last one, `end`, which shows that nothing was cut off. */
export function completeLines(stdout: string): string[] {
  const lines = stdout.trimEnd().split('\n')
  if (lines.at(-1) !== 'end')
    throw new AppError('load-failed', 'The answer of the load generator was cut off.')
  return lines.slice(0, -1)
}
