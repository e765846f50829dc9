import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { GatewayRequest } from './lambda-proxy.ts'

const maxRequestBytes = 10_485_760

/** What a request asks for: the stage, which is the first part of its path, and the rest. */
export function received(incoming: IncomingMessage): { stageName: string; request: GatewayRequest } {
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  const fullPath = fromOneSlash(mark < 0 ? url : url.slice(0, mark))
  const slash = fullPath.indexOf('/', 1)
  const nowMs = Date.now()
  const request: GatewayRequest = {
    requestId: randomUUID(),
    extendedRequestId: `${randomBytes(11).toString('base64url')}=`,
    traceId: givenTrace(incoming) ?? newTrace(nowMs),
    receivedAtMs: nowMs,
    httpMethod: incoming.method ?? 'GET',
    fullPath,
    path: slash < 0 ? '/' : fromOneSlash(fullPath.slice(slash)),
    query: mark < 0 ? '' : url.slice(mark + 1),
    rawHeaders: incoming.rawHeaders,
    body: Buffer.alloc(0),
    sourceIp: incoming.socket.remoteAddress ?? '',
  }
  return { stageName: slash < 0 ? fullPath.slice(1) : fullPath.slice(1, slash), request }
}

/** Several slashes at the beginning count as one. Those within a path count. */
function fromOneSlash(path: string): string {
  return path.startsWith('//') ? path.replace(/^\/+/, '/') : path
}

/** The trace that the request belongs to already. */
function givenTrace({ headers }: IncomingMessage): string | undefined {
  const given = headers['x-amzn-trace-id']
  return typeof given === 'string' && /(?:^|;)Root=./i.test(given) ? given : undefined
}

/** A trace of its own for a request that belongs to none. */
export function newTrace(nowMs: number): string {
  return `Root=1-${Math.floor(nowMs / 1_000).toString(16)}-${randomBytes(12).toString('hex')}`
}

/** The trace of a request with the gateway's own segment and whether it is sampled, unless it has them. */
export function segmentOf(traceId: string): string {
  const parent = /;Parent=/i.test(traceId) ? '' : `;Parent=${randomBytes(8).toString('hex')}`
  return traceId + parent + (/;Sampled=/i.test(traceId) ? '' : ';Sampled=0')
}

/**
 * The whole body, or undefined when it is larger than the service takes; the rest is read and
 * discarded.
 */
export function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let bytes = 0
    incoming.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes <= maxRequestBytes) pieces.push(piece)
      else pieces.length = 0
    })
    incoming.on('end', () => resolve(bytes <= maxRequestBytes ? Buffer.concat(pieces) : undefined))
    incoming.on('error', reject)
  })
}
