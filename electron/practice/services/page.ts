import { ServiceError } from '../world.ts'

export interface Page<Item> {
  items: Item[]
  /** Where the next page begins; undefined after the last. */
  next: string | undefined
}

/**
 * One page of a list. The token is the place to go on from, which on AWS nobody may rely on either.
 * @param size items a page, as the caller asks and the service allows
 * @param invalid the service's error code for a token that it has not given
 */
export function pageOf<Item>(
  items: readonly Item[],
  token: string,
  size: number,
  invalid: string,
): Page<Item> {
  const from = token === '' ? 0 : Number(Buffer.from(token, 'base64url').toString())
  if (!Number.isInteger(from) || from < 0 || from > items.length)
    throw new ServiceError(invalid, 'The pagination token is invalid.')
  const end = from + size
  return {
    items: items.slice(from, end),
    next: end < items.length ? Buffer.from(String(end)).toString('base64url') : undefined,
  }
}

/**
 * How many items a page has: what is asked for, where it is within the limits of the service. @throws
 * ServiceError with the code `invalid`
 */
export function pageSize(asked: unknown, limits: { usual: number; most: number }, invalid: string): number {
  if (asked === undefined) return limits.usual
  const size = Number(asked)
  if (!Number.isInteger(size) || size < 1)
    throw new ServiceError(invalid, 'The size of a page must be a whole number above 0.')
  return Math.min(size, limits.most)
}
