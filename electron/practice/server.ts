import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Log } from '../platform/log.ts'
import { refusalOf } from './guard.ts'
import { listenOnLoopback, portOf } from './loopback.ts'
import { isOwnConnection } from './owner.ts'
import { readBody } from './request-body.ts'
import { practiceServiceName } from './services/practice.ts'
import type { AccessKey } from './signature.ts'
import { type Disbelief, disbeliefOfClaim, isSignedBy, readClaim } from './sigv4.ts'
import type { Session } from './sessions.ts'
import type { Throttle } from './throttling.ts'
import { maxUnsignedBytes, readUnsigned, unsignedServiceOf } from './unsigned.ts'
import { ec2QueryWire } from './wire/ec2-query.ts'
import { jsonWire } from './wire/json.ts'
import { queryWire } from './wire/query.ts'
import { restJsonWire } from './wire/rest-json.ts'
import type { Wire, WireAnswer } from './wire/wire.ts'
import { type Service, ServiceError } from './world.ts'

/**
 * The largest request that is read. CloudFormation's largest template body is 51,200 bytes, SSM's largest
 * command 64 KB.
 */
const maxBodyBytes = 1_000_000

const wires: Record<Service['protocol'], Wire> = {
  query: queryWire,
  ec2: ec2QueryWire,
  'json-1.1': jsonWire,
  'rest-json': restJsonWire,
}

export interface Clients {
  /** Sockets that are open now. */
  connected: number
  /** Sockets that have ever been open. */
  seen: number
}

export interface Endpoint {
  readonly port: number
  /**
   * Connected sockets. A client's idle one stays open for as long as the client lives, and so tells that
   * there is one.
   */
  clients(): Clients
  close(): Promise<void>
}

export interface EndpointOptions {
  services: readonly Service[]
  key: AccessKey
  /** The temporary credentials that a key belongs to, if any. */
  sessionOf?: (accessKeyId: string) => Session | undefined
  throttle: Throttle
  /** Whether a call ends in a fault of the service, and whether before or after it has had its effect. */
  breaks?: (service: string) => 'before' | 'after' | undefined
  log: Log
  /** Taken when it is free, so that clients of an earlier account find this one. */
  preferredPort: number | undefined
  /**
   * The account's clock, in epoch milliseconds: what signatures are checked against and answers are dated
   * with.
   */
  clock?: () => number
  /** The refusal of a call that the caller may not make; undefined when it may. */
  denial?: (service: Service, operation: string, method: string) => ServiceError | undefined
  /**
   * Whether the process at the other end of a connection is this person's: asked where no signature tells.
   */
  isOwn?: typeof isOwnConnection
}

/**
 * The account's endpoint: an HTTP server on a loopback port. In this order, and nothing of a request is
 * parsed or run before: Host and Origin (`guard.ts`), key and time, size, signature (`sigv4.ts`); then the
 * throttle, the protocol (`wire/`) and the operation. For the few operations that a service declares to
 * need no signature, the owner of the other end takes the place of the key (`unsigned.ts`, `owner.ts`).
 */
export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const services = new Map(options.services.map((service) => [service.name, service]))
  const server = createServer((request, response) => {
    answerRequest(request, portOf(server), services, options).then(
      (answer) => send(response, answer, options.clock?.() ?? Date.now()),
      (thrown: unknown) => {
        options.log('warn', 'A request ended before it was answered.', { reason: String(thrown) })
        response.destroy()
      },
    )
  })
  // Closing an idle socket races with the next request on it, and the open socket is how a client says that
  // it is there.
  server.keepAliveTimeout = 0
  const clients: Clients = { connected: 0, seen: 0 }
  server.on('connection', (socket) => {
    clients.connected += 1
    clients.seen += 1
    socket.once('close', () => (clients.connected -= 1))
  })
  await listenOnLoopback(server, options.preferredPort)
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

