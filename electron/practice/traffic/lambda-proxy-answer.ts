import { isObject, parsedJson } from '../json-values.ts'
import { isBinary } from './media-types.ts'

export interface GatewayAnswer {
  status: number
  /** Names and values by turns. */
  rawHeaders: string[]
  body: Buffer
}

/** What a function behind a Lambda proxy integration may answer. Every field may be missing or null. */
const fields = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'])

/**
 * A function's answer as the response of the gateway, or undefined when it is malformed, for which the
 * caller gets 502. A base64 body is decoded only when the request's `Accept` names a binary media type of
 * the API first; otherwise the caller gets the base64 text, as on AWS.
 */
export function lambdaProxyAnswer(
  payload: string,
  accept: string | undefined,
  binaryMediaTypes: readonly string[],
): GatewayAnswer | undefined {
  const given = parsedJson(payload)
  if (!isObject(given) || Object.keys(given).some((field) => !fields.has(field))) return undefined
  const status = statusOf(given['statusCode'] ?? 200)
  const rawHeaders = headersOf(given['headers'] ?? {}, given['multiValueHeaders'] ?? {})
  const body = bodyOf(given, () => isBinary(accept, binaryMediaTypes))
  if (status === undefined || rawHeaders === undefined || body === undefined) return undefined
  return { status, rawHeaders, body }
}

function bodyOf(given: Record<string, unknown>, takesBytes: () => boolean): Buffer | undefined {
  const body = given['body'] ?? ''
  const isBase64 = given['isBase64Encoded'] ?? false
  if (typeof body !== 'string' || typeof isBase64 !== 'boolean') return undefined
  return Buffer.from(body, isBase64 && takesBytes() ? 'base64' : 'utf8')
}

/** A number, or its text. */
function statusOf(given: unknown): number | undefined {
  const status = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given
  if (typeof status !== 'number' || !Number.isInteger(status)) return undefined
  return status >= 100 && status <= 599 ? status : undefined
}

/**
 * Both kinds of headers as one list, raw, or undefined when a value does not belong. A name in both has the
 * spelling and the values of `multiValueHeaders`, then the value of `headers` unless it is among them.
 */
function headersOf(headers: unknown, multiValueHeaders: unknown): string[] | undefined {
  const multiple = valuesByName(multiValueHeaders)
  if (!isObject(headers) || multiple === undefined) return undefined
  const pairs: [name: string, value: unknown][] = []
  for (const [name, value] of Object.entries(headers)) {
    const same = multiple.get(name.toLowerCase())
    if (same === undefined) pairs.push([name, value])
    else if (!same.values.includes(value)) same.values.push(value)
  }
  for (const { name, values } of multiple.values()) for (const value of values) pairs.push([name, value])
  if (!pairs.every(([, value]) => scalars.has(typeof value))) return undefined
  return pairs.flatMap(([name, value]) => [name, String(value)])
}

const scalars = new Set(['string', 'number', 'boolean'])

/** A name in lower case → its spelling and its values. */
function valuesByName(headers: unknown): Map<string, { name: string; values: unknown[] }> | undefined {
  if (!isObject(headers)) return undefined
  const all = new Map<string, { name: string; values: unknown[] }>()
  for (const [name, values] of Object.entries(headers)) {
    if (!Array.isArray(values)) return undefined
    const before = all.get(name.toLowerCase())?.values ?? []
    all.set(name.toLowerCase(), { name, values: [...before, ...(values as unknown[])] })
  }
  return all
}
