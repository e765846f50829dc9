import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket as NodeSocket } from 'ws'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import { startBrowserHost, type BrowserHost } from '../../../electron/browser-host/serve.ts'
import { socketTransport, type SocketTransport } from '../../../renderer/api/socket.ts'
import { credentialText, socketPath, subprotocol, type Credential } from '../../../shared/socket-protocol.ts'

/** A real engine on a data folder of its own, and nobody's environment. */
export interface ServedEngine {
  dataDir: string
  engine: Engine
  host: BrowserHost
  /** `127.0.0.1:PORT` */
  authority: string
  /** Of a page that has been let in. */
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
  let token = await tokenOf(host)
  const served: ServedEngine = {
    dataDir,
    engine,
    get host() {
      return host
    },
    get authority() {
      return new URL(host.origin).host
    },
    get token() {
      return token
    },
    connect(credential) {
      const transport = socketTransport({
        open: (protocols) => pageSocket(served.authority, protocols),
        credentials: () => Promise.resolve([credential ?? { kind: 'token', secret: served.token }]),
        keep: () => undefined,
        firstDelayMs: 20,
        patienceMs: 2_000,
      })
      open.push(transport)
      return transport
    },
    async restart(whileDown) {
      const port = Number(new URL(host.origin).port)
      await host.close()
      await whileDown?.()
      host = await startBrowserHost(engine, { ...options, port })
      token = await tokenOf(host)
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

/** The token that a page is given for an address. */
async function tokenOf(host: BrowserHost): Promise<string> {
  const code = credentialText({ kind: 'once', secret: secretOf(host.newAddress()) })
  const socket = pageSocket(new URL(host.origin).host, [subprotocol, code])
  const said = await new Promise<string>((resolve) =>
    socket.addEventListener('message', ({ data }) => resolve(String(data))),
  )
  socket.close()
  return (JSON.parse(said) as { welcome: { token: string } }).welcome.token
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
