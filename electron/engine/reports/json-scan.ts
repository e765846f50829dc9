/** What is wrong with a JSON text, and where. */
export interface JsonFault {
  offset: number
  /** The keys on the way to it, joined by dots. */
  field: string
  what: string
}

type Key = string | number
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'comma-or-end'

interface Frame {
  /** The keys that an object has so far; null in an array. */
  keys: Set<string> | null
  key: Key
}

interface Scan {
  text: string
  at: number
  frames: Frame[]
  expected: Expected
  fault: JsonFault | null
}

/** Deeper than any file that is read here. */
const mostDepth = 32
const spaces = /[ \t\n\r]*/y
const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const words = /true|false|null/y

/**
 * Reads through a JSON text (RFC 8259) and finds the first fault: of the grammar, a name that occurs twice in
 * an object or is `__proto__`, a number beyond what a double holds, a control character in a string, or more
 * than 32 levels. It keeps no value and does not recurse, so no text can exhaust it.
 * @param onValue is told where each value begins
 */
export function scanJson(
  text: string,
  onValue?: (path: readonly Key[], offset: number) => void,
): JsonFault | null {
  const scan: Scan = { text, at: 0, frames: [], expected: 'value', fault: null }
  for (;;) {
    spaces.lastIndex = scan.at
    scan.at += spaces.exec(text)?.[0].length ?? 0
    if (scan.at >= text.length) break
    const begins = scan.expected === 'value' || scan.expected === 'value-or-end'
    if (onValue !== undefined && begins && text[scan.at] !== ']') onValue(pathOf(scan), scan.at)
    step(scan)
    if (scan.fault !== null) return scan.fault
  }
  if (scan.frames.length === 0 && scan.expected === 'comma-or-end') return null
  return faultOf(scan, 'the file ends in the middle')
}

function pathOf({ frames }: Scan): Key[] {
  return frames.map(({ key }) => key)
}

function faultOf(scan: Scan, what: string, offset = scan.at): JsonFault {
  return { offset, field: pathOf(scan).join('.'), what }
}

function step(scan: Scan): void {
  if (scan.expected === 'comma-or-end') return separator(scan)
  if (scan.expected === 'key' || scan.expected === 'key-or-end') return name(scan)
  value(scan)
}

function separator(scan: Scan): void {
  const top = scan.frames.at(-1)
  const character = scan.text[scan.at]
  if (top === undefined) scan.fault = faultOf(scan, 'the JSON ends here, but the file goes on')
  else if (character === ',') {
    scan.at += 1
    if (top.keys === null) top.key = Number(top.key) + 1
    scan.expected = top.keys === null ? 'value' : 'key'
  } else if (character === (top.keys === null ? ']' : '}')) close(scan)
  else scan.fault = faultOf(scan, `a comma or ${top.keys === null ? ']' : '}'} is missing`)
}

function close(scan: Scan): void {
  scan.at += 1
  scan.frames.pop()
  scan.expected = 'comma-or-end'
}

function name(scan: Scan): void {
  if (scan.expected === 'key-or-end' && scan.text[scan.at] === '}') return close(scan)
  const begin = scan.at
  const read = string(scan)
  const top = scan.frames.at(-1)
  if (read === null || top === undefined || top.keys === null) return
  top.key = read
  if (read === '__proto__') scan.fault = faultOf(scan, 'this name is not allowed', begin)
  else if (top.keys.has(read)) scan.fault = faultOf(scan, 'this name occurs twice in its object', begin)
  top.keys.add(read)
  spaces.lastIndex = scan.at
  scan.at += spaces.exec(scan.text)?.[0].length ?? 0
  if (scan.fault === null && scan.text[scan.at] !== ':') scan.fault = faultOf(scan, 'a colon is missing')
  scan.at += 1
  scan.expected = 'value'
}

function value(scan: Scan): void {
  const character = scan.text[scan.at]
  if (character === '{' || character === '[') return open(scan, character)
  if (character === ']' && scan.expected === 'value-or-end') return close(scan)
  scan.expected = 'comma-or-end'
  if (character === '"') return void string(scan)
  const number = matched(numbers, scan)
  if (number !== null) {
    if (!Number.isFinite(Number(number))) scan.fault = faultOf(scan, 'the number is too large')
    scan.at += number.length
    return
  }
  const word = matched(words, scan)
  if (word === null) scan.fault = faultOf(scan, 'this is not JSON')
  scan.at += word?.length ?? 1
}

function open(scan: Scan, bracket: '{' | '['): void {
  if (scan.frames.length >= mostDepth) scan.fault = faultOf(scan, `it has more than ${mostDepth} levels`)
  scan.frames.push(bracket === '{' ? { keys: new Set(), key: '' } : { keys: null, key: 0 })
  scan.expected = bracket === '{' ? 'key-or-end' : 'value-or-end'
  scan.at += 1
}

function matched(pattern: RegExp, { text, at }: Scan): string | null {
  pattern.lastIndex = at
  const [found = ''] = pattern.exec(text) ?? []
  return found === '' ? null : found
}

/** Reads a string; null, with a fault, where there is none. */
function string(scan: Scan): string | null {
  const { text, at } = scan
  const end = text[at] === '"' ? endOfString(text, at + 1) : -1
  if (end < 0) {
    scan.fault = faultOf(scan, text[at] === '"' ? 'a string has no end' : 'a name in quotes is missing')
    return null
  }
  const read = decoded(text.slice(at, end + 1))
  scan.at = end + 1
  if (read === null) scan.fault = faultOf(scan, 'a string has an unknown escape', at)
  else if (controls.test(read)) scan.fault = faultOf(scan, 'a string has a control character', at)
  return read
}

/** C0 but tab and line ends, DEL, C1, and what turns the direction of text. */
export const controls = /(?![\t\n\r])[\p{Cc}\p{Bidi_Control}]/u

function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text[end - 1 - escapes] === '\\') escapes += 1
    if (escapes % 2 === 0) return end
  }
  return -1
}

function decoded(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return null
  }
}
