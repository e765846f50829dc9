import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import { runsFromSource } from '../platform/entries.ts'
import { servePage } from './page-server.ts'
import { answerSockets } from './socket-host.ts'

/** The app for a browser on this machine. */
export interface BrowserHost {
  /** The address with the token, valid while the host runs: only for the person. */
  address: string
  /**
   * An address that admits one page within a minute: for the browser's command line, which other users of
   * the machine can list.
   */
  onceAddress(): string
  /** Stops serving. The engine stays open. */
  close(): Promise<void>
}

/** Where the built pages are, from a checkout and from a build. */
export const builtPages = fileURLToPath(
  new URL(runsFromSource ? '../../out/renderer' : '../renderer', import.meta.url),
)

/**
 * Serves the pages and the engine on 127.0.0.1 only. The secret is in the fragment of the address, which is
 * never sent to a server or logged; the page removes it first.
 * @param options port 0 picks a free one
 * @throws AppError `conflict` when the port is taken
 */
export async function startBrowserHost(
  engine: Pick<Engine, 'dispatch' | 'onEvent'>,
  options: { port?: number; pages?: string } = {},
): Promise<BrowserHost> {
  const { port = 0, pages = builtPages } = options
  const server = createServer()
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new AppError(
      'conflict',
      `Port ${port} cannot be used: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      {},
      cause,
    )
  }
  // As a browser writes it: without the port if that is 80.
  const { host, origin } = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const sockets = answerSockets(server, host, engine)
  server.on('request', (request, response) => void servePage(pages, host, request, response))
  return {
    address: `${origin}/#token=${sockets.admission.token}`,
    onceAddress: () => `${origin}/#once=${sockets.admission.once()}`,
    async close() {
      sockets.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
