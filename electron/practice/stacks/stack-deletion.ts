import { runInOrder } from './run-in-order.ts'
import { resourceOf, setStackStatus, type StackResource } from './stack-record.ts'
import { deleteResource, type ResourceWork } from './stack-resource-work.ts'

/** Deletes a stack's resources, each after everything that needs it: a deletion or a rollback. */
export async function deleteResources(work: ResourceWork): Promise<void> {
  const { stack, save, signal } = work
  const isRollback = stack.status === 'ROLLBACK_IN_PROGRESS'
  stack.outputs = []
  await runInOrder(
    idsOf(stack.resources.filter((resource) => !isGone(resource))),
    (id) => idsOf(stack.resources.filter(({ needs }) => needs.includes(id))),
    (id) => deleteResource(work, resourceOf(stack, id)),
    () => !signal.aborted,
  )
  if (signal.aborted) return
  const failed = idsOf(stack.resources.filter(({ status }) => status === 'DELETE_FAILED'))
  if (failed.length === 0) setStackStatus(stack, isRollback ? 'ROLLBACK_COMPLETE' : 'DELETE_COMPLETE')
  else
    setStackStatus(
      stack,
      isRollback ? 'ROLLBACK_FAILED' : 'DELETE_FAILED',
      `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
    )
  save()
}

function isGone({ status }: StackResource): boolean {
  return status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED'
}

function idsOf(resources: readonly StackResource[]): string[] {
  return resources.map(({ logicalId }) => logicalId)
}
