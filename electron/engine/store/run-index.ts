import { searchedRunSchema } from '../../../shared/run-search.ts'
import { dataVersion, type Store } from './open.ts'
import { tableOf } from './table.ts'

const searched = tableOf('runs', searchedRunSchema)

/** A saved run in a list of all of them: as it is kept, since nothing in it is decoded. */
export interface ListedRun {
  id: string
  experimentId: string
  /** JSON. */
  account: string
  /** Title, notes and tags: all that changes in a run and that a search looks through. */
  said: string
}

/** Every saved run, newest first, without the discarded ones. */
export function listForSearch(store: Store): ListedRun[] {
  return store
    .prepare(
      `SELECT id, experiment_id AS experimentId, account,
         coalesce(title, '') || char(10) || notes || char(10) || tags AS said
       FROM runs WHERE discarded_at_ms IS NULL ORDER BY started_at_ms DESC, id`,
    )
    .all() as ListedRun[]
}

/** What is searched of some runs, in any order. */
export function readSearched(store: Store, ids: readonly string[]) {
  return searched.select(store, 'WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
}

/** Stays the same for as long as nobody has written to the database: neither this connection nor another. */
export function revisionOf(store: Store): string {
  const own = store.prepare('SELECT total_changes()').pluck().get() as number
  return `${dataVersion(store)} ${own}`
}
