import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { z } from 'zod'
import type { CommandName } from '../../shared/contract.ts'
import {
  maxMessageBytes,
  mostRequestsAtOnce,
  parseCredential,
  refusedCloseCode,
  socketPath,
  subprotocol,
  type HostMessage,
} from '../../shared/socket-protocol.ts'
import type { Engine } from '../engine/engine.ts'
import { createAdmission, type Admission } from './admission.ts'
import { limitStrangers } from './stranger-limit.ts'

const requestSchema = z.strictObject({
  id: z.int().min(0),
  name: z.string().max(100),
  input: z.unknown().optional(),
})

const mostPages = 32
/** Connections that are being told that they are not admitted. */
const mostFarewells = 32
/** How much a page may lag before it is disconnected. It reconnects and asks for what it missed. */
const mostUnsentBytes = 32 * 1024 * 1024
/** How long a page that is not admitted may take to close its connection. */
const farewellMs = 1_000

export interface SocketHost {
  admission: Admission
  close(): void
}

/**
 * Answers commands and sends events over WebSockets at `/engine`. Before anything is read, a connection must
 * name exactly our Host and our Origin, and present a credential. A browser sets the first two, and a page
 * cannot change them.
 * @param host `127.0.0.1:PORT`
 */
export function answerSockets(
  server: Server,
  host: string,
  engine: Pick<Engine, 'dispatch' | 'onEvent'>,
): SocketHost {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  })
  const pages = new Set<WebSocket>()
  const admission = createAdmission()
  const admitted = limitStrangers(server)

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const refusal = refusalOf(request, host) ?? (pages.size < mostPages ? undefined : full)
    if (refusal !== undefined) return refuse(stream, refusal)
    const token = admit(admission, request)
    if (token === undefined && sockets.clients.size - pages.size >= mostFarewells) return refuse(stream, full)
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // A message that is too long, or not a WebSocket frame, ends only this connection.
      socket.on('error', () => socket.terminate())
      if (token === undefined) return shutOut(socket)
      admitted(stream)
      pages.add(socket)
      socket.on('close', () => pages.delete(socket))
      send(socket, { welcome: { token } })
      answerMessages(socket, engine)
    })
  })
  const stopEvents = engine.onEvent((event) => {
    const text = JSON.stringify({ event } satisfies HostMessage)
    for (const socket of pages) sendText(socket, text)
  })
  return {
    admission,
    close() {
      stopEvents()
      for (const socket of sockets.clients) {
        socket.close(1001, 'Sluice is ending.')
        setTimeout(() => socket.terminate(), farewellMs).unref()
      }
      sockets.close()
    },
  }
}

const full = '503 Service Unavailable'

function shutOut(socket: WebSocket): void {
  socket.close(refusedCloseCode, 'This page is not let in.')
  setTimeout(() => socket.terminate(), farewellMs).unref()
}

function answerMessages(socket: WebSocket, engine: Pick<Engine, 'dispatch'>): void {
  let inFlight = 0
  const answer = async ({ id, name, input }: z.infer<typeof requestSchema>): Promise<void> => {
    inFlight += 1
    // Never throws.
    const given = await engine.dispatch(name as CommandName, input)
    inFlight -= 1
    send(socket, { id, answer: given })
  }
  socket.on('message', (data, isBinary) => {
    const request = isBinary ? undefined : parseRequest(data)
    if (request === undefined) return socket.close(1008, 'This is not a request.')
    if (inFlight < mostRequestsAtOnce) return void answer(request)
    const message = 'Too many commands are in progress. Wait for some of them to finish.'
    send(socket, { id: request.id, answer: { ok: false, error: { code: 'conflict', message, details: {} } } })
  })
}

function parseRequest(data: RawData): z.infer<typeof requestSchema> | undefined {
  try {
    // By default `ws` delivers one Buffer.
    return requestSchema.safeParse(JSON.parse((data as Buffer).toString('utf8'))).data
  } catch {
    return undefined
  }
}

function refusalOf({ url, headers }: IncomingMessage, host: string): string | undefined {
  if (headers.host !== host || headers.origin !== `http://${host}`) return '403 Forbidden'
  if (url !== socketPath) return '404 Not Found'
  return undefined
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy())
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => stream.destroy())
}

/**
 * Credentials are subprotocols: the only header that a page can set on a WebSocket.
 */
function admit(admission: Admission, { headers }: IncomingMessage): string | undefined {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',')
  const credentials = offered.flatMap((text) => parseCredential(text.trim()) ?? [])
  // A page that has a token already spends no code.
  for (const kind of ['token', 'once'] as const)
    for (const credential of credentials) {
      const token = credential.kind === kind ? admission.admit(credential) : undefined
      if (token !== undefined) return token
    }
  return undefined
}

function send(socket: WebSocket, message: HostMessage): void {
  sendText(socket, JSON.stringify(message))
}

function sendText(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > mostUnsentBytes) return socket.terminate()
  socket.send(text)
}
