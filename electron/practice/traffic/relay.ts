import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * A response up to this size is sent in one piece, which saves a proxy several writes per request; a longer
 * one streams.
 */
const onePieceBytes = 64 * 1024

/**
 * Headers that belong to one connection and not to the message (RFC 9110, section 7.6.1), but for the
 * framing, which stays as it is.
 */
const connectionHeaders = new Set(['connection', 'keep-alive', 'proxy-connection', 'upgrade', 'te', 'expect'])

/**
 * Raw headers (`[name, value, name, value, …]`) without those of the connection; names, order and
 * repetitions stay.
 */
export function endToEndHeaders(rawHeaders: readonly string[]): string[] {
  const kept: string[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    if (!connectionHeaders.has(name.toLowerCase())) kept.push(name, rawHeaders[i + 1] ?? '')
  }
  return kept
}

/** The first value of a header in raw headers; its name in lower case. */
export function headerOf(rawHeaders: readonly string[], name: string): string | undefined {
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.toLowerCase() === name) return rawHeaders[i + 1]
  return undefined
}

/** Whether a request says that a body follows. */
export function hasBody(request: IncomingMessage): boolean {
  return (
    request.headers['transfer-encoding'] !== undefined || (request.headers['content-length'] ?? '0') !== '0'
  )
}

/**
 * Sends an upstream's response on, with its status line, its headers and its bytes untouched. Cuts the
 * connection if the upstream does.
 */
export function relayResponse(upstream: IncomingMessage, response: ServerResponse): void {
  response.sendDate = false
  response.writeHead(
    upstream.statusCode ?? 502,
    upstream.statusMessage ?? '',
    endToEndHeaders(upstream.rawHeaders),
  )
  const pieces: Buffer[] = []
  let bytes = 0
  const onData = (piece: Buffer): void => {
    pieces.push(piece)
    bytes += piece.length
    if (bytes <= onePieceBytes) return
    upstream.off('data', onData)
    upstream.off('end', onEnd)
    response.write(Buffer.concat(pieces))
    upstream.pipe(response)
  }
  const onEnd = (): void => {
    if (pieces.length === 0) response.end()
    else response.end(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))
  }
  upstream.on('data', onData)
  upstream.on('end', onEnd)
  upstream.on('error', () => response.destroy())
}
