import { createHash } from 'node:crypto'

/**
 * An id like EC2's (`vol-0` and sixteen hexadecimal digits) of something that no document is kept for: the
 * same seed, the same id.
 */
export function derivedId(prefix: string, seed: string): string {
  return `${prefix}-0${createHash('sha256').update(`${prefix} ${seed}`).digest('hex').slice(0, 16)}`
}
