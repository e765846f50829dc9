import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { GatewayRequest } from './lambda-proxy.ts'

const maxRequestBytes = 10_485_760

/** What a request asks for: the stage, which is the first part of its path, and the rest. */
export function received(incoming: IncomingMessage): { stageName: string; request: GatewayRequest } {
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  const fullPath = mark < 0 ? url : url.slice(0, mark)
  const slash = fullPath.indexOf('/', 1)
  const nowMs = Date.now()
  const request: GatewayRequest = {
    requestId: randomUUID(),
    extendedRequestId: `${randomBytes(11).toString('base64url')}=`,
    traceId: `Root=1-${Math.floor(nowMs / 1_000).toString(16)}-${randomBytes(12).toString('hex')}`,
    receivedAtMs: nowMs,
    httpMethod: incoming.method ?? 'GET',
    fullPath,
    path: slash < 0 ? '/' : fullPath.slice(slash),
    query: mark < 0 ? '' : url.slice(mark + 1),
    rawHeaders: incoming.rawHeaders,
    body: Buffer.alloc(0),
    sourceIp: incoming.socket.remoteAddress ?? '',
  }
  return { stageName: slash < 0 ? fullPath.slice(1) : fullPath.slice(1, slash), request }
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
