import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket as NodeSocket } from 'ws'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import { startBrowserHost, type BrowserHost } from '../../../electron/browser-host/serve.ts'
import { socketTransport, type SocketTransport } from '../../../renderer/api/socket.ts'
import { socketPath, type Credential } from '../../../shared/socket-protocol.ts'

/** A real engine on a data folder of its own, and nobody's environment. */
export interface ServedEngine {
  dataDir: string
  engine: Engine
  host: BrowserHost
  /** `127.0.0.1:PORT` */
  authority: string
  /** What the printed address lets in with. */
  token: string
  /** A page of this host, with the token unless told otherwise. */
  connect(credential?: Credential): SocketTransport
  /** Stops serving, and serves again on the same port; all tokens are new. */
  restart(whileDown?: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

export async function serveEngine(options: { pages?: string } = {}): Promise<ServedEngine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-hosts-'))
  const engine = createEngine({ dataDir })
  const open: SocketTransport[] = []
  let host = await startBrowserHost(engine, options)
  const served: ServedEngine = {
    dataDir,
    engine,
    get host() {
      return host
    },
    get authority() {
      return new URL(host.address).host
    },
    get token() {
      return secretOf(host.address)
    },
    connect(credential) {
      const transport = socketTransport({
        open: (protocols) => pageSocket(served.authority, protocols),
        credential: () => Promise.resolve(credential ?? { kind: 'token', secret: served.token }),
        keep: () => undefined,
        firstDelayMs: 20,
        patienceMs: 2_000,
      })
      open.push(transport)
      return transport
    },
    async restart(whileDown) {
      const port = Number(new URL(host.address).port)
      await host.close()
      await whileDown?.()
      host = await startBrowserHost(engine, { ...options, port })
    },
    async close() {
      for (const transport of open) transport.close()
      await host.close()
      await engine.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return served
}

/** A WebSocket as a browser opens it from the host's own page. */
function pageSocket(authority: string, protocols: string[]): WebSocket {
  const socket = new NodeSocket(`ws://${authority}${socketPath}`, protocols, {
    origin: `http://${authority}`,
  })
  // A browser throws nothing where nobody listens.
  socket.on('error', () => undefined)
  return socket as unknown as WebSocket
}

/** The secret that an address of the browser host ends with. */
export function secretOf(address: string): string {
  return address.slice(address.lastIndexOf('=') + 1)
}
