/**
 * What the answer of a function becomes behind an HTTP API or a function URL. Sources: the developer guides,
 * as for the events; the answers of function URLs that LocalStack recorded
 * (TestLambdaURL::test_lambda_url_invocation).
 */
import { isObject, parsedJson } from '../json-values.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'

/** What stands for `Content-Type` where a function names a status and no type. */
export type UsualType = 'text/plain;charset=utf-8' | 'application/json'

/**
 * Format 2.0: an object with `statusCode` is the response; anything else is the body of a 200, a text as it
 * is. Undefined for a malformed answer.
 */
export function answerOfFormat2(payload: string, usualType: UsualType): GatewayAnswer | undefined {
  const given = parsedJson(payload)
  if (given === undefined) return undefined
  if (!isObject(given) || given['statusCode'] === undefined) {
    const body = typeof given === 'string' ? given : JSON.stringify(given)
    return { status: 200, rawHeaders: ['Content-Type', 'application/json'], body: Buffer.from(body) }
  }
  const cookies = given['cookies'] ?? []
  if (!Array.isArray(cookies) || !cookies.every((cookie) => typeof cookie === 'string')) return undefined
  return response(
    given,
    cookies.flatMap((cookie: string) => ['set-cookie', cookie]),
    usualType,
  )
}

/** Format 1.0: an object with `statusCode`; all else is malformed. Several values of a header stay apart. */
export function answerOfFormat1(payload: string, usualType: UsualType): GatewayAnswer | undefined {
  const given = parsedJson(payload)
  if (!isObject(given) || given['statusCode'] === undefined) return undefined
  const multiple = given['multiValueHeaders'] ?? {}
  if (!isObject(multiple)) return undefined
  const pairs: string[] = []
  for (const [name, values] of Object.entries(multiple)) {
    if (!Array.isArray(values)) return undefined
    for (const value of values as unknown[]) pairs.push(name, String(value))
  }
  return response(given, pairs, usualType)
}

function response(
  given: Record<string, unknown>,
  more: readonly string[],
  usualType: UsualType,
): GatewayAnswer | undefined {
  const { headers, body, isBase64Encoded } = given
  const status = Number(given['statusCode'])
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined
  const plain = plainHeaders(headers ?? {})
  if (plain === undefined) return undefined
  const rawHeaders = [...plain, ...more]
  const hasType = rawHeaders.some((name, at) => at % 2 === 0 && name.toLowerCase() === 'content-type')
  if (!hasType) rawHeaders.push('Content-Type', usualType)
  const encoding = isBase64Encoded === true ? 'base64' : 'utf8'
  return { status, rawHeaders, body: Buffer.from(bodyText(body ?? ''), encoding) }
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body)
}

function plainHeaders(headers: unknown): string[] | undefined {
  if (!isObject(headers)) return undefined
  const pairs = Object.entries(headers)
  const plain = pairs.filter((pair): pair is [string, string | number | boolean] =>
    ['string', 'number', 'boolean'].includes(typeof pair[1]),
  )
  return plain.length < pairs.length ? undefined : plain.flatMap(([name, value]) => [name, String(value)])
}
