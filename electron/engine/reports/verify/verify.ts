import { AppError } from '../../../../shared/errors.ts'
import type { Experiment } from '../../../../shared/experiment.ts'
import type { Run } from '../../../../shared/run.ts'
import type { RecordedRun } from '../export-format.ts'
import { reportHtml } from '../html/report-html.ts'
import { readRunJson, recordedOf, type FiledRun } from '../read-run-json.ts'
import { runJson } from '../run-json.ts'
import { runTextOf } from '../run-text-of.ts'
import { costFigures } from './cost-figures.ts'
import { differences, type Compared, type Mismatch } from './differences.ts'
import { runFigures } from './run-figures.ts'
import { trialFigures } from './trial-figures.ts'

/** What a file came to when every figure was computed again from its trials. */
export interface Verified {
  kind: 'report' | 'JSON'
  schemaVersion: FiledRun['schemaVersion']
  run: Run
  trials: number
  /** How many values were compared. */
  values: number
  mismatches: Mismatch[]
}

/** The lines of a report that are named: one change moves none, a rewritten file all of them. */
const mostLines = 5

/**
 * Computes every verdict, cost and count of a run's JSON or report again from its trials, and the hashes, and
 * for a report every line of it.
 * @param experiments those that this version knows, for files before version 3, which do not hold theirs
 * @throws AppError `invalid-input` where the file is no run
 */
export function verifyFile(text: string, name: string, experiments: readonly Experiment[]): Verified {
  const carried = runTextOf(text)
  const filed = readRunJson(text, name)
  const recorded = withExperiment(filed, experiments)
  const written: unknown = JSON.parse(carried ?? text)
  const parts = [
    ofFile(filed, written, recorded),
    trialFigures(recorded),
    runFigures(recorded),
    costFigures(recorded),
    carried === null ? { mismatches: [], values: 0 } : ofReport(text, recorded),
  ]
  return {
    kind: carried === null ? 'JSON' : 'report',
    schemaVersion: filed.schemaVersion,
    run: filed.run,
    trials: recorded.trials.length,
    values: parts.reduce((sum, { values }) => sum + values, 0),
    mismatches: parts.flatMap(({ mismatches }) => mismatches),
  }
}

/** @throws AppError `invalid-input` where a file before version 3 is of an experiment that is not known */
function withExperiment(filed: FiledRun, experiments: readonly Experiment[]): RecordedRun {
  const recorded = recordedOf(filed)
  if (filed.schemaVersion === 3) return recorded
  const experiment = experiments.find(({ id }) => id === filed.run.experimentId)
  if (experiment) return { ...recorded, experiment }
  throw new AppError(
    'invalid-input',
    `A file of version ${filed.schemaVersion} does not hold its experiment, and this version of Sluice ` +
      `does not know ${filed.run.experimentId}.`,
  )
}

/** Older files hold less, and their names are in the time zone of their writer. */
function ofFile({ schemaVersion }: FiledRun, written: unknown, recorded: RecordedRun): Compared {
  // Through text, as the file went: undefined is left out, and -0 is 0.
  const follows: unknown = JSON.parse(JSON.stringify(runJson(recorded)))
  const { mismatches, values } = differences(written, follows, schemaVersion < 3)
  const expected = new Set(schemaVersion < 3 ? ['schemaVersion', 'run.name'] : [])
  return { mismatches: mismatches.filter(({ figure }) => !expected.has(figure)), values }
}

/** Writes the report again and compares line by line. */
function ofReport(text: string, recorded: RecordedRun): Compared {
  const written = text.split('\n')
  const follows = reportHtml(recorded).split('\n')
  const mismatches: Mismatch[] = []
  for (let line = 0; line < Math.max(written.length, follows.length); line += 1) {
    if (written[line] === follows[line]) continue
    mismatches.push({ figure: `line ${line + 1}`, written: written[line], follows: follows[line] })
    if (mismatches.length === mostLines) break
  }
  return { mismatches, values: follows.length }
}
