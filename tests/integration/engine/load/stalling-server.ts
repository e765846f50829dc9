import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A server on loopback that answers at once, but from time to time keeps everyone waiting for `stallMs`. Of
 * the answers to `/broken` every second one is 502.
 */
export async function stallingServer({ everyMs, stallMs }: { everyMs: number; stallMs: number }) {
  const counts = { answered: 0, stalled: 0 }
  const startedMs = performance.now()
  const server = createServer((request, response) => {
    const sinceMs = performance.now() - startedMs
    const intoMs = sinceMs % everyMs
    const waitMs = sinceMs > everyMs && intoMs < stallMs ? stallMs - intoMs : 0
    const answer = () => {
      counts.answered += 1
      if (request.url === '/broken' && counts.answered % 2 === 0) response.statusCode = 502
      if (waitMs >= stallMs / 2) counts.stalled += 1
      response.end('hello')
    }
    if (waitMs > 0) setTimeout(answer, waitMs)
    else answer()
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    counts,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}
