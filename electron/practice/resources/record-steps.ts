import { pause } from '../stacks/pause.ts'
import { type ResourceContext, ResourceError } from '../world.ts'

/**
 * Deletions of things in use are tried for this many times the pace of a record, as CloudFormation does for
 * minutes: 20 s at the usual pace.
 */
const triesForRecords = 500

/**
 * Waits a bounded while until nothing uses a thing, as CloudFormation does before a deletion fails.
 * Throws `ResourceError` with the reason when something still does.
 */
export async function waitUntilFree(
  context: ResourceContext,
  isUsed: () => boolean,
  reason: string,
): Promise<void> {
  const { recordMs } = context.world.pace
  const endMs = performance.now() + recordMs * triesForRecords
  await pause(recordMs, context.signal)
  while (isUsed()) {
    if (performance.now() >= endMs) throw new ResourceError(reason)
    await pause(recordMs * 2, context.signal)
  }
}

/**
 * The time that making a record takes. Checks come after it, so that two records made at the same time see
 * each other.
 */
export async function recordPause({ world, signal }: ResourceContext): Promise<void> {
  await pause(world.pace.recordMs, signal)
}
