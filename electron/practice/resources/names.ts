import { randomInt } from 'node:crypto'
import type { ResourceContext } from '../world.ts'

type NameParts = Pick<ResourceContext, 'stackName' | 'logicalId'>

const letters = {
  digits: '0123456789',
  hex: '0123456789abcdef',
  base36: '0123456789abcdefghijklmnopqrstuvwxyz',
  capitals: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
}

/** Random text of an alphabet, as in AWS's ids: `capitals` in those of IAM and in CloudFormation's names. */
export function randomText(alphabet: keyof typeof letters, length: number): string {
  const from = letters[alphabet]
  return Array.from({ length }, () => from[randomInt(from.length)]).join('')
}

/** `vpc` → `vpc-0` and sixteen hexadecimal digits, as EC2's ids are. */
export function newId(prefix: string): string {
  return `${prefix}-0${randomText('hex', 16)}`
}

/**
 * The name that CloudFormation gives a resource without one: `<stack>-<logical id>-<12 random>`, the
 * first two cut to fit `maxLength`.
 */
export function newName(context: NameParts, maxLength: number): string {
  const room = maxLength - 14
  const logicalId = context.logicalId.slice(
    0,
    Math.max(Math.floor(room / 2), room - context.stackName.length),
  )
  return `${context.stackName.slice(0, room - logicalId.length)}-${logicalId}-${randomText('capitals', 12)}`
}

/**
 * Such a name in lower case, for what has a host name: parsers of URLs put host names in lower case, and
 * the address book compares them exactly.
 */
export function lowerCaseName({ stackName, logicalId }: NameParts, maxLength: number): string {
  const random = randomText('base36', 12)
  const room = maxLength - random.length - 2
  const stack = stackName.slice(0, Math.max(Math.floor(room / 2), room - logicalId.length)).replace(/-+$/, '')
  const logical = logicalId.slice(0, room - stack.length)
  return `${stack}-${logical}-${random}`.toLowerCase()
}

/** The domain under which a partition's services have their names. */
export function dnsSuffix(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
}
