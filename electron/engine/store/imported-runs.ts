import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { experimentSchema } from '../../../shared/experiment.ts'
import { priceTableSchema } from '../../../shared/price-table-schema.ts'
import { receiptSchema } from '../../../shared/receipt.ts'
import { requirementsSchema } from '../../../shared/requirements.ts'
import { runSchema, type Run, type Trial } from '../../../shared/run.ts'
import { filedScenarioSchema } from '../../../shared/scenario.ts'
import type { Store } from './open.ts'
import { tableOf } from './table.ts'
import { insertTrial } from './trials.ts'

const runs = tableOf('runs', runSchema)

/** A run from files, with the raw latency histogram of each trial where the file has it, encoded. */
export interface ImportedRun {
  run: Run
  trials: readonly { trial: Trial; histogram: string | null }[]
  /** What else a file of ours holds; null for files of other tools. */
  filed: Filed | null
}

const filedSchema = z.object({
  schemaVersion: z.int(),
  receipt: receiptSchema.nullable(),
  experiment: experimentSchema.nullable(),
  scenarios: z.array(filedScenarioSchema),
  stated: z.object({ requirements: requirementsSchema, prices: priceTableSchema }).nullable(),
})

/** What a file says of a run that this data folder cannot know: kept to be exported again. */
export type Filed = z.infer<typeof filedSchema>

/** What the file of an imported run said; null for every other run. */
export function readFiled(store: Store, runId: string): Filed | null {
  const row = store.prepare('SELECT filed FROM runs WHERE id = ?').get(runId) as
    | { filed: string | null }
    | undefined
  return row?.filed == null ? null : filedSchema.parse(JSON.parse(row.filed))
}

/**
 * Adds runs from files, all or none of them. One that was imported before and then deleted is put back.
 * @returns the ids that they have
 * @throws AppError `conflict` where one is here already
 */
export function insertImported(store: Store, imported: readonly ImportedRun[]): string[] {
  return store.transaction(() => imported.map((one) => insertOne(store, one))).immediate()
}

function insertOne(store: Store, { run, trials, filed }: ImportedRun): string {
  const before = store
    .prepare(
      `SELECT id, discarded_at_ms AS discardedAtMs, imported ->> '$.sha256' AS sha256 FROM runs
       WHERE id = ? OR imported ->> '$.sha256' = ?`,
    )
    .get(run.id, run.imported?.sha256 ?? '') as
    | { id: string; discardedAtMs: number | null; sha256: string | null }
    | undefined
  if (before === undefined) {
    runs.insert(store, run)
    if (filed !== null)
      store.prepare('UPDATE runs SET filed = ? WHERE id = ?').run(JSON.stringify(filed), run.id)
    for (const { trial, histogram } of trials) insertTrial(store, { ...trial, runId: run.id, histogram })
    return run.id
  }
  if (before.discardedAtMs === null || before.sha256 !== run.imported?.sha256) throw hereAlready(run, before)
  store.prepare('UPDATE runs SET discarded_at_ms = NULL WHERE id = ?').run(before.id)
  return before.id
}

function hereAlready(run: Run, before: { id: string; sha256: string | null }): AppError {
  const names = run.imported?.fileNames ?? []
  const what = names.length === 1 ? (names[0] ?? '') : `${names.length} files, ${names[0] ?? ''} the first,`
  const same = before.sha256 === run.imported?.sha256
  return new AppError(
    'conflict',
    same
      ? `${what} was imported before, as run ${before.id}.`
      : `${what} holds run ${before.id}, which is here already. Nothing was changed.`,
    { resource: 'run', id: before.id },
  )
}
