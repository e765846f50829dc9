import { timingSafeEqual } from 'node:crypto'

/** Whether two texts are the same, in constant time: for secrets. */
export function sameText(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
