import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server on loopback, until the test ends, that answers with the body that it got, after a while. */
export async function slowEcho(delayMs: number) {
  const counts = { connections: 0, requests: 0 }
  const server = createServer((request, response) => {
    counts.requests += 1
    setTimeout(() => request.pipe(response), delayMs)
  })
  server.on('connection', () => (counts.connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()))
  return { counts, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/service/echo` }
}
