import type { FormatDescription } from '../../../shared/exported-file.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Receipt } from '../../../shared/receipt.ts'
import type { Run, Trial } from '../../../shared/run.ts'

/** A run with everything that was recorded. */
export interface RecordedRun {
  run: Run
  trials: readonly Trial[]
  /** Undefined where this version does not know it. */
  experiment: Experiment | undefined
  /** What was found when its deployment had been removed; null before. */
  receipt: Receipt | null
}

/** A format that runs are exported in; `formats.ts` lists them all. */
export interface ExportFormat extends FormatDescription {
  /** The text of the file. */
  write(recorded: RecordedRun): string
}
