import { pause } from '../../stacks/pause.ts'
import type { ResourceContext, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'

const key = 'rest-api/deleted'

/**
 * API Gateway takes one DeleteRestApi at a time in an account, with a pause after each. CloudFormation
 * tries a refused one again once, then gives up. Source: API Gateway quotas, "DeleteRestApi: 1 request
 * every 30 seconds per account".
 * @throws ResourceError in the words of the service when the second try is too early as well
 */
export async function takeDeletionTurn({
  world,
  signal,
}: Pick<ResourceContext, 'world' | 'signal'>): Promise<void> {
  if (isTaken(world, Date.now())) return
  await pause(world.pace.deleteRestApiMs, signal)
  if (!isTaken(world, Date.now()))
    throw new ResourceError('Too Many Requests (Service: ApiGateway, Status Code: 429)')
}

/** Takes the turn, if there is one now. */
function isTaken({ documents, pace }: World, nowMs: number): boolean {
  const last = Number(documents.get(key) ?? 0)
  if (Math.abs(nowMs - last) < pace.deleteRestApiMs) return false
  documents.put(key, nowMs)
  return true
}
