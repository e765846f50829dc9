import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'node:https'
import { createServer } from 'node:https'
import type { InvokeOutcome } from '../lambda/outcome.ts'
import type { Refusal } from './gateway-response.ts'
import { refusals, sendAnswer, sendRefusal } from './gateway-response.ts'
import { httpProxy } from './http-proxy.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import { lambdaProxyAnswer } from './lambda-proxy-answer.ts'
import type { GatewayRequest } from './lambda-proxy.ts'
import { lambdaProxyEvent } from './lambda-proxy.ts'
import { hasBody } from './relay.ts'
import type { RestApiSettings, StageSettings } from './rest-api-messages.ts'
import type { RouteMatch } from './routes.ts'
import { matchRoute } from './routes.ts'
import { accountThrottle, tokenBucket } from './token-bucket.ts'

const maxRequestBytes = 10_485_760
/** API Gateway closes an idle connection after 310 seconds. */
const keepAliveMs = 310_000

export type Invoke = (functionArn: string, sourceArn: string, event: string) => Promise<InvokeOutcome>

interface Stage {
  settings: StageSettings
  /** One bucket per method, as the service counts. */
  buckets: Map<string, (nowMs: number) => boolean>
}

/** The HTTPS server of a REST API. Its stages are set while it runs. */
export function gatewayServer(
  settings: RestApiSettings,
  invoke: Invoke,
): { server: Server; setStage(name: string, stage: StageSettings | undefined): void } {
  const stages = new Map<string, Stage>()
  const underAccountLimit = tokenBucket(accountThrottle, performance.now())
  const proxy = httpProxy(settings.apiId, settings.addressBookFile, settings.binaryMediaTypes)

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { stageName, request } = received(incoming)
    const stage = stages.get(stageName)
    if (stage === undefined || request.receivedAtMs < stage.settings.readyAtMs)
      return sendRefusal(response, request, refusals.forbidden)
    const match = matchRoute(stage.settings.routes, request.httpMethod, request.path)
    if (match === undefined) return sendRefusal(response, request, refusals.noRoute)
    if (!underAccountLimit(performance.now()) || !mayPass(stage, match))
      return sendRefusal(response, request, refusals.throttled)
    if (hasBody(incoming)) {
      const body = await readBody(incoming)
      if (body === undefined) return sendRefusal(response, request, refusals.tooLarge)
      request.body = body
    }
    const { integration } = match.route
    const answer =
      integration.type === 'HTTP_PROXY'
        ? await proxy.call(request, match)
        : await callLambda(request, match, stageName, stage)
    if ('errorType' in answer) sendRefusal(response, request, answer)
    else sendAnswer(response, request, answer)
  }

  const callLambda = async (
    request: GatewayRequest,
    match: RouteMatch,
    stageName: string,
    stage: Stage,
  ): Promise<GatewayAnswer | Refusal> => {
    const { integration } = match.route
    if (integration.type !== 'AWS_PROXY') return refusals.serverError
    const event = lambdaProxyEvent(request, match, { ...settings, stageName, stage: stage.settings })
    const { partition, region, accountId, apiId } = settings
    const source = `arn:${partition}:execute-api:${region}:${accountId}:${apiId}/${stageName}/${request.httpMethod}${match.route.resourcePath}`
    const outcome = await within(integration.timeoutMs, invoke(integration.functionArn, source, event))
    if (outcome === undefined) return refusals.timedOut
    const answer = outcome.kind === 'answered' ? answerOf(outcome.payload, request) : undefined
    return answer ?? lambdaRefusals[outcome.kind]
  }

  const answerOf = (payload: string, request: GatewayRequest): GatewayAnswer | undefined => {
    const accept = request.rawHeaders.findIndex((name, at) => at % 2 === 0 && name.toLowerCase() === 'accept')
    return lambdaProxyAnswer(
      payload,
      accept < 0 ? undefined : request.rawHeaders[accept + 1],
      settings.binaryMediaTypes,
    )
  }

  const server = createServer(
    { ...settings.tls, ALPNProtocols: ['http/1.1'], keepAliveTimeout: keepAliveMs },
    (incoming, response) => {
      handle(incoming, response).catch(() => response.destroy())
    },
  )
  return {
    server,
    setStage(name, stage) {
      if (stage === undefined) stages.delete(name)
      else stages.set(name, { settings: stage, buckets: new Map() })
    },
  }
}

/**
 * What the caller gets when an invocation does not end in a usable answer. A malformed one (`answered`) is
 * 502 too.
 */
const lambdaRefusals: Record<InvokeOutcome['kind'], Refusal> = {
  answered: refusals.badAnswer,
  failed: refusals.badAnswer,
  throttled: refusals.serverError,
  'not-permitted': refusals.serverError,
  'not-found': refusals.serverError,
  'request-too-large': refusals.tooLarge,
}

function received(incoming: IncomingMessage): { stageName: string; request: GatewayRequest } {
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  const fullPath = mark < 0 ? url : url.slice(0, mark)
  const slash = fullPath.indexOf('/', 1)
  const nowMs = Date.now()
  const request: GatewayRequest = {
    requestId: randomUUID(),
    extendedRequestId: `${randomBytes(11).toString('base64url')}=`,
    traceId: `Root=1-${Math.floor(nowMs / 1_000).toString(16)}-${randomBytes(12).toString('hex')}`,
    receivedAtMs: nowMs,
    httpMethod: incoming.method ?? 'GET',
    fullPath,
    path: slash < 0 ? '/' : fullPath.slice(slash),
    query: mark < 0 ? '' : url.slice(mark + 1),
    rawHeaders: incoming.rawHeaders,
    body: Buffer.alloc(0),
    sourceIp: incoming.socket.remoteAddress ?? '',
  }
  return { stageName: slash < 0 ? fullPath.slice(1) : fullPath.slice(1, slash), request }
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

/**
 * The whole body, or undefined when it is larger than the service takes; what is too much is read and
 * thrown away.
 */
function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let bytes = 0
    incoming.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes <= maxRequestBytes) pieces.push(piece)
      else pieces.length = 0
    })
    incoming.on('end', () => resolve(bytes <= maxRequestBytes ? Buffer.concat(pieces) : undefined))
    incoming.on('error', reject)
  })
}

function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
