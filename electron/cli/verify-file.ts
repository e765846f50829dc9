import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { count, times } from '../../shared/figures.ts'
import { openCatalog } from '../engine/catalog.ts'
import type { Mismatch, NotChecked } from '../engine/reports/verify/compared.ts'
import { verifyFile, type Verified } from '../engine/reports/verify/verify.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { unreadableFile } from './load-run.ts'
import { show, type OutputOptions } from './output.ts'
import { complain } from './print.ts'

/** How many figures are listed; the rest is counted. */
const mostListed = 20
/** Of a value in a line. */
const mostLetters = 120

/**
 * Prints whether a file says what follows from its trials.
 * @returns `failed` where a figure does not follow, and where the file is no run; `notJudged` where none is
 *   wrong, but one could not be checked
 */
export function verify(file: string, options: OutputOptions): ExitCode {
  const catalog = openCatalog()
  const text = textOf(file)
  let verified: Verified
  try {
    verified = verifyFile(text, basename(file), catalog.experiments)
  } catch (thrown) {
    // The file is there, but is no run: that is the answer, and no wrong usage.
    if (!(thrown instanceof AppError) || thrown.code !== 'invalid-input') throw thrown
    complain(thrown.message)
    return exitCodes.failed
  }
  show(options, {
    json: () => jsonOf(verified),
    page: (painter) =>
      linesOf(basename(file), verified, catalog.hash)
        .flatMap((line) => painter.text(line))
        .join('\n'),
  })
  return exitCodeOf(verified)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    throw unreadableFile(file, thrown)
  }
}

function exitCodeOf({ mismatches, notChecked }: Verified): ExitCode {
  if (mismatches.length > 0) return exitCodes.failed
  return notChecked.length > 0 ? exitCodes.notJudged : exitCodes.done
}

function jsonOf({ run, ...verified }: Verified) {
  return { run: run.id, ...verified, follows: verified.mismatches.length === 0 }
}

function linesOf(name: string, verified: Verified, templatesHash: string): string[] {
  const { run, mismatches, notChecked } = verified
  return [
    headline(name, verified),
    ...listed(mismatches, mismatchLine),
    writerLine(verified),
    ...(notChecked.length === 0 ? [] : [`Not checked: ${times(notChecked.length, 'item')}.`]),
    ...listed(notChecked, notCheckedLine),
    ...(mismatches.length > 0 || run.conditions === null ? [] : [templatesLine(run, templatesHash)]),
  ]
}

function headline(name: string, { kind, run, trials, values, mismatches, notChecked }: Verified): string {
  const from = `${times(trials, 'trial')} of run ${run.id}`
  if (mismatches.length > 0)
    return (
      `${name}: ${times(mismatches.length, 'figure')} of ${count(values)} ` +
      `${mismatches.length === 1 ? 'does' : 'do'} not follow from the ${from}.`
    )
  const which = notChecked.length === 0 ? 'values' : 'values that can be checked'
  return `${name}: all ${count(values)} ${which} of this ${kind} follow from the ${from}.`
}

function listed<T>(all: readonly T[], lineOf: (one: T) => string): string[] {
  const rest = all.length - mostListed
  return [...all.slice(0, mostListed).map(lineOf), ...(rest > 0 ? [`- and ${count(rest)} more`] : [])]
}

function writerLine({ writtenBy, schemaVersion }: Verified): string {
  const version = `version ${schemaVersion} of the file`
  if (schemaVersion < 3) return `Written as ${version}, which has no hashes: a changed setting is not found.`
  if (writtenBy === null) return `Written as ${version}, which does not say by which Sluice.`
  return `Written by ${writtenBy.name} ${writtenBy.version} as ${version}.`
}

function templatesLine({ conditions }: Verified['run'], hash: string): string {
  return conditions?.templatesHash === hash
    ? 'Templates and scripts are those of this version of Sluice.'
    : 'Templates and scripts are not those of this version of Sluice.'
}

function notCheckedLine({ figure, why, written, follows }: NotChecked): string {
  const values = [
    ...(written === undefined ? [] : [`written ${shown(written)}`]),
    ...(follows === undefined ? [] : [`this version writes ${shown(follows)}`]),
  ]
  return `- ${figure}: ${why}${values.length === 0 ? '' : ` (${values.join(', ')})`}`
}

function mismatchLine({ figure, written, follows }: Mismatch): string {
  return `- ${figure}: written ${shown(written)}, but ${shown(follows)} follows`
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text
}
