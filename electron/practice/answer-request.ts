import type { IncomingMessage } from 'node:http'
import type { Log } from '../platform/log.ts'
import { type AuthFailure, authFailureOf, isSignedBy } from './authorization.ts'
import { refusalOf } from './guard.ts'
import type { ConnectionEnds, OwnerCheck } from './owner.ts'
import { readIncoming, type Incoming } from './incoming.ts'
import { readBody } from './request-body.ts'
import { practiceServiceName } from './services/practice.ts'
import { userId } from './iam/callers.ts'
import type { Session } from './sessions.ts'
import type { AccessKey } from './signature.ts'
import type { Throttle } from './throttling.ts'
import { maxUnsignedBytes, readUnsigned } from './unsigned.ts'
import type { WireAnswer, WireCall } from './wire/wire.ts'
import { type JsonObject, type Service, ServiceError } from './world.ts'

export interface AnswerOptions {
  key: AccessKey
  /** The temporary credentials that a key belongs to, if any. */
  sessionOf: (accessKeyId: string) => Session | undefined
  throttle: Throttle
  /** Whether a call fails with an error of the service, and whether before or after it has taken effect. */
  breaks: (service: string) => 'before' | 'after' | undefined
  log: Log
  /** The account's clock, in epoch milliseconds: signatures are checked against it, answers dated with it. */
  clock: () => number
  /** The refusal of a call that its caller may not make; undefined when it may. */
  denial: (
    service: Service,
    call: WireCall,
    by: { callerId: string; region: string },
  ) => ServiceError | undefined
  /** Whether a process of this person is at the other end of a connection: asked for unsigned requests. */
  ownerOf: OwnerCheck
  /** Called with each connection that has sent a request of this person's. */
  onVerified: (connection: ConnectionEnds) => void
}

/**
 * The largest request in bytes. The largest template body of CloudFormation has 51,200, the largest command
 * of SSM 64 KB.
 */
const maxSignedBytes = 1_000_000

/**
 * Answers a request. The checks, in order: Host and Origin (`guard.ts`); key and time, or for an operation
 * that needs no signature the owner of the connection; size; signature (`authorization.ts`). Only then is
 * the request parsed (`wire/`), throttled and run.
 * @throws when the client closes the connection before its request has ended
 */
export async function answerRequest(
  request: IncomingMessage,
  port: number,
  services: ReadonlyMap<string, Service>,
  options: AnswerOptions,
): Promise<WireAnswer> {
  const incoming = readIncoming(request, services)
  const refusal = refusalOf(incoming, port, incoming.service.protocol === 'rest-json')
  if (refusal !== undefined) {
    options.log('warn', 'Refused a request.', { status: refusal.status, reason: refusal.reason })
    return plainAnswer(refusal.status, refusal.reason)
  }
  const session = sessionOfCaller(incoming, options)
  const key = session ?? options.key
  const failure = await failureBeforeBody(incoming, key, options)
  if (failure !== undefined) return unauthenticated(incoming, failure, options.log)
  const maxBytes = incoming.unsigned ? maxUnsignedBytes : maxSignedBytes
  const body = await readBody(request, maxBytes)
  if (body === undefined) return tooLarge(maxBytes)
  const { authorization } = incoming
  if (authorization !== undefined && !(await isSignedBy(key, authorization, { ...incoming, body })))
    return unauthenticated(incoming, 'wrong-signature', options.log)
  options.onVerified(incoming.connection)
  return answerCall(incoming, body, session?.accessKeyId ?? userId, options)
}

/** Sluice's own service takes the data folder's key only, and no temporary one. */
function sessionOfCaller(
  { authorization, service }: Incoming,
  { sessionOf }: AnswerOptions,
): Session | undefined {
  if (authorization === undefined || service.name === practiceServiceName) return undefined
  return sessionOf(authorization.accessKeyId)
}

async function failureBeforeBody(
  { unsigned, connection, authorization, headers, service }: Incoming,
  key: AccessKey | Session,
  { ownerOf, clock }: AnswerOptions,
): Promise<AuthFailure | 'throttled' | undefined> {
  if (unsigned) {
    const owner = await ownerOf(connection)
    return owner === 'other' ? 'missing-token' : owner === 'throttled' ? owner : undefined
  }
  // A skewed clock is a fault of calls to AWS, not of Sluice's own requests.
  const nowMs = service.name === practiceServiceName ? Date.now() : clock()
  return authFailureOf(authorization, headers, key, nowMs)
}

async function answerCall(
  incoming: Incoming,
  body: Uint8Array,
  callerId: string,
  options: AnswerOptions,
): Promise<WireAnswer> {
  const { service, wire, requestId } = incoming
  try {
    const received = { ...incoming, body }
    const call = incoming.unsigned ? readUnsigned(wire, service, received) : wire.read(service, received)
    const output = await run(incoming, call, callerId, options)
    return wire.result(service, call.operation, output, requestId)
  } catch (thrown) {
    if (thrown instanceof ServiceError) return wire.error(service, thrown, requestId)
    const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    options.log('error', 'A call failed inside the practice account.', {
      service: service.name,
      requestId,
      reason,
    })
    return wire.error(service, wire.standardError('internal'), requestId)
  }
}

/** Runs a call that is authenticated. @throws ServiceError when it is throttled, denied, broken or fails */
async function run(
  { service, wire, unsigned, authorization, requestId }: Incoming,
  call: WireCall,
  callerId: string,
  { throttle, denial, breaks }: AnswerOptions,
): Promise<JsonObject> {
  const { operation, input } = call
  const region = authorization?.region ?? ''
  if (!throttle.admits(service.name, operation)) throw wire.standardError('throttled')
  // A call without credentials has no permissions that could be denied.
  const denied = unsigned ? undefined : denial(service, call, { callerId, region })
  if (denied !== undefined) throw denied
  const operate = service.operations[operation]
  const broken = breaks(service.name)
  if (operate === undefined || broken === 'before') throw wire.standardError('internal')
  const output = await operate(input, { region, requestId, ...(unsigned ? {} : { callerId }) })
  if (broken === 'after') throw wire.standardError('internal')
  return output
}

function unauthenticated(
  { service, wire, requestId }: Incoming,
  reason: AuthFailure | 'throttled',
  log: Log,
): WireAnswer {
  log('warn', 'Refused a request.', { reason })
  return wire.error(service, wire.standardError(reason), requestId)
}

/** Closes the connection: the rest of the body is not read. */
function tooLarge(maxBytes: number): WireAnswer {
  const answer = plainAnswer(413, `A request may have ${maxBytes} bytes at most.`)
  return { ...answer, headers: { ...answer.headers, connection: 'close' } }
}

function plainAnswer(status: number, reason: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${reason}\n` }
}
