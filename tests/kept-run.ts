import { databaseFile } from '../electron/platform/data-dir.ts'
import { openStore, type Store } from '../electron/engine/store/open.ts'
import { createRuns } from '../electron/engine/store/runs.ts'
import type { Run } from '../shared/run.ts'
import { recordedExample } from './unit/engine/reports/recorded-example.ts'

/** Writes a run that was measured before on the practice account into a data folder. */
export function keepRun(dataDir: string, run: Partial<Run> = {}): void {
  const store = openStore(databaseFile(dataDir))
  try {
    keepRunIn(store, run)
  } finally {
    store.close()
  }
}

/** The same in a store that is open. */
export function keepRunIn(store: Store, changes: Partial<Run> = {}): void {
  const { run, trials, histogramOf } = recordedExample({ run: { account: { kind: 'practice' }, ...changes } })
  const runs = createRuns(store, () => {})
  const planned = trials.map(({ order, round, scenarioId, slot, path, load }) => ({
    order,
    round,
    scenarioId,
    slot,
    path,
    load,
  }))
  runs.add({ ...run, status: 'running', endedBy: null, finishedAtMs: null }, planned)
  for (const trial of trials)
    if (trial.result !== null) runs.recordTrial({ ...trial, runId: run.id }, histogramOf(trial.order))
  runs.finish(run.id, 'succeeded', null, run.finishedAtMs ?? 0, run.endedBy)
}
