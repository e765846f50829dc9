import { AppError } from '../../shared/errors.ts'
import { runSchema, type Conditions, type Run, type RunStatus } from '../../shared/run.ts'
import type { Store } from './open.ts'

interface RunRow {
  id: string
  deployment_id: string
  experiment_id: string
  account: string
  region: string
  status: string
  scenarios: string
  paths: string
  load: string
  seed: number
  conditions: string | null
  failure: string | null
  started_at_ms: number
  finished_at_ms: number | null
}

export function insertRun(store: Store, run: Run): void {
  store
    .prepare(
      `INSERT INTO runs (id, deployment_id, experiment_id, account, region, status, scenarios, paths, load, seed, started_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      run.id,
      run.deploymentId,
      run.experimentId,
      JSON.stringify(run.account),
      run.region,
      run.status,
      JSON.stringify(run.scenarios),
      JSON.stringify(run.paths),
      JSON.stringify(run.load),
      run.seed,
      run.startedAtMs,
    )
}

export function listRuns(store: Store): Run[] {
  return (store.prepare('SELECT * FROM runs ORDER BY started_at_ms DESC, id').all() as RunRow[]).map(fromRow)
}

/** @throws AppError `not-found` */
export function getRun(store: Store, id: string): Run {
  const row = store.prepare('SELECT * FROM runs WHERE id = ?').get(id) as RunRow | undefined
  if (!row) throw new AppError('not-found', `There is no run ${id}. \`sluice runs\` lists them.`)
  return fromRow(row)
}

/** The run that is going on a deployment, if any. */
export function findGoingRun(store: Store, deploymentId: string): Run | undefined {
  const row = store.prepare("SELECT * FROM runs WHERE deployment_id = ? AND status = 'running'").get(deploymentId) as RunRow | undefined
  return row && fromRow(row)
}

export function recordConditions(store: Store, id: string, conditions: Conditions): void {
  store.prepare('UPDATE runs SET conditions = ? WHERE id = ?').run(JSON.stringify(conditions), id)
}

/** Ends a run that is going; one that has ended stays as it is. */
export function finishRun(store: Store, id: string, status: RunStatus, failure: string | null, nowMs: number): void {
  store
    .prepare("UPDATE runs SET status = ?, failure = ?, finished_at_ms = ? WHERE id = ? AND status = 'running'")
    .run(status, failure, nowMs, id)
}

function fromRow(row: RunRow): Run {
  return runSchema.parse({
    id: row.id,
    deploymentId: row.deployment_id,
    experimentId: row.experiment_id,
    account: JSON.parse(row.account),
    region: row.region,
    status: row.status,
    scenarios: JSON.parse(row.scenarios),
    paths: JSON.parse(row.paths),
    load: JSON.parse(row.load),
    seed: row.seed,
    conditions: row.conditions === null ? null : JSON.parse(row.conditions),
    failure: row.failure,
    startedAtMs: row.started_at_ms,
    finishedAtMs: row.finished_at_ms,
  })
}
