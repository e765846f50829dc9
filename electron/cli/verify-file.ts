import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { count, times } from '../../shared/figures.ts'
import { openCatalog } from '../engine/catalog.ts'
import type { Mismatch } from '../engine/reports/verify/differences.ts'
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
 * @returns `failed` where a figure does not follow, and where the file is no run
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
  return verified.mismatches.length === 0 ? exitCodes.done : exitCodes.failed
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    throw unreadableFile(file, thrown)
  }
}

function jsonOf({ run, ...verified }: Verified) {
  return { run: run.id, ...verified, follows: verified.mismatches.length === 0 }
}

function linesOf(name: string, verified: Verified, templatesHash: string): string[] {
  const { kind, run, trials, values, mismatches, schemaVersion } = verified
  const from = `${times(trials, 'trial')} of run ${run.id}`
  if (mismatches.length > 0)
    return [
      `${name}: ${times(mismatches.length, 'figure')} of ${count(values)} ` +
        `${mismatches.length === 1 ? 'does' : 'do'} not follow from the ${from}.`,
      ...mismatches.slice(0, mostListed).map(mismatchLine),
      ...(mismatches.length > mostListed ? [`- and ${count(mismatches.length - mostListed)} more`] : []),
    ]
  return [
    `${name}: all ${count(values)} values of this ${kind} follow from the ${from}.`,
    ...(schemaVersion < 3 ? [`Version ${schemaVersion} of the file has no histograms and no hashes.`] : []),
    run.conditions?.templatesHash === templatesHash
      ? 'Templates and scripts are those of this version of Sluice.'
      : 'Templates and scripts are not those of this version of Sluice.',
  ]
}

function mismatchLine({ figure, written, follows }: Mismatch): string {
  return `- ${figure}: written ${shown(written)}, but ${shown(follows)} follows`
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text
}
