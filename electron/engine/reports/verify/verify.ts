import { AppError } from '../../../../shared/errors.ts'
import type { Experiment } from '../../../../shared/experiment.ts'
import type { Run } from '../../../../shared/run.ts'
import type { RecordedRun } from '../export-format.ts'
import { hashOfText, type WrittenRun } from '../hashes.ts'
import { scanJson } from '../json-scan.ts'
import { readRunJson, recordedOf, type FiledRun } from '../read-run-json.ts'
import { pageOf, runTextOf } from '../run-text-of.ts'
import { nothingCompared, together, type Compared } from './compared.ts'
import { costFigures } from './cost-figures.ts'
import { fileFigures } from './file-figures.ts'
import { pageFigures } from './page-figures.ts'
import { runFigures } from './run-figures.ts'
import { trialFigures } from './trial-figures.ts'

/** What a file came to when every figure was computed again from its trials. */
export interface Verified extends Compared, Pick<FiledRun, 'schemaVersion' | 'writtenBy'> {
  kind: 'report' | 'JSON'
  run: Run
  trials: number
}

/**
 * Computes every verdict, cost and count that a run's JSON or report states again from its trials, and its
 * hashes over what is written. What a file of another version states and this one cannot compute again is
 * listed as not checked.
 * @param experiments those that this version knows, for files before version 3, which do not hold theirs
 * @throws AppError `invalid-input` where the file is no run
 */
export function verifyFile(text: string, name: string, experiments: readonly Experiment[]): Verified {
  const carried = runTextOf(text)
  const filed = readRunJson(text, name)
  requireOneReading(carried ?? text, name)
  const written = JSON.parse(carried ?? text) as WrittenRun
  const recorded = withExperiment(filed, experiments)
  const page = carried === null ? null : pageOf(text)
  const hash = page === null ? null : hashOfText(page)
  const compared = together([
    fileFigures(written, recorded, hash),
    trialFigures(recorded),
    runFigures(recorded),
    costFigures(recorded),
    page === null ? nothingCompared : ofPage(page, hash, written, recorded, filed),
  ])
  const { schemaVersion, writtenBy, run } = filed
  const kind = carried === null ? 'JSON' : 'report'
  return { ...compared, kind, schemaVersion, writtenBy, run, trials: recorded.trials.length }
}

/** A name that occurs twice in an object would be read in one way, and shown in another. */
function requireOneReading(json: string, name: string): void {
  const fault = scanJson(json)
  if (fault === null) return
  const { field, what } = fault
  throw new AppError('invalid-input', `${name} (${field}): ${what}.`, { field })
}

/** @throws AppError `invalid-input` where a file before version 3 is of an experiment that is not known */
function withExperiment(filed: FiledRun, experiments: readonly Experiment[]): RecordedRun {
  const recorded = recordedOf(filed)
  if (filed.schemaVersion >= 3) return recorded
  const experiment = experiments.find(({ id }) => id === filed.run.experimentId)
  if (experiment) return { ...recorded, experiment }
  throw new AppError(
    'invalid-input',
    `A file of version ${filed.schemaVersion} does not hold its experiment, and this version of Sluice ` +
      `does not know ${filed.run.experimentId}.`,
  )
}

function ofPage(
  page: string,
  hash: string | null,
  { schemaVersion, hashes }: WrittenRun,
  recorded: RecordedRun,
  { writtenBy }: FiledRun,
): Compared {
  const isAsWritten = schemaVersion < 4 ? null : (hashes as { page?: unknown } | undefined)?.page === hash
  return pageFigures({ page, writer: writtenBy, isAsWritten }, recorded)
}
