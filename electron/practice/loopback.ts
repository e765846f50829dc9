import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The port that a server listens on; 0 before it does. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0
}

/** Lets a server listen on 127.0.0.1. @param preferredPort taken when it is free, else any */
export async function listenOnLoopback(server: Server, preferredPort: number | undefined): Promise<void> {
  const tryPort = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
        server.removeListener('error', reject)
        resolve()
      })
    })
  if (preferredPort === undefined) return tryPort(0)
  return tryPort(preferredPort).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code !== 'EADDRINUSE' && thrown.code !== 'EACCES') throw thrown
    return tryPort(0)
  })
}
