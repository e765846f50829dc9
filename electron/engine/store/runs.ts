import { AppError } from '../../../shared/errors.ts'
import { runSchema, type Run, type RunStatus, type RunsWanted, type Trial } from '../../../shared/run.ts'
import type { PlannedTrial } from '../../../shared/schedule.ts'
import type { Announce } from './announce.ts'
import { insertImported, readFiled, type Filed, type ImportedRun } from './imported-runs.ts'
import type { Store } from './open.ts'
import { tableOf, type Patch } from './table.ts'
import {
  insertDiagnosis,
  insertTrials,
  listDiagnoses,
  listTrials,
  readHistogram,
  updateTrial,
} from './trials.ts'
import { joinOthers, takeTurn, type Queued } from './turns.ts'

const runs = tableOf('runs', runSchema)

/** What is learned of a run while it goes, and what a person says about it. */
type RunPatch = Patch<Pick<Run, 'conditions' | 'cost' | 'functionTimes' | 'title' | 'notes' | 'tags'>>

/**
 * The runs of a data folder with their trials. What changes one writes first, then announces it, and
 * answers it as it stands then.
 */
export interface Runs {
  /** Newest first, without the discarded ones. */
  list(wanted?: RunsWanted): Run[]
  /** The newest `most`, also discarded ones. */
  listNewest(most: number): Run[]
  /** Every run of a deployment, also discarded ones: each has cost something. */
  listOf(deploymentId: string): Run[]
  /** @throws AppError `not-found` */
  get(id: string): Run
  /**
   * The newest run before this one that compares with it: measured here, of the same experiment, over, and
   * with a trial that succeeded. Its trials may still give no figure: then ask again, before that one.
   */
  findBefore(run: Run): Run | undefined
  /** The run that is going on a deployment, if any. */
  findGoing(deploymentId: string): Run | undefined
  /** Adds a run with its trials, pending. @throws AppError `conflict` while its deployment has one going */
  add(run: Run, trials: readonly PlannedTrial[]): Run
  /** Adds runs from files, all or none; see `insertImported`. @throws AppError `conflict` */
  addImported(imported: readonly ImportedRun[]): Run[]
  /** What else the file of an imported run said; null for every other run. */
  filed(id: string): Filed | null
  change(id: string, patch: RunPatch): Run
  /** Lets a run on the practice account measure, or says for which run it has to wait; see `takeTurn`. */
  takeTurn(id: string, nowMs: number, isOver: (queued: Queued) => boolean): Queued | undefined
  /** Lets a run in an AWS account measure at once; see `joinOthers`. */
  join(id: string, nowMs: number): Run
  /** Ends a run that is going; one that has ended stays as it is. */
  finish(id: string, status: RunStatus, failure: string | null, nowMs: number, endedBy?: Run['endedBy']): Run
  /** Takes a run out of the list, or with null puts it back; nothing of it is deleted. */
  discard(id: string, atMs: number | null): Run
  /** Those of the schedule, in the order in which they are run. */
  trials(id: string): Trial[]
  /** What counted the status codes of trials with errors; no figure comes from them. */
  diagnoses(id: string): Trial[]
  /** The raw latency histogram of a trial, encoded as `shared/histogram-text.ts` does; null without one. */
  histogram(id: string, order: number): string | null
  recordTrial(trial: Trial, histogram: string | null): void
  /** Adds a diagnosis; one that was recorded before stays as it is. */
  recordDiagnosis(diagnosis: Trial): void
}

