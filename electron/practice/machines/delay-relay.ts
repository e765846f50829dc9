import { connect, createServer, type Server } from 'node:net'

/**
 * A relay to a loopback port that passes on every part of an answer `delayMs` later, like a distant network.
 */
export function delayRelay(upstreamPort: number, delayMs: number): Server {
  return createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: '127.0.0.1', port: upstreamPort, noDelay: true })
    client.pipe(upstream)
    // Equal delays keep the order. A connection that has ended takes no more data.
    upstream.on('data', (piece) => setTimeout(() => client.writable && client.write(piece), delayMs))
    upstream.on('end', () => setTimeout(() => client.end(), delayMs))
    upstream.on('error', () => client.destroy())
    client.on('error', () => upstream.destroy())
    client.on('close', () => upstream.destroy())
  })
}
