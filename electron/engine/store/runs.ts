import type { RunCost } from '../../../shared/billable.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Conditions, Run, RunStatus } from '../../../shared/run.ts'
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
  rule: string
  seed: number
  predictions: string
  title: string | null
  notes: string
  tags: string
  conditions: string | null
  failure: string | null
  cost: string | null
  started_at_ms: number
  finished_at_ms: number | null
}

export function insertRun(store: Store, run: Run): void {
  store
    .prepare(
      `INSERT INTO runs (id, deployment_id, experiment_id, account, region, status, scenarios, paths, load, rule, seed, predictions, title, notes, tags, started_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      JSON.stringify(run.rule),
      run.seed,
      JSON.stringify(run.predictions),
      run.title,
      run.notes,
      JSON.stringify(run.tags),
      run.startedAtMs,
    )
}

export function listRuns(store: Store): Run[] {
  return (
    store
      .prepare('SELECT * FROM runs WHERE discarded_at_ms IS NULL ORDER BY started_at_ms DESC, id')
      .all() as RunRow[]
  ).map(fromRow)
}

/** The newest runs, also discarded ones: what watchers compare. */
export function listNewestRuns(store: Store, most: number): Run[] {
  return (
    store.prepare('SELECT * FROM runs ORDER BY started_at_ms DESC, id LIMIT ?').all(most) as RunRow[]
  ).map(fromRow)
}

/** @throws AppError `not-found` */
export function getRun(store: Store, id: string): Run {
  const row = store.prepare('SELECT * FROM runs WHERE id = ?').get(id) as RunRow | undefined
  if (!row) throw new AppError('not-found', `There is no run ${id}. \`sluice runs\` lists them.`)
  return fromRow(row)
}

/** Every run of a deployment, also discarded ones: each has cost something. */
export function listRunsOf(store: Store, deploymentId: string): Run[] {
  return (
    store
      .prepare('SELECT * FROM runs WHERE deployment_id = ? ORDER BY started_at_ms')
      .all(deploymentId) as RunRow[]
  ).map(fromRow)
}

/** The run that is going on a deployment, if any. */
export function findGoingRun(store: Store, deploymentId: string): Run | undefined {
  const row = store
    .prepare("SELECT * FROM runs WHERE deployment_id = ? AND status = 'running'")
    .get(deploymentId) as RunRow | undefined
  return row && fromRow(row)
}

export function recordConditions(store: Store, id: string, conditions: Conditions): void {
  store.prepare('UPDATE runs SET conditions = ? WHERE id = ?').run(JSON.stringify(conditions), id)
}

export function recordRunCost(store: Store, id: string, cost: RunCost): void {
  store.prepare('UPDATE runs SET cost = ? WHERE id = ?').run(JSON.stringify(cost), id)
}

/** Ends a run that is going; one that has ended stays as it is. */
export function finishRun(
  store: Store,
  id: string,
  status: RunStatus,
  failure: string | null,
  nowMs: number,
): void {
  store
    .prepare(
      "UPDATE runs SET status = ?, failure = ?, finished_at_ms = ? WHERE id = ? AND status = 'running'",
    )
    .run(status, failure, nowMs, id)
}

/** Changes what a person says about a run; what is left out stays. */
export function annotateRun(
  store: Store,
  id: string,
  notes: { title?: string | null | undefined; notes?: string | undefined; tags?: string[] | undefined },
): void {
  const run = getRun(store, id)
  const title = notes.title === undefined ? run.title : notes.title
  const { notes: text = run.notes, tags = run.tags } = notes
  store
    .prepare('UPDATE runs SET title = ?, notes = ?, tags = ? WHERE id = ?')
    .run(title, text, JSON.stringify(tags), id)
}

/** Takes a run out of the list, or with null puts it back; nothing of it is deleted. */
export function discardRun(store: Store, id: string, atMs: number | null): void {
  store.prepare('UPDATE runs SET discarded_at_ms = ? WHERE id = ?').run(atMs, id)
}

/** Trusts what it reads: only this module writes it, and a list of thousands must not hold up the loop. */
function fromRow(row: RunRow): Run {
  return {
    id: row.id,
    deploymentId: row.deployment_id,
    experimentId: row.experiment_id,
    account: JSON.parse(row.account) as Run['account'],
    region: row.region,
    status: row.status as RunStatus,
    scenarios: JSON.parse(row.scenarios) as Run['scenarios'],
    paths: JSON.parse(row.paths) as string[],
    load: JSON.parse(row.load) as Run['load'],
    rule: JSON.parse(row.rule) as Run['rule'],
    seed: row.seed,
    predictions: JSON.parse(row.predictions) as Run['predictions'],
    title: row.title,
    notes: row.notes,
    tags: JSON.parse(row.tags) as string[],
    conditions: row.conditions === null ? null : (JSON.parse(row.conditions) as Conditions),
    failure: row.failure,
    cost: row.cost === null ? null : (JSON.parse(row.cost) as Run['cost']),
    startedAtMs: row.started_at_ms,
    finishedAtMs: row.finished_at_ms,
  }
}
