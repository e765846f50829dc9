import { objectsIn, textList, textOf } from '../json-values.ts'
import { type JsonObject, ServiceError } from '../world.ts'
import { pageOf } from './page.ts'

/** How the items of a Describe call are chosen by its input. */
export interface Selection<Item> {
  /** The parameter that names items by id, and the error for an id that is not there. */
  ids?: { parameter: string; of: (item: Item) => string; missing: string }
  /** Each filter's name → the item's values that it is compared with. */
  filters: Record<string, (item: Item) => string[]>
  tags?: (item: Item) => { key: string; value: string }[]
}

/**
 * The items that the ids and every filter of the input let through. A filter passes when one of its values
 * fits one of the item's; `*` and `?` are wildcards, as on AWS.
 * @throws ServiceError for an id that is not there, or a filter that is not known
 */
export function filterItems<Item>(
  items: readonly Item[],
  input: JsonObject,
  selection: Selection<Item>,
): Item[] {
  let found = [...items]
  const { ids } = selection
  const wanted = ids === undefined ? [] : textList(input[ids.parameter])
  if (ids !== undefined && wanted.length > 0) {
    const missing = wanted.find((id) => !items.some((item) => ids.of(item) === id))
    if (missing !== undefined) throw new ServiceError(ids.missing, `The ID '${missing}' does not exist`)
    found = found.filter((item) => wanted.includes(ids.of(item)))
  }
  for (const { Name, Value } of objectsIn(input['Filter'])) {
    const valuesOf = valuesOfFilter(textOf(Name), selection)
    const patterns = textList(Value).map(wildcard)
    found = found.filter((item) =>
      valuesOf(item).some((value) => patterns.some((pattern) => pattern.test(value))),
    )
  }
  return found
}

function valuesOfFilter<Item>(name: string, { filters, tags }: Selection<Item>): (item: Item) => string[] {
  const known = Object.hasOwn(filters, name) ? filters[name] : undefined
  if (known !== undefined) return known
  if (tags !== undefined && name === 'tag-key') return (item) => tags(item).map(({ key }) => key)
  if (tags !== undefined && name.startsWith('tag:')) {
    return (item) =>
      tags(item)
        .filter(({ key }) => key === name.slice('tag:'.length))
        .map(({ value }) => value)
  }
  throw new ServiceError('InvalidParameterValue', `The filter '${name}' is invalid`)
}

function wildcard(text: string): RegExp {
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's')
}

/** Tags as EC2 shows them. */
export type TagSet = { key: string; value: string }[]

export function tagSetOf(tags: Readonly<Record<string, string>>): TagSet {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}

/**
 * One page of a Describe answer: `MaxResults` items from where `NextToken` says.
 * @throws ServiceError `InvalidNextToken`, `InvalidParameterValue`
 */
export function answerPage(name: string, items: readonly JsonObject[], input: JsonObject): JsonObject {
  const { MaxResults: size, NextToken: token } = input
  if (size !== undefined && !isPageSize(Number(size)))
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ( ${textOf(size)} ) for parameter maxResults is invalid.`,
    )
  const rules = { usual: 1000, most: 1000, invalid: 'InvalidNextToken' }
  const { items: shown, next } = pageOf(items, { token, size }, rules)
  return { [name]: shown, nextToken: next ?? null }
}

function isPageSize(size: number): boolean {
  return Number.isInteger(size) && size >= 5 && size <= 1000
}