export function createRuns(store: Store, announce: Announce): Runs {
  const get = (id: string): Run => {
    const [run] = runs.select(store, 'WHERE id = ?', id)
    if (!run) throw new AppError('not-found', `There is no run ${id}.`, { resource: 'run', id })
    return run
  }
  const announced = (id: string): Run => {
    const run = get(id)
    announce('run.changed', run)
    return run
  }
  return {
    list: (wanted) => listRuns(store, wanted),
    listNewest: (most) => runs.select(store, 'ORDER BY started_at_ms DESC, id LIMIT ?', most),
    listOf: (deploymentId) =>
      runs.select(store, 'WHERE deployment_id = ? ORDER BY started_at_ms', deploymentId),
    get,
    findBefore: (run) => findBefore(store, run),
    findGoing: (deploymentId) => findGoing(store, deploymentId),
    add(run, trials) {
      insertRun(store, run, trials)
      return announced(run.id)
    },
    addImported: (imported) => insertImported(store, imported).map(announced),
    filed: (id) => readFiled(store, id),
    change(id, patch) {
      runs.update(store, { id }, patch)
      return announced(id)
    },
    takeTurn(id, nowMs, isOver) {
      const before = get(id).measuringSinceMs
      const blocker = takeTurn(store, id, nowMs, isOver)
      if (blocker === undefined && before === null) announced(id)
      return blocker
    },
    join(id, nowMs) {
      for (const other of joinOthers(store, get(id), nowMs)) announced(other)
      return announced(id)
    },
    finish(id, status, failure, nowMs, endedBy = null) {
      runs.update(store, { id, status: 'running' }, { status, failure, finishedAtMs: nowMs, endedBy })
      return announced(id)
    },
    discard(id, atMs) {
      store.prepare('UPDATE runs SET discarded_at_ms = ? WHERE id = ?').run(atMs, id)
      return announced(id)
    },
    ...trialsOf(store, announce, announced),
  }
}

function trialsOf(
  store: Store,
  announce: Announce,
  announced: (runId: string) => Run,
): Pick<Runs, 'trials' | 'diagnoses' | 'histogram' | 'recordTrial' | 'recordDiagnosis'> {
  return {
    trials: (id) => listTrials(store, id),
    diagnoses: (id) => listDiagnoses(store, id),
    histogram: (id, order) => readHistogram(store, id, order),
    recordTrial(trial, histogram) {
      updateTrial(store, trial, histogram)
      announce('trial.finished', trial)
    },
    recordDiagnosis(diagnosis) {
      insertDiagnosis(store, diagnosis)
      announced(diagnosis.runId)
    },
  }
}

function listRuns(store: Store, { ids, deploymentId, status, idPrefix, most }: RunsWanted = {}): Run[] {
  const conditions: [string, string][] = []
  if (ids !== undefined) conditions.push(['id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)])
  if (deploymentId !== undefined) conditions.push(['deployment_id = ?', deploymentId])
  if (status !== undefined) conditions.push(['status = ?', status])
  if (idPrefix !== undefined) conditions.push(['instr(id, ?) = 1', idPrefix])
  const where = ['discarded_at_ms IS NULL', ...conditions.map(([condition]) => condition)].join(' AND ')
  // A negative limit is none (sqlite.org, "The LIMIT clause").
  return runs.select(
    store,
    `WHERE ${where} ORDER BY started_at_ms DESC, id LIMIT ?`,
    ...conditions.map(([, value]) => value),
    most ?? -1,
  )
}

function findBefore(store: Store, { id, experimentId, startedAtMs }: Run): Run | undefined {
  const [found] = runs.select(
    store,
    `WHERE started_at_ms <= ? AND (started_at_ms < ? OR id > ?) AND experiment_id = ?
       AND status <> 'running' AND imported IS NULL AND discarded_at_ms IS NULL
       AND EXISTS (SELECT 1 FROM trials WHERE run_id = runs.id AND trials.status = 'succeeded')
     ORDER BY started_at_ms DESC, id LIMIT 1`,
    startedAtMs,
    startedAtMs,
    id,
    experimentId,
  )
  return found
}

function findGoing(store: Store, deploymentId: string): Run | undefined {
  return runs.select(store, "WHERE deployment_id = ? AND status = 'running'", deploymentId)[0]
}

/** @throws AppError `conflict` where a run is going on the deployment already */
function insertRun(store: Store, run: Run, trials: Parameters<typeof insertTrials>[2]): void {
  store
    .transaction(() => {
      if (findGoing(store, run.deploymentId))
        throw new AppError('conflict', `A run is going on deployment ${run.deploymentId} already.`)
      runs.insert(store, run)
      insertTrials(store, run.id, trials)
    })
    .immediate()
}
