/**
 * The headers that an application load balancer hands on. Sources: Elastic Load Balancing user guide, "HTTP
 * headers and Application Load Balancers", "Request tracing" and "Host header preservation".
 */
import { endToEndHeaders } from './relay.ts'
import type { ApplicationListenerSettings } from './application-load-balancer-settings.ts'

/** A request's own facts, and those of the moment. */
export interface ForwardedRequest {
  rawHeaders: readonly string[]
  clientIp: string
  nowMs: number
  /** Twenty-four hexadecimal digits. */
  newId: () => string
}

type Rules = Pick<
  ApplicationListenerSettings,
  'port' | 'tls' | 'preserveHost' | 'forwardedFor' | 'dropInvalidHeaders'
>

/** Written by the load balancer, whatever the client has sent. */
const written = new Set(['x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto', 'x-amzn-trace-id'])

/** The longest trace that is continued; a longer one is replaced. Source: "Request tracing", limitations. */
const longestTrace = 7 * 1_024

/** The raw headers (names and values by turns) that a target gets. */
export function targetHeaders(request: ForwardedRequest, rules: Rules): string[] {
  const given = endToEndHeaders(request.rawHeaders)
  const headers = forwardedFor(given, request.clientIp, rules.forwardedFor)
  headers.push('X-Forwarded-Proto', rules.tls === undefined ? 'http' : 'https')
  headers.push('X-Forwarded-Port', String(rules.port), 'X-Amzn-Trace-Id', traceOf(given, request))
  for (let i = 0; i + 1 < given.length; i += 2) {
    const name = given[i] ?? ''
    const value = given[i + 1] ?? ''
    const lower = name.toLowerCase()
    if (written.has(lower) || (rules.dropInvalidHeaders && !/^[A-Za-z0-9-]+$/.test(name))) continue
    headers.push(name, lower === 'host' && !rules.preserveHost ? hostFor(value, rules) : value)
  }
  return headers
}

function valuesOf(rawHeaders: readonly string[], wanted: string): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === wanted)
}

function forwardedFor(given: readonly string[], clientIp: string, mode: Rules['forwardedFor']): string[] {
  const before = valuesOf(given, 'x-forwarded-for')
  if (mode === 'remove' || (mode === 'preserve' && before.length === 0)) return []
  const addresses = mode === 'preserve' ? before : [...before, clientIp]
  return ['X-Forwarded-For', addresses.join(', ')]
}

/** Behind a usual port (80, 443) the host goes without one; another one is added if none is there. */
function hostFor(host: string, { port }: Rules): string {
  const [, name = host, given] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? []
  if (port === 80 || port === 443) return name
  return given === undefined ? `${name}:${port}` : host
}

function traceOf(given: readonly string[], { nowMs, newId }: ForwardedRequest): string {
  const id = `1-${Math.floor(nowMs / 1_000).toString(16)}-${newId()}`
  const trace = valuesOf(given, 'x-amzn-trace-id')[0] ?? ''
  const fields = trace.length > longestTrace ? [] : trace.split(';').filter((field) => field !== '')
  if (!fields.some((field) => /^Root=./i.test(field))) return [`Root=${id}`, ...fields].join(';')
  return [`Self=${id}`, ...fields.filter((field) => !/^Self=/i.test(field))].join(';')
}
