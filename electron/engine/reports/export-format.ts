import type { FormatDescription } from '../../../shared/exported-file.ts'
import type { Receipt } from '../../../shared/receipt.ts'
import type { Run, Trial } from '../../../shared/run.ts'

/** A run with everything that was recorded. */
export interface RecordedRun {
  run: Run
  trials: readonly Trial[]
  /** What was found when its deployment had been removed; null before. */
  receipt: Receipt | null
}

/** A format that runs are exported in; `formats.ts` lists them all. */
export interface ExportFormat extends FormatDescription {
  /** The text of the file. */
  write(recorded: RecordedRun): string
}
