import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { doorRequest, forwardedFields, newRequestId, sendFromDoor } from './door-request.ts'
import { readBody } from './gateway-request.ts'
import { answerOfFormat1, answerOfFormat2 } from './http-answer.ts'
import { HttpApiProxy, type ProxyFailure } from './http-api-proxy.ts'
import type { HttpApiSettings, HttpIntegration, HttpStage } from './http-api-messages.ts'
import { eventOfFormat1 } from './http-event-format1.ts'
import { eventOfFormat2, type DoorRequest } from './http-event.ts'
import { within, type Invoke } from './lambda-integration.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import { hasBody, headerOf } from './relay.ts'
import { tokenBucket, type Throttle, accountThrottle } from './token-bucket.ts'

/** An answer of the gateway's own. 503 comes without a type, as in cortexlabs/cortex#1225. */
interface Refusal {
  status: number
  message: string
}

const refusals = {
  notFound: { status: 404, message: 'Not Found' },
  tooLarge: { status: 413, message: 'Request Entity Too Large' },
  throttled: { status: 429, message: 'Too Many Requests' },
  headersTooLarge: { status: 431, message: 'Request Header Fields Too Large' },
  serverError: { status: 500, message: 'Internal Server Error' },
  badGateway: { status: 502, message: 'Bad Gateway' },
  unavailable: { status: 503, message: 'Service Unavailable' },
} as const satisfies Record<string, Refusal>

/** Request line and values of headers together. Source: developer guide, "Quotas" of HTTP APIs. */
const maxHeaderBytes = 10_240

const keepAliveMs = 310_000

interface RunningStage extends HttpStage {
  /** By a clock that only goes forward. */
  readyAtMs: number
  mayPass: (nowMs: number) => boolean
}

/** The HTTPS server of an HTTP API, of the one route and the one stage `$default`. */
export class HttpApiGateway {
  readonly server: Server
  readonly #settings: HttpApiSettings
  readonly #invoke: Invoke
  readonly #proxy: HttpApiProxy
  readonly #isUnderAccountLimit = tokenBucket(accountThrottle, performance.now())
  #stage: RunningStage | undefined

  constructor(settings: HttpApiSettings, invoke: Invoke) {
    this.#settings = settings
    this.#invoke = invoke
    this.#proxy = new HttpApiProxy(settings.addressBookFile)
    this.server = createServer(
      { ...settings.tls, ALPNProtocols: ['http/1.1'], keepAliveTimeout: keepAliveMs },
      (incoming, response) => {
        const request = doorRequest(incoming, newRequestId())
        this.#answer(incoming, request)
          .then((answer) => send(response, request, answer))
          .catch(() => send(response, request, refusals.serverError))
      },
    )
  }

  setStage(stage: HttpStage | null): void {
    if (stage === null) {
      this.#stage = undefined
      return
    }
    const nowMs = performance.now()
    const mayPass = stage.throttle === null ? () => true : bucketOf(stage.throttle, nowMs)
    // A change of what it serves does not make it wait again.
    const readyAtMs = this.#stage?.readyAtMs ?? nowMs + stage.readyAfterMs
    this.#stage = { ...stage, readyAtMs, mayPass }
  }

  async #answer(incoming: IncomingMessage, request: DoorRequest): Promise<GatewayAnswer | Refusal> {
    const stage = this.#stage
    if (stage === undefined || stage.integration === null || performance.now() < stage.readyAtMs)
      return refusals.notFound
    if (headerBytes(incoming) > maxHeaderBytes) return refusals.headersTooLarge
    if (!this.#isUnderAccountLimit(performance.now()) || !stage.mayPass(performance.now()))
      return refusals.throttled
    if (hasBody(incoming)) {
      const body = await readBody(incoming)
      if (body === undefined) return refusals.tooLarge
      request.body = body
    }
    const { integration } = stage
    if (integration.type === 'AWS_PROXY') return this.#callFunction(request, integration, stage)
    const answer = await this.#proxy.call(request, integration)
    return typeof answer === 'string' ? proxyRefusals[answer] : answer
  }

  async #callFunction(
    request: DoorRequest,
    { functionArn, payload, timeoutMs }: Extract<HttpIntegration, { type: 'AWS_PROXY' }>,
    { variables }: HttpStage,
  ): Promise<GatewayAnswer | Refusal> {
    const { partition, region, accountId, apiId } = this.#settings
    const own = {
      ...forwardedFields(request, headerOf(request.rawHeaders, 'x-forwarded-for')),
      'content-length': String(request.body.length),
    }
    const door = { ...this.#settings, variables, decodesPath: true }
    const event = (payload === '1.0' ? eventOfFormat1 : eventOfFormat2)(request, door, own)
    const source = `arn:${partition}:execute-api:${region}:${accountId}:${apiId}/$default/$default`
    const outcome = await within(timeoutMs, this.#invoke(functionArn, source, event))
    if (outcome === undefined || outcome.kind === 'throttled') return refusals.unavailable
    if (outcome.kind === 'request-too-large') return refusals.tooLarge
    if (outcome.kind !== 'answered') return refusals.serverError
    const read = payload === '1.0' ? answerOfFormat1 : answerOfFormat2
    return read(outcome.payload, 'text/plain;charset=utf-8') ?? refusals.serverError
  }
}

/** Sources: cortexlabs/cortex#1225 and serverless/serverless#11222 (503 after the timeout). */
const proxyRefusals: Record<ProxyFailure, Refusal> = {
  'timed-out': refusals.unavailable,
  unreachable: refusals.unavailable,
  'bad-answer': refusals.badGateway,
}

function bucketOf(throttle: Throttle, nowMs: number): (nowMs: number) => boolean {
  return tokenBucket(throttle, nowMs)
}

function headerBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  const line = method.length + url.length + ' HTTP/1.1'.length + 1
  return rawHeaders.reduce((bytes, text, at) => (at % 2 === 1 ? bytes + text.length : bytes), line)
}

function send(response: ServerResponse, request: DoorRequest, answer: GatewayAnswer | Refusal): void {
  const own = ['Apigw-Requestid', request.requestId]
  try {
    sendFromDoor(response, 'message' in answer ? refusalAnswer(answer) : answer, own)
  } catch {
    sendFromDoor(response, refusalAnswer(refusals.serverError), own)
  }
}

function refusalAnswer({ status, message }: Refusal): GatewayAnswer {
  const rawHeaders = status === 503 ? [] : ['Content-Type', 'application/json']
  return { status, rawHeaders, body: Buffer.from(JSON.stringify({ message })) }
}
