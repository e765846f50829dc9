import { z } from 'zod'
import type { Store } from './open.ts'
import { tableOf } from './table.ts'

/** What is kept of a stack's resource: whose it was, and how AWS knows it. */
const keptResourceSchema = z.object({
  stack: z.string(),
  logicalId: z.string(),
  type: z.string(),
  physicalId: z.string(),
})
export type KeptResource = z.infer<typeof keptResourceSchema>

const resourceRows = tableOf('stack_resources', keptResourceSchema.extend({ deploymentId: z.string() }))
const resources = tableOf('stack_resources', keptResourceSchema)

/** Keeps resources that are not kept yet. */
export function keepStackResources(store: Store, deploymentId: string, found: readonly KeptResource[]): void {
  store.transaction(() => {
    for (const resource of found) resourceRows.insertNew(store, { ...resource, deploymentId })
  })()
}

/** What CloudFormation had not made yet when it was listed has no id, and is left out. */
export function listStackResources(store: Store, deploymentId: string): KeptResource[] {
  const where = "WHERE deployment_id = ? AND physical_id <> '' ORDER BY rowid"
  return resources.select(store, where, deploymentId)
}
