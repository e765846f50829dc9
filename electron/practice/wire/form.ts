import { type Json, type JsonObject, ServiceError } from '../world.ts'

/** How a Query protocol writes a list: `Name.member.1` (AWS Query) or `Name.1` (EC2 Query). */
export type ListStyle = 'member' | 'flat'

type Tree = Map<string, Tree | string>

/** No request of AWS nests deeper; one made to exhaust the stack does. */
const maxDepth = 16

/**
 * A form with dotted names as objects and lists: `A.member.2.B=x` → `{ A: [{ B: 'x' }] }`, lists in the
 * order of their numbers. Maps (`A.entry.1.key`, `.value`) become objects. Every value is a string, as on
 * the wire; an empty list of AWS Query is `''`, which cannot be distinguished from an empty text without the
 * service's model.
 * @throws ServiceError `MalformedQueryString` when a name is a value and a structure at once, or too deep
 */
export function parseForm(text: string, style: ListStyle): JsonObject {
  const root: Tree = new Map()
  for (const [name, value] of new URLSearchParams(text)) {
    const parts = name.split('.')
    const last = parts.pop() ?? ''
    if (parts.length > maxDepth) throw malformed(name)
    let node = root
    for (const part of parts) {
      const next = node.get(part) ?? new Map<string, Tree | string>()
      if (typeof next === 'string') throw malformed(name)
      node.set(part, next)
      node = next
    }
    if (node.get(last) instanceof Map) throw malformed(name)
    node.set(last, value)
  }
  return members(root, style)
}

function members(tree: Tree, style: ListStyle): JsonObject {
  return Object.fromEntries([...tree].map(([name, child]) => [name, plain(child, style)]))
}

function plain(node: Tree | string, style: ListStyle): Json {
  if (typeof node === 'string') return node
  if (style === 'flat' && isNumbered(node)) return listItems(node, style)
  const only = node.size === 1 ? [...node][0] : undefined
  if (style === 'member' && only !== undefined && only[1] instanceof Map && isNumbered(only[1])) {
    const items = listItems(only[1], style)
    if (only[0] === 'member') return items
    if (only[0] === 'entry')
      return Object.fromEntries(
        (items as JsonObject[]).map(({ key, value }) => [typeof key === 'string' ? key : '', value ?? '']),
      )
  }
  return members(node, style)
}

function isNumbered(tree: Tree): boolean {
  return tree.size > 0 && [...tree.keys()].every((name) => /^\d+$/.test(name))
}

function listItems(tree: Tree, style: ListStyle): Json[] {
  return [...tree]
    .toSorted(([left], [right]) => Number(left) - Number(right))
    .map(([, child]) => plain(child, style))
}

function malformed(name: string): ServiceError {
  return new ServiceError(
    'MalformedQueryString',
    `The parameter ${name} contradicts another, or is nested too deeply.`,
  )
}
