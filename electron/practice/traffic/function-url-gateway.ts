import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { InvokeOutcome } from '../lambda/outcome.ts'
import { doorRequest, forwardedFields, sendFromDoor } from './door-request.ts'
import { readBody, segmentOf } from './gateway-request.ts'
import { answerOfFormat2 } from './http-answer.ts'
import { eventOfFormat2, type DoorRequest } from './http-event.ts'
import type { Invoke } from './lambda-integration.ts'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import { hasBody, headerOf } from './relay.ts'

/** What the worker of a function URL is told. */
export interface FunctionUrlSettings {
  urlId: string
  domainName: string
  functionArn: string
  tls: { key: string; cert: string }
}

/** In place of the ARN of a method: the invocation comes by the function's URL. */
export const byFunctionUrl = 'function-url'

const refused = (status: number, body: string, type: string, errorType?: string): GatewayAnswer => ({
  status,
  rawHeaders: ['Content-Type', type, ...(errorType === undefined ? [] : ['x-amzn-ErrorType', errorType])],
  body: Buffer.from(body),
})

const help =
  'For troubleshooting Function URL authorization issues, see: ' +
  'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'
const json = 'application/json'
const failed = refused(502, 'Internal Server Error', json)
const tooLarge = refused(413, '{"Message":"Request Entity Too Large"}', json, 'RequestTooLargeException')

/**
 * What the caller gets when a function does not answer. Sources: LocalStack's records of AWS
 * (test_lambda_url_invocation_exception, test_lambda_permission_url_invocation,
 * test_lambda_url_non_existing_url); Lambda developer guide, "Function URLs": 429 when it is throttled.
 */
const refusals: Record<Exclude<InvokeOutcome['kind'], 'answered'>, GatewayAnswer> = {
  failed,
  throttled: refused(
    429,
    '{"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}',
    json,
    'TooManyRequestsException',
  ),
  'not-permitted': refused(
    403,
    JSON.stringify({ Message: `Forbidden. ${help}` }),
    json,
    'AccessDeniedException',
  ),
  'not-found': refused(403, '{"Message":null}', json, 'AccessDeniedException'),
  'request-too-large': tooLarge,
}

/** The HTTPS server of a function URL: buffered answers, payload format 2.0. */
export class FunctionUrlGateway {
  readonly server: Server
  readonly #settings: FunctionUrlSettings
  readonly #invoke: Invoke

  constructor(settings: FunctionUrlSettings, invoke: Invoke) {
    this.#settings = settings
    this.#invoke = invoke
    this.server = createServer({ ...settings.tls, ALPNProtocols: ['http/1.1'] }, (incoming, response) => {
      const request = doorRequest(incoming, randomUUID())
      this.#answer(incoming, request)
        .then((answer) => send(response, request, answer))
        .catch(() => send(response, request, failed))
    })
  }

  async #answer(incoming: IncomingMessage, request: DoorRequest): Promise<GatewayAnswer> {
    if (hasBody(incoming)) {
      const body = await readBody(incoming)
      if (body === undefined) return tooLarge
      request.body = body
    }
    const { urlId, domainName, functionArn } = this.#settings
    const cipher = (incoming.socket as TLSSocket).getCipher()
    const event = eventOfFormat2(
      request,
      { accountId: 'anonymous', apiId: urlId, domainName, variables: null, decodesPath: false },
      {
        ...forwardedFields(request, headerOf(request.rawHeaders, 'x-forwarded-for')),
        'x-amzn-tls-cipher-suite': cipher.standardName,
        'x-amzn-tls-version': cipher.version,
      },
    )
    const outcome = await this.#invoke(functionArn, byFunctionUrl, event)
    if (outcome.kind !== 'answered') return refusals[outcome.kind]
    return answerOfFormat2(outcome.payload, json) ?? failed
  }
}

function send(response: ServerResponse, request: DoorRequest, answer: GatewayAnswer): void {
  const own = ['x-amzn-RequestId', request.requestId, 'X-Amzn-Trace-Id', segmentOf(request.traceId)]
  try {
    sendFromDoor(response, answer, own)
  } catch {
    sendFromDoor(response, failed, own)
  }
}
