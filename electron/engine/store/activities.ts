import { activitySchema, type Activity } from '../../../shared/activity.ts'
import type { Store } from './open.ts'
import { tableOf } from './table.ts'

const activities = tableOf('activities', activitySchema)

export function appendActivity(store: Store, activity: Omit<Activity, 'seq'>): Activity {
  return { seq: activities.insertNew(store, activity) ?? 0, ...activity }
}

/** Everything after `afterSeq`, oldest first: how a window that missed events catches up. */
export function listActivities(store: Store, afterSeq: number, deploymentId?: string): Activity[] {
  return deploymentId === undefined
    ? activities.select(store, 'WHERE seq > ? ORDER BY seq LIMIT 5000', afterSeq)
    : activities.select(
        store,
        'WHERE deployment_id = ? AND seq > ? ORDER BY seq LIMIT 5000',
        deploymentId,
        afterSeq,
      )
}

/** The newest `seq`; 0 when nothing has happened yet. */
export function latestActivity(store: Store): number {
  return (store.prepare('SELECT COALESCE(MAX(seq), 0) AS seq FROM activities').get() as { seq: number }).seq
}
