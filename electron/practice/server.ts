import type { ServerResponse } from 'node:http'
import { createServer } from '../platform/node-http.ts'
import { type AnswerOptions, answerRequest } from './answer-request.ts'
import { listenOnLoopback, portOf } from './loopback.ts'
import { type ConnectionEnds, createOwnerCheck } from './owner.ts'
import type { WireAnswer } from './wire/wire.ts'
import type { Service } from './world.ts'

export interface Clients {
  /**
   * Sockets that are open now and have sent a request of this person's: signed, or from their own process.
   */
  connected: number
  /** How many of those there have ever been. */
  seen: number
}

export interface Endpoint {
  readonly port: number
  /** A client keeps an idle socket open, so the count shows whether a client is there. */
  clients(): Clients
  close(): Promise<void>
}

/** What a test may leave out. */
type Optional = 'sessionOf' | 'breaks' | 'clock' | 'denial' | 'ownerOf'

export type EndpointOptions = Omit<AnswerOptions, Optional | 'onVerified'> &
  Partial<Pick<AnswerOptions, Optional>> & {
    services: readonly Service[]
    /** Taken when it is free, so that clients of an earlier account find this one. */
    preferredPort: number | undefined
  }

const defaults: Omit<Pick<AnswerOptions, Optional>, 'ownerOf'> = {
  sessionOf: () => undefined,
  breaks: () => undefined,
  clock: Date.now,
  denial: () => undefined,
}

/** The account's endpoint: an HTTP server on a loopback port. The checks are in `answer-request.ts`. */
export async function startEndpoint(given: EndpointOptions): Promise<Endpoint> {
  const clients = new Set<ConnectionEnds>()
  let seen = 0
  const onVerified = (connection: ConnectionEnds): void => {
    // One that has ended has no port, and its end has been counted.
    if (clients.has(connection) || connection.localPort === undefined) return
    clients.add(connection)
    seen += 1
  }
  const options: AnswerOptions = { ...defaults, ownerOf: createOwnerCheck(), ...given, onVerified }
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
  server.on('connection', (socket) => socket.once('close', () => clients.delete(socket)))
  await listenOnLoopback(server, given.preferredPort)
  return {
    port: portOf(server),
    clients: () => ({ connected: clients.size, seen }),
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
