import { trialSchema, type Trial } from '../../../shared/run.ts'
import type { PlannedTrial } from '../../../shared/schedule.ts'
import type { Store } from './open.ts'

interface TrialRow {
  run_id: string
  place: number
  round: number
  scenario_id: string
  slot: number
  path: string
  load: string
  status: string
  reason: string | null
  result: string | null
}

export function insertTrials(store: Store, runId: string, planned: readonly PlannedTrial[]): void {
  const insert = store.prepare(
    "INSERT INTO trials (run_id, place, round, scenario_id, slot, path, load, status) VALUES (?, ?, ?, ?, ?, ?, ?, 'pending')",
  )
  store.transaction(() => {
    for (const trial of planned)
      insert.run(runId, trial.order, trial.round, trial.scenarioId, trial.slot, trial.path, trial.load)
  })()
}

/** In the order in which they are run. The histograms stay in the database: see `readHistogram`. */
export function listTrials(store: Store, runId: string): Trial[] {
  const columns = 'run_id, place, round, scenario_id, slot, path, load, status, reason, result'
  return (
    store.prepare(`SELECT ${columns} FROM trials WHERE run_id = ? ORDER BY place`).all(runId) as TrialRow[]
  ).map((row) =>
    trialSchema.parse({
      runId: row.run_id,
      order: row.place,
      round: row.round,
      scenarioId: row.scenario_id,
      slot: row.slot,
      path: row.path,
      load: row.load,
      status: row.status,
      reason: row.reason,
      result: row.result === null ? null : JSON.parse(row.result),
    }),
  )
}

/** Writes what a trial came to; `histogram` is the raw one, encoded. */
export function recordTrial(store: Store, trial: Trial, histogram: string | null): void {
  store
    .prepare(
      'UPDATE trials SET status = ?, reason = ?, result = ?, histogram = ? WHERE run_id = ? AND place = ?',
    )
    .run(
      trial.status,
      trial.reason,
      trial.result && JSON.stringify(trial.result),
      histogram,
      trial.runId,
      trial.order,
    )
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
