import type { Store } from './open.ts'

/** A resource of a stack by the id that AWS gave it: what the proof of empty asks for by name. */
export interface StackResource {
  stack: string
  logicalId: string
  type: string
  physicalId: string
}

export function keepStackResources(store: Store, deploymentId: string, resources: readonly StackResource[]): void {
  const insert = store.prepare(
    'INSERT OR IGNORE INTO stack_resources (deployment_id, stack, logical_id, type, physical_id) VALUES (?, ?, ?, ?, ?)',
  )
  store.transaction(() => {
    for (const { stack, logicalId, type, physicalId } of resources) insert.run(deploymentId, stack, logicalId, type, physicalId)
  })()
}

export function listStackResources(store: Store, deploymentId: string): StackResource[] {
  return store
    .prepare(
      'SELECT stack, logical_id AS logicalId, type, physical_id AS physicalId FROM stack_resources WHERE deployment_id = ? ORDER BY rowid',
    )
    .all(deploymentId) as StackResource[]
}
