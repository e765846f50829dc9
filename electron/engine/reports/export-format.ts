import type { Experiment } from '../../../shared/experiment.ts'
import type { PriceTable } from '../../../shared/price-table.ts'
import type { Receipt } from '../../../shared/receipt.ts'
import type { Requirements } from '../../../shared/requirements.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'

/** What a person requires, and the prices that its costs follow from. */
export interface Stated {
  requirements: Requirements
  prices: PriceTable
}

/** A run with everything that was recorded. */
export interface RecordedRun {
  run: Run
  /** Those of the schedule, then the diagnoses. */
  trials: readonly Trial[]
  /** Undefined where this version does not know it. */
  experiment: Experiment | undefined
  /** What is known of its scenarios, in the order of the run. */
  scenarios: readonly Scenario[]
  /** The raw histogram of a trial, encoded as `shared/histogram-text.ts` does; null without one. */
  histogramOf: (order: number) => string | null
  /** What was found when its deployment had been removed; null before. */
  receipt: Receipt | null
  /** Null where nobody has said what they require. */
  stated: Stated | null
}

/**
 * Writes a run as the text of a file.
 * @param chart id of the chart, for a format that holds one; its first chart if left out
 * @throws AppError `invalid-input` for a chart that the run does not have, naming those that it has
 */
export type WriteRun = (recorded: RecordedRun, chart?: string) => string
