import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createServer } from '../platform/node-http.ts'
import { AppError } from '../../shared/errors.ts'
import type { Engine } from '../engine/engine.ts'
import { runsFromSource } from '../platform/entries.ts'
import { writeOpeningFile, type OpeningFile } from './opening-file.ts'
import { servePage } from './page-server.ts'
import { answerSockets } from './socket-host.ts'

/** The app for a browser on this machine. */
export interface BrowserHost {
  /** `http://127.0.0.1:PORT` */
  origin: string
  /**
   * Makes an address for the person to open: it lets in one page, whenever that comes.
   * @param onUsed called when it has
   */
  newAddress(onUsed?: () => void): string
  /**
   * Writes a file for a browser to open, which lets in one page within a minute and is removed then.
   * @returns its path
   */
  newOpeningFile(): string
  /** Stops serving. The engine stays open. */
  close(): Promise<void>
}

/** Time enough for a browser to start. */
const openingMs = 60_000

/** Where the built pages are, from a checkout and from a build. */
export const builtPages = fileURLToPath(
  new URL(runsFromSource ? '../../out/renderer' : '../renderer', import.meta.url),
)

/**
 * Serves the pages and the engine on 127.0.0.1 only. The code is in the fragment of an address, which is
 * never sent to a server or logged; the page removes it first, and is given a token of its own for it.
 * @param options port 0 picks a free one
 * @throws AppError `conflict` when the port cannot be used
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
    throw new AppError('conflict', portRefusal(port, cause), { field: 'port' }, cause)
  }
  // As a browser writes it: without the port if that is 80.
  const { host, origin } = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const sockets = answerSockets(server, host, engine)
  server.on('request', (request, response) => void servePage(pages, host, request, response))
  const opening = new Set<OpeningFile>()
  return {
    origin,
    newAddress: (onUsed) => addressWith(origin, sockets.admission.issueCode({ onUsed })),
    newOpeningFile() {
      const onUsed = (): void => {
        clearTimeout(timer)
        file.remove()
        opening.delete(file)
      }
      const code = sockets.admission.issueCode({ validMs: openingMs, onUsed })
      const file = writeOpeningFile(addressWith(origin, code))
      const timer = setTimeout(onUsed, openingMs).unref()
      opening.add(file)
      return file.path
    },
    async close() {
      for (const file of opening) file.remove()
      sockets.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function addressWith(origin: string, code: string): string {
  return `${origin}/#once=${code}`
}

function portRefusal(port: number, cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program. Choose another port.`
  if (code === 'EACCES') return `This user may not listen on port ${port}. Choose a port from 1024.`
  return `Port ${port} cannot be used: ${code ?? String(cause)}.`
}