async function answerRequest(
  request: IncomingMessage,
  port: number,
  services: ReadonlyMap<string, Service>,
  { key, sessionOf, throttle, breaks, log, clock, denial, isOwn = isOwnConnection }: EndpointOptions,
): Promise<WireAnswer> {
  const requestId = randomUUID()
  const headers = headersOf(request)
  const method = request.method ?? ''
  const target = request.url ?? '/'
  const claim = readClaim(headers)
  const unsigned = unsignedServiceOf(services.values(), { method, target, headers })
  const service = unsigned ?? services.get(claim?.scope.service ?? '') ?? unknownService(headers)
  const wire = wires[service.protocol]
  const disbelieve = (reason: Disbelief): WireAnswer => {
    log('warn', 'Refused a request.', { reason })
    return wire.error(service, wire.standardError(reason), requestId)
  }

  const refusal = refusalOf({ method, headers }, port, service.protocol === 'rest-json')
  if (refusal !== undefined) {
    log('warn', 'Refused a request.', { status: refusal.status, reason: refusal.reason })
    return plainAnswer(refusal.status, refusal.reason)
  }
  // Sluice's own question whether the account is there is no call to AWS, and is answered at any time.
  const nowMs = service.name === practiceServiceName ? Date.now() : (clock?.() ?? Date.now())
  // Sluice's own service belongs to whoever holds the folder's key, and to nobody else.
  const session = claim && service.name !== practiceServiceName ? sessionOf?.(claim.accessKeyId) : undefined
  const signingKey = session ?? key
  if (unsigned !== undefined && !isOwn(request.socket)) return disbelieve('missing-token')
  const disbelief = unsigned === undefined ? disbeliefOfClaim(claim, headers, signingKey, nowMs) : undefined
  if (disbelief !== undefined) return disbelieve(disbelief)
  const maxBytes = unsigned === undefined ? maxBodyBytes : maxUnsignedBytes
  const body = await readBody(request, maxBytes)
  if (body === undefined) {
    const answer = plainAnswer(413, `A request may have ${maxBytes} bytes at most.`)
    // What is left of the body is not waited for.
    return { ...answer, headers: { ...answer.headers, connection: 'close' } }
  }
  const received = { method, target, headers, body }
  if (claim !== undefined && !isSignedBy(signingKey, claim, received)) return disbelieve('wrong-signature')
  try {
    const { operation, input } =
      unsigned === undefined ? wire.read(service, received) : readUnsigned(wire, unsigned, received)
    if (!throttle.admits(service.name, operation)) throw wire.standardError('throttled')
    // Nobody can be denied what is called without credentials.
    const refused = unsigned === undefined ? denial?.(service, operation, method) : undefined
    if (refused !== undefined) throw refused
    const run = service.operations[operation]
    if (run === undefined) throw wire.standardError('internal')
    const broken = breaks?.(service.name)
    if (broken === 'before') throw wire.standardError('internal')
    const output = await run(input, {
      region: claim?.scope.region ?? '',
      requestId,
      ...(session === undefined ? {} : { callerArn: session.arn }),
    })
    if (broken === 'after') throw wire.standardError('internal')
    return wire.result(service, operation, output, requestId)
  } catch (thrown) {
    if (thrown instanceof ServiceError) return wire.error(service, thrown, requestId)
    const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    log('error', 'A call failed inside the practice account.', { service: service.name, requestId, reason })
    return wire.error(service, wire.standardError('internal'), requestId)
  }
}

/**
 * Stands for a service that is not imitated: it answers every call with the unknown-operation error of the
 * protocol that the call speaks.
 */
function unknownService(headers: Readonly<Record<string, string>>): Service {
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  const protocol = headers['x-amz-target'] !== undefined ? 'json-1.1' : form ? 'query' : 'rest-json'
  return { name: 'unknown', protocol, version: 'none', operations: {} }
}

/**
 * Repeated headers are joined by Node, as signing wants it; `set-cookie`, the exception, has no place in a
 * request.
 */
function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}

function plainAnswer(status: number, reason: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${reason}\n` }
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
