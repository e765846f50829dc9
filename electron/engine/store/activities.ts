import type { Activity } from '../../../shared/activity.ts'
import type { Store } from './open.ts'

interface ActivityRow {
  seq: number
  at_ms: number
  deployment_id: string
  run_id: string | null
  level: Activity['level']
  message: string
}

export function appendActivity(store: Store, activity: Omit<Activity, 'seq'>): Activity {
  const { lastInsertRowid } = store
    .prepare('INSERT INTO activities (at_ms, deployment_id, run_id, level, message) VALUES (?, ?, ?, ?, ?)')
    .run(activity.atMs, activity.deploymentId, activity.runId, activity.level, activity.message)
  return { seq: Number(lastInsertRowid), ...activity }
}

/** Everything after `afterSeq`, oldest first: how a window that missed events catches up. */
export function listActivities(store: Store, afterSeq: number, deploymentId?: string): Activity[] {
  const rows = store
    .prepare(
      'SELECT * FROM activities WHERE seq > ? AND (? IS NULL OR deployment_id = ?) ORDER BY seq LIMIT 5000',
    )
    .all(afterSeq, deploymentId ?? null, deploymentId ?? null) as ActivityRow[]
  return rows.map((row) => ({
    seq: row.seq,
    atMs: row.at_ms,
    deploymentId: row.deployment_id,
    runId: row.run_id,
    level: row.level,
    message: row.message,
  }))
}

/** The newest `seq`; 0 when nothing has happened yet. */
export function latestActivity(store: Store): number {
  return (store.prepare('SELECT COALESCE(MAX(seq), 0) AS seq FROM activities').get() as { seq: number }).seq
}
