/**
 * Which headers a REST API of AWS hands on. Sources: what LocalStack's tests recorded on AWS
 * (TestApiGatewayHeaderRemapping), and the table in "Amazon API Gateway important notes".
 */
import type { GatewayRequest } from './lambda-proxy.ts'

/** Headers of a request that no integration gets, and those that the gateway writes itself. */
const notForwarded = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
])

/** Headers of an answer that the gateway has itself, or keeps from browsers: they get another name. */
const remapped = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
  'x-amzn-requestid',
])
const notAnswered = new Set(['transfer-encoding', 'via', 'keep-alive'])

/**
 * The request's headers that an integration gets, with those that the gateway adds. Raw: names and values
 * by turns.
 * @param without more names that this kind of integration does not get, in lower case
 */
export function forwardedHeaders(request: GatewayRequest, without?: ReadonlySet<string>): string[] {
  const { rawHeaders, sourceIp, traceId } = request
  const headers: string[] = []
  let before = ''
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const value = rawHeaders[i + 1] ?? ''
    const lower = name.toLowerCase()
    if (lower === 'x-forwarded-for') before += `${value}, `
    if (!notForwarded.has(lower) && without?.has(lower) !== true) headers.push(name, value)
  }
  headers.push('X-Amzn-Trace-Id', traceId, 'X-Forwarded-For', before + sourceIp)
  headers.push('X-Forwarded-Port', '443', 'X-Forwarded-Proto', 'https')
  return headers
}

/** The headers of an integration's answer as the caller gets them, raw. */
export function answeredHeaders(rawHeaders: readonly string[]): string[] {
  const headers: string[] = []
  let hasType = false
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const lower = name.toLowerCase()
    if (notAnswered.has(lower)) continue
    hasType ||= lower === 'content-type'
    headers.push(remapped.has(lower) ? `x-amzn-Remapped-${name}` : name, rawHeaders[i + 1] ?? '')
  }
  if (!hasType) headers.push('Content-Type', 'application/json')
  return headers
}
