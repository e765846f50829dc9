import type { Store } from './open.ts'

/** What others may ask of the process that holds a deployment. */
export type Ask = 'remove' | 'cancel-run'

export function insertAsk(store: Store, deploymentId: string, what: Ask, nowMs: number): void {
  store
    .prepare('INSERT INTO asks (deployment_id, what, asked_at_ms) VALUES (?, ?, ?)')
    .run(deploymentId, what, nowMs)
}

/** Takes what was asked of a deployment: each ask is answered once. */
export function takeAsks(store: Store, deploymentId: string): Ask[] {
  return (
    store.prepare('DELETE FROM asks WHERE deployment_id = ? RETURNING what').all(deploymentId) as {
      what: Ask
    }[]
  ).map((row) => row.what)
}
