import type { Store } from './open.ts'

/**
 * What this deployment's work has asked of AWS: the intent is written before the call, the handle (an ARN,
 * a command id) as soon as it is known, the outcome at the end. An intent without an outcome may have had
 * its effect.
 */
export interface JournalEntry {
  seq: number
  /** What is done, such as `create-stack`. */
  intent: string
  subject: string
  handle: string | null
  outcome: string | null
  begunAtMs: number
  endedAtMs: number | null
}

/** @returns the number of the entry, for the two calls that follow */
export function journalIntent(
  store: Store,
  deploymentId: string,
  intent: string,
  subject: string,
  nowMs: number,
): number {
  const { lastInsertRowid } = store
    .prepare('INSERT INTO journal (deployment_id, intent, subject, begun_at_ms) VALUES (?, ?, ?, ?)')
    .run(deploymentId, intent, subject, nowMs)
  return Number(lastInsertRowid)
}

export function journalHandle(store: Store, seq: number, handle: string): void {
  store.prepare('UPDATE journal SET handle = ? WHERE seq = ?').run(handle, seq)
}

export function journalOutcome(store: Store, seq: number, outcome: string, nowMs: number): void {
  store.prepare('UPDATE journal SET outcome = ?, ended_at_ms = ? WHERE seq = ?').run(outcome, nowMs, seq)
}

export function listJournal(store: Store, deploymentId: string): JournalEntry[] {
  return store
    .prepare(
      `SELECT seq, intent, subject, handle, outcome, begun_at_ms AS begunAtMs, ended_at_ms AS endedAtMs
       FROM journal WHERE deployment_id = ? ORDER BY seq`,
    )
    .all(deploymentId) as JournalEntry[]
}
