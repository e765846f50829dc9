import type { Json, JsonObject } from '../world.ts'

/**
 * The members of an object as XML elements, in their order. A list becomes its element with one
 * `listElement` per item, as the Query protocols have it; null is left out. Times must be given as ISO 8601
 * text. The entries of a map, `{ entry: [{ key, value }] }`, stand one after another without an element
 * around.
 */
export function xmlMembers(members: JsonObject, listElement: 'member' | 'item'): string {
  return Object.entries(members)
    .flatMap(([name, value]) => {
      if (name === 'entry' && Array.isArray(value))
        return value.map((entry) => xmlElement(name, entry, listElement))
      return value === null ? '' : xmlElement(name, value, listElement)
    })
    .join('')
}

function xmlElement(name: string, value: Json, listElement: 'member' | 'item'): string {
  if (Array.isArray(value)) {
    const items = value
      .filter((item) => item !== null)
      .map((item) => xmlElement(listElement, item, listElement))
    return `<${name}>${items.join('')}</${name}>`
  }
  if (typeof value === 'object' && value !== null)
    return `<${name}>${xmlMembers(value, listElement)}</${name}>`
  return `<${name}>${xmlText(String(value))}</${name}>`
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
}

/**
 * Text as it may stand in XML 1.0. Control characters (colours in a log's tail, say) cannot, not even
 * escaped: U+FFFD takes their place.
 */
export function xmlText(text: string): string {
  return text
    .replace(/[&<>"\r]/g, (character) => escapes[character] ?? character)
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
}
