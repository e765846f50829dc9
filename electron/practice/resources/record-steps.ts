import { randomBytes, randomInt } from 'node:crypto'
import { pause } from '../stacks/pause.ts'
import type { ResourceContext } from '../world.ts'
import { ResourceError } from '../world.ts'

/** `vpc` → `vpc-0` and sixteen hexadecimal digits, as EC2's ids are. */
export function newId(prefix: string): string {
  return `${prefix}-0${randomBytes(8).toString('hex')}`
}

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * Random capitals and digits, as in the ids of IAM and at the end of the names that CloudFormation makes
 * up.
 */
export function newCapitals(length: number): string {
  return Array.from({ length }, () => capitals.charAt(randomInt(capitals.length))).join('')
}

/**
 * The name that CloudFormation makes up for a resource: `<stack>-<logical id>-<12 random>`, the first two
 * cut to fit `maxLength`.
 */
export function newName(
  context: Pick<ResourceContext, 'stackName' | 'logicalId'>,
  maxLength: number,
): string {
  const room = maxLength - 14
  const logicalId = context.logicalId.slice(
    0,
    Math.max(Math.floor(room / 2), room - context.stackName.length),
  )
  return `${context.stackName.slice(0, room - logicalId.length)}-${logicalId}-${newCapitals(12)}`
}

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
  const endMs = Date.now() + recordMs * triesForRecords
  await pause(recordMs, context.signal)
  while (isUsed()) {
    if (Date.now() >= endMs) throw new ResourceError(reason)
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
