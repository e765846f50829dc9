import { textOf } from '../json-values.ts'
import { type Json, ServiceError } from '../world.ts'

export interface Page<Item> {
  items: Item[]
  /** Token of the next page; undefined after the last. */
  next: string | undefined
}

/** What a caller asks of a list: from which page on, and how many items. Both may be missing. */
export interface PageRequest {
  token: Json | undefined
  size?: Json | undefined
}

/** What a service allows: the usual and the largest size, and its error code for a wrong token or size. */
export interface PageRules {
  usual: number
  most: number
  invalid: string
}

/**
 * One page of a list, from its beginning. The token is the place where the next page starts.
 * @throws ServiceError with the code `invalid`
 */
export function pageOf<Item>(items: readonly Item[], asked: PageRequest, rules: PageRules): Page<Item> {
  const start = placeIn(asked.token, rules) ?? 0
  const end = start + pageSize(asked.size, rules)
  return { items: items.slice(start, end), next: end < items.length ? tokenFor(end) : undefined }
}

/**
 * One page of a list that grows at its end, newest first. The token is the number of older items still to
 * come: new items do not shift the pages. When an old item disappears, another one is shown twice, but
 * none is left out.
 * @param items oldest first
 * @throws ServiceError with the code `invalid`
 */
export function newestPageOf<Item>(items: readonly Item[], asked: PageRequest, rules: PageRules): Page<Item> {
  const end = Math.min(placeIn(asked.token, rules) ?? items.length, items.length)
  const start = Math.max(0, end - pageSize(asked.size, rules))
  return { items: items.slice(start, end).toReversed(), next: start > 0 ? tokenFor(start) : undefined }
}

/** The member of an answer that names the next page; nothing after the last page. */
export function nextPage(member: string, next: string | undefined): Record<string, string> {
  return next === undefined ? {} : { [member]: next }
}

/** The token of the page that starts at a place above 0. */
export function tokenFor(place: number): string {
  return Buffer.from(String(place)).toString('base64url')
}

/** Where a page starts; undefined without a token. @throws ServiceError with the code `invalid` */
export function placeIn(
  token: Json | undefined,
  { invalid }: Pick<PageRules, 'invalid'>,
): number | undefined {
  if (token === undefined || token === '') return undefined
  const text = Buffer.from(textOf(token), 'base64url').toString()
  if (!/^[1-9]\d*$/.test(text)) throw new ServiceError(invalid, 'The NextToken is invalid')
  return Number(text)
}

function pageSize(asked: Json | undefined, { usual, most, invalid }: PageRules): number {
  if (asked === undefined) return usual
  const size = Number(asked)
  if (!Number.isInteger(size) || size < 1)
    throw new ServiceError(invalid, 'The size of a page must be a whole number above 0.')
  return Math.min(size, most)
}
