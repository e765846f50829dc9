import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { STATUS_CODES } from '../../platform/node-http.ts'
import type { DoorRequest } from './http-event.ts'
import { newTrace } from './gateway-request.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import { headerOf } from './relay.ts'

/** What of a request is known before its body has come. */
export function doorRequest(incoming: IncomingMessage, requestId: string): DoorRequest {
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  const receivedAtMs = Date.now()
  const given = incoming.headers['x-amzn-trace-id']
  return {
    requestId,
    traceId: typeof given === 'string' && /(?:^|;)Root=./i.test(given) ? given : newTrace(receivedAtMs),
    receivedAtMs,
    httpMethod: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    rawHeaders: incoming.rawHeaders,
    body: Buffer.alloc(0),
    sourceIp: incoming.socket.remoteAddress ?? '',
  }
}

/** The id that API Gateway gives a request of an HTTP API. */
export function newRequestId(): string {
  return `${randomBytes(11).toString('base64url')}=`
}

/** Headers that a door writes into the event of a function, whatever the client has sent of them. */
export function forwardedFields(request: DoorRequest, before: string | undefined): Record<string, string> {
  return {
    'x-amzn-trace-id': request.traceId,
    'x-forwarded-for': before === undefined ? request.sourceIp : `${before}, ${request.sourceIp}`,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  }
}

/**
 * Sends an answer with the headers that the door adds.
 * @throws TypeError for a header that HTTP does not allow, before anything is sent
 */
export function sendFromDoor(response: ServerResponse, answer: GatewayAnswer, own: readonly string[]): void {
  if (response.headersSent || response.destroyed) return
  const { status, rawHeaders, body } = answer
  const headers = [...endToEnd(rawHeaders), ...own]
  if (status !== 204 && status !== 304) headers.push('Content-Length', lengthOf(response, answer))
  headers.push('Connection', response.shouldKeepAlive ? 'keep-alive' : 'close')
  response.sendDate = !rawHeaders.some((name, at) => at % 2 === 0 && name.toLowerCase() === 'date')
  response.writeHead(status, STATUS_CODES[status] ?? 'Unknown', headers)
  response.end(body)
}

/** The answer to HEAD has the length that a body would have. */
function lengthOf({ req }: ServerResponse, { rawHeaders, body }: GatewayAnswer): string {
  const stated = req.method === 'HEAD' ? headerOf(rawHeaders, 'content-length') : undefined
  return body.length === 0 && stated !== undefined ? stated : String(body.length)
}

/** What the door writes itself, or what belongs to the connection behind it. */
const ofDoor = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
])

function endToEnd(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, at) => !ofDoor.has((rawHeaders[at - (at % 2)] ?? '').toLowerCase()))
}
