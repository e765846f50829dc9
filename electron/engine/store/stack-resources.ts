import type { StackResource } from '../aws/stacks.ts'
import type { Store } from './open.ts'

/** What is kept of a resource: whose it was, and how AWS knows it. */
type KeptResource = Omit<StackResource, 'status'>

export function keepStackResources(
  store: Store,
  deploymentId: string,
  resources: readonly KeptResource[],
): void {
  const insert = store.prepare(
    'INSERT OR IGNORE INTO stack_resources (deployment_id, stack, logical_id, type, physical_id) VALUES (?, ?, ?, ?, ?)',
  )
  store.transaction(() => {
    for (const { stack, logicalId, type, physicalId } of resources)
      insert.run(deploymentId, stack, logicalId, type, physicalId)
  })()
}

export function listStackResources(store: Store, deploymentId: string): KeptResource[] {
  return store
    .prepare(
      'SELECT stack, logical_id AS logicalId, type, physical_id AS physicalId FROM stack_resources WHERE deployment_id = ? ORDER BY rowid',
    )
    .all(deploymentId) as KeptResource[]
}
