/** A value in quotes, with escapes; the same where the quotes themselves are escaped; a bare word. */
const quoted = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`
const closing = String.raw`(?<!\\)\k<quote>`
const escapedQuotes = String.raw`(?<quote>\\+["'])(?:(?!${closing}).)*${closing}`
const value = String.raw`(?:${escapedQuotes}|${quoted}|[^\s"'\\&,;}]+)`
const secretName = String.raw`(?:secret|token|signature|password|passwd|passphrase|pwd|api[-_]?key)`

/** A text with the value of a name redacted; its quotes stay, so that JSON stays JSON. */
function withoutValue(_all: string, name: string, found: string): string {
  const [quote = ''] = /^\\*["']/.exec(found) ?? []
  return `${name}${quote}[redacted]${quote}`
}

type Replacement = string | ((all: string, ...groups: string[]) => string)

/** Credentials, wherever they stand in a text. The order matters: the longest come first. */
const secrets: readonly [RegExp, Replacement][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[private key]'],
  [/(\bauthorization\\*["']?\s*[:=]\s*\\*["']?)[^"'\\\r\n]+/gi, '$1[redacted]'],
  [/\b(bearer)\s+[^\s"'\\,;]+/gi, '$1 [redacted]'],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/"'\\]*@/gi, '$1[redacted]@'],
  [/(?<![\w.+-])[\w.+-]+:[^\s@/"'\\]+@(?=[\w[])/g, '[redacted]@'],
  [new RegExp(String.raw`(--[\w-]*(?:${secretName}|key)[\w-]*(?:\s+|=))(${value})`, 'gi'), withoutValue],
  [new RegExp(String.raw`(${secretName}[\w-]*\\*["']?\s*[=:]\s*)(${value})`, 'gi'), withoutValue],
  [/\b(?:AKIA|ASIA|SLUI)[A-Z0-9]{12,}\b/g, '[access key]'],
  // AWS's session tokens, and signed tokens of others, by how they begin.
  [/\b(?:FwoGZXIvYXdz|IQoJb3JpZ2lu)[\w/+=-]+/g, '[session token]'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '[token]'],
  // What has the form of a secret access key: forty characters of every sort.
  [
    /(?<![\w/+=.-])(?=[^\s/]\S*[A-Z])(?=\S*[a-z])(?=\S*\d)[A-Za-z0-9/+]{40}(?![\w/+=.-])/g,
    '[secret access key]',
  ],
]

/** A text without credentials. */
export function redact(text: string): string {
  return secrets.reduce((clean, [pattern, by]) => clean.replaceAll(pattern, by as string), text)
}

const secretField = new RegExp(
  `${secretName}|authorization|credentials?$|cookie|private[-_]?key|access[-_]?key`,
  'i',
)

const deepest = 8

/**
 * A value for JSON without credentials: in its texts, and in fields that are named after one. Redacting
 * comes before writing, since a text inside JSON looks different. Throws nothing, whatever the value is.
 */
export function redactValue(given: unknown, above: readonly object[] = []): unknown {
  if (typeof given === 'string') return redact(given)
  if (typeof given === 'bigint') return String(given)
  if (typeof given !== 'object' || given === null) return given
  if (above.includes(given)) return '[circular]'
  if (above.length >= deepest) return '[more]'
  try {
    return redactObject(given, [...above, given])
  } catch {
    return '[unreadable]'
  }
}

function redactObject(given: object, above: readonly object[]): unknown {
  if (ArrayBuffer.isView(given)) return `[${given.byteLength} bytes]`
  if (given instanceof Set || Array.isArray(given))
    return Array.from(given as Iterable<unknown>, (each) => redactValue(each, above))
  const { toJSON } = given as { toJSON?: unknown }
  if (typeof toJSON === 'function') return redactValue(toJSON.call(given), above)
  return Object.fromEntries(
    entriesOf(given).map(([name, each]) => [redact(name), fieldOf(name, each, above)]),
  )
}

function entriesOf(given: object): [string, unknown][] {
  if (given instanceof Map) return Array.from(given, ([key, each]) => [String(key), each])
  if (!(given instanceof Error)) return Object.entries(given)
  const { name, message, stack, cause } = given
  return [...Object.entries(given), ...Object.entries({ name, message, stack, cause })]
}

function fieldOf(name: string, each: unknown, above: readonly object[]): unknown {
  const holds = typeof each === 'string' || (typeof each === 'object' && each !== null)
  return holds && secretField.test(name) ? '[redacted]' : redactValue(each, above)
}
