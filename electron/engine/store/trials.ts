import { z } from 'zod'
import { trialSchema, type Trial } from '../../../shared/run.ts'
import type { PlannedTrial } from '../../../shared/schedule.ts'
import type { Store } from './open.ts'
import { tableOf } from './table.ts'

const columns = { order: 'place' } as const
/** Histograms are large, and most readers do without: they are read one by one. */
const trials = tableOf('trials', trialSchema, columns)
const trialsWithHistogram = tableOf(
  'trials',
  trialSchema.extend({ histogram: z.string().nullable() }),
  columns,
)

export function insertTrials(store: Store, runId: string, planned: readonly PlannedTrial[]): void {
  for (const trial of planned)
    trials.insert(store, { runId, ...trial, status: 'pending', reason: null, result: null })
}

/**
 * Those of the schedule, in the order in which they are run. The histograms stay in the database: see
 * `readHistogram`.
 */
export function listTrials(store: Store, runId: string): Trial[] {
  return trials.select(store, "WHERE run_id = ? AND load <> 'diagnosis' ORDER BY place", runId)
}

/** The diagnoses of a run, which no schedule has. */
export function listDiagnoses(store: Store, runId: string): Trial[] {
  return trials.select(store, "WHERE run_id = ? AND load = 'diagnosis' ORDER BY place", runId)
}

/** Adds a diagnosis; one that is there already stays as it is. */
export function insertDiagnosis(store: Store, diagnosis: Trial): void {
  trials.insertNew(store, diagnosis)
}

/** Adds a trial as it is, with its raw histogram, encoded. */
export function insertTrial(store: Store, trial: Trial & { histogram: string | null }): void {
  trialsWithHistogram.insert(store, trial)
}

/** Writes down what a trial came to; `histogram` is the raw one, encoded. */
export function updateTrial(store: Store, trial: Trial, histogram: string | null): void {
  const { runId, order, ...outcome } = trial
  trialsWithHistogram.update(store, { runId, order }, { ...outcome, histogram })
}

/**
 * The raw latency histogram of a trial, encoded as `shared/histogram-text.ts` does; null when there is
 * none.
 */
export function readHistogram(store: Store, runId: string, order: number): string | null {
  const row = store
    .prepare('SELECT histogram FROM trials WHERE run_id = ? AND place = ?')
    .get(runId, order) as { histogram: string | null } | undefined
  return row?.histogram ?? null
}
