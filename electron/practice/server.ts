import { createServer, type ServerResponse } from 'node:http'
import { type AnswerOptions, answerRequest } from './answer-request.ts'
import { listenOnLoopback, portOf } from './loopback.ts'
import { isOwnConnection } from './owner.ts'
import type { WireAnswer } from './wire/wire.ts'
import type { Service } from './world.ts'

export interface Clients {
  /** Sockets that are open now. */
  connected: number
  /** Sockets that have ever been open. */
  seen: number
}

export interface Endpoint {
  readonly port: number
  /** Connected sockets. A client keeps an idle one open, so the count shows whether a client is there. */
  clients(): Clients
  close(): Promise<void>
}

/** What a test may leave out. */
type Optional = 'sessionOf' | 'breaks' | 'clock' | 'denial' | 'isOwn'

export type EndpointOptions = Omit<AnswerOptions, Optional> &
  Partial<Pick<AnswerOptions, Optional>> & {
    services: readonly Service[]
    /** Taken when it is free, so that clients of an earlier account find this one. */
    preferredPort: number | undefined
  }

const defaults: Pick<AnswerOptions, Optional> = {
  sessionOf: () => undefined,
  breaks: () => undefined,
  clock: Date.now,
  denial: () => undefined,
  isOwn: isOwnConnection,
}

/** The account's endpoint: an HTTP server on a loopback port. The checks are in `answer-request.ts`. */
export async function startEndpoint(given: EndpointOptions): Promise<Endpoint> {
  const options: AnswerOptions = { ...defaults, ...given }
  const services = new Map(given.services.map((service) => [service.name, service]))
  const server = createServer((request, response) => {
    answerRequest(request, portOf(server), services, options).then(
      (answer) => send(response, answer, options.clock()),
      (thrown: unknown) => {
        options.log('warn', 'A request ended before it was answered.', { reason: String(thrown) })
        response.destroy()
      },
    )
  })
  // Closing an idle socket races with the next request on it, and an open socket shows that a client is
  // there.
  server.keepAliveTimeout = 0
  const clients: Clients = { connected: 0, seen: 0 }
  server.on('connection', (socket) => {
    clients.connected += 1
    clients.seen += 1
    socket.once('close', () => (clients.connected -= 1))
  })
  await listenOnLoopback(server, given.preferredPort)
  return {
    port: portOf(server),
    clients: () => ({ ...clients }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, answer: WireAnswer, nowMs: number): void {
  const date = new Date(nowMs).toUTCString()
  response.writeHead(answer.status, {
    ...answer.headers,
    date,
    'content-length': Buffer.byteLength(answer.body),
  })
  response.end(answer.body)
}
