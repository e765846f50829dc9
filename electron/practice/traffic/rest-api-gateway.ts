import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { readBody, received, segmentOf } from './gateway-request.ts'
import { refusals, sendAnswer, sendRefusal, type Refusal } from './gateway-response.ts'
import { httpProxy, type HttpProxy } from './http-proxy.ts'
import { callLambda, type Invoke } from './lambda-integration.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import type { GatewayRequest } from './lambda-proxy.ts'
import { mockAnswer } from './mock-integration.ts'
import { hasBody } from './relay.ts'
import type { RestApiSettings, StageSettings } from './rest-api-messages.ts'
import { matchRoute, type RouteMatch } from './routes.ts'
import { accountThrottle, tokenBucket } from './token-bucket.ts'

/** API Gateway closes an idle connection after 310 seconds. */
const keepAliveMs = 310_000

interface Stage {
  name: string
  settings: StageSettings
  /** By a clock that only goes forward: it answers 403 before. */
  readyAtMs: number
  /** One bucket per method, as the service counts. */
  buckets: Map<string, (nowMs: number) => boolean>
}

/** The HTTPS server of a REST API. Its stages are set while it runs. */
export class RestApiGateway {
  readonly server: Server
  readonly #settings: RestApiSettings
  readonly #invoke: Invoke
  readonly #stages = new Map<string, Stage>()
  readonly #isUnderAccountLimit = tokenBucket(accountThrottle, performance.now())
  readonly #httpProxy: HttpProxy

  constructor(settings: RestApiSettings, invoke: Invoke) {
    this.#settings = settings
    this.#invoke = invoke
    this.#httpProxy = httpProxy(settings.apiId, settings.addressBookFile, settings.binaryMediaTypes)
    this.server = createServer(
      { ...settings.tls, ALPNProtocols: ['http/1.1'], keepAliveTimeout: keepAliveMs },
      (incoming, response) => {
        const { stageName, request } = received(incoming)
        this.#answer(incoming, response, stageName, request).catch(() =>
          sendRefusal(response, request, refusals.serverError),
        )
      },
    )
  }

  setStage(name: string, settings: StageSettings | undefined): void {
    if (settings === undefined) this.#stages.delete(name)
    else {
      const readyAtMs = performance.now() + settings.readyAfterMs
      this.#stages.set(name, { name, settings, readyAtMs, buckets: new Map() })
    }
  }

  async #answer(
    incoming: IncomingMessage,
    response: ServerResponse,
    stageName: string,
    request: GatewayRequest,
  ): Promise<void> {
    const stage = this.#stages.get(stageName)
    if (stage === undefined || performance.now() < stage.readyAtMs)
      return sendRefusal(response, request, refusals.forbidden)
    const match = matchRoute(stage.settings.routes, request.httpMethod, request.path)
    if (match === undefined) return sendRefusal(response, request, refusals.noRoute)
    if (!this.#isUnderAccountLimit(performance.now()) || !mayPass(stage, match))
      return sendRefusal(response, request, refusals.throttled)
    if (hasBody(incoming)) {
      const body = await readBody(incoming)
      if (body === undefined) return sendRefusal(response, request, refusals.tooLarge)
      request.body = body
    }
    const { integration } = match.route
    const answer = await this.#integrate(stage, request, match)
    const byFunction = integration.type === 'AWS_PROXY'
    if ('errorType' in answer) sendRefusal(response, request, answer)
    else sendAnswer(response, request, answer, byFunction ? segmentOf(request.traceId) : undefined)
  }

  async #integrate(
    stage: Stage,
    request: GatewayRequest,
    match: RouteMatch,
  ): Promise<GatewayAnswer | Refusal> {
    const { integration } = match.route
    if (integration.type === 'MOCK') return mockAnswer(integration, request)
    if (integration.type === 'HTTP_PROXY') return this.#httpProxy.call(request, match)
    return callLambda(this.#settings, this.#invoke, stage, request, match)
  }
}

function mayPass(stage: Stage, match: RouteMatch): boolean {
  const { throttle } = stage.settings
  if (throttle === null) return true
  const method = `${match.route.httpMethod} ${match.route.resourcePath}`
  let bucket = stage.buckets.get(method)
  if (bucket === undefined) {
    bucket = tokenBucket(throttle, performance.now())
    stage.buckets.set(method, bucket)
  }
  return bucket(performance.now())
}
