import { type Json, type JsonObject, ServiceError } from '../world.ts'

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
  for (const filter of Array.isArray(input['Filter']) ? input['Filter'] : []) {
    const { Name, Value } = filter as JsonObject
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

/** A parameter as text; what is no text or number is empty. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A yes or no, which forms and templates may write as text. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true'
}

/** A list parameter as texts; a missing one is empty. */
export function textList(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf) : []
}

/**
 * One page of a Describe answer: `MaxResults` items from where `NextToken` says. The token is the place to
 * go on from, which on AWS nobody may rely on either.
 */
export function answerPage(name: string, items: readonly JsonObject[], input: JsonObject): JsonObject {
  const from =
    input['NextToken'] === undefined
      ? 0
      : Number(Buffer.from(textOf(input['NextToken']), 'base64').toString())
  if (!Number.isInteger(from) || from < 0)
    throw new ServiceError('InvalidNextToken', 'The token is not valid')
  const size = input['MaxResults'] === undefined ? 1000 : Number(input['MaxResults'])
  if (!Number.isInteger(size) || size < 5 || size > 1000)
    throw new ServiceError(
      'InvalidParameterValue',
      `Value ( ${textOf(input['MaxResults'])} ) for parameter maxResults is invalid.`,
    )
  const next = from + size < items.length ? Buffer.from(String(from + size)).toString('base64') : null
  return { [name]: items.slice(from, from + size), nextToken: next }
}
