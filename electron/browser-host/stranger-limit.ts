import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Enough for several browsers that load a page at the same moment. */
const mostStrangers = 128

/**
 * Limits the connections that have shown no credential: one more than the limit ends the oldest. Any
 * user of the machine can open as many as it likes, and must not use up what the person's pages need.
 * @returns called with the connection of a page that is admitted, which does not count any more
 */
export function limitStrangers(server: Server): (admitted: Duplex) => void {
  const strangers = new Set<Duplex>()
  server.on('connection', (socket: Socket) => {
    strangers.add(socket)
    socket.once('close', () => strangers.delete(socket))
    if (strangers.size <= mostStrangers) return
    const [oldest] = strangers
    if (oldest === undefined) return
    strangers.delete(oldest)
    oldest.destroy()
  })
  return (admitted) => void strangers.delete(admitted)
}
