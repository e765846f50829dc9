import { randomInt } from 'node:crypto'

const letters = {
  digits: '0123456789',
  hex: '0123456789abcdef',
  base36: '0123456789abcdefghijklmnopqrstuvwxyz',
}

/** Random text out of an alphabet, as AWS makes its ids. */
export function randomText(alphabet: keyof typeof letters, length: number): string {
  const from = letters[alphabet]
  return Array.from({ length }, () => from[randomInt(from.length)]).join('')
}

/**
 * A physical name as CloudFormation makes one: stack, logical id and random text, shortened to fit. In
 * lower case, since parsers of URLs lower the case of host names and the address book compares them
 * exactly.
 */
export function generatedName(stackName: string, logicalId: string, maxLength: number): string {
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
