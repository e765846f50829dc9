import type { ServerResponse } from 'node:http'
import type { GatewayAnswer } from './lambda-proxy-answer.ts'
import type { GatewayRequest } from './lambda-proxy.ts'

/** Answers that the gateway makes itself, in the service's words. */
export const refusals = {
  forbidden: { status: 403, errorType: 'ForbiddenException', message: 'Forbidden' },
  noRoute: {
    status: 403,
    errorType: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
  },
  throttled: { status: 429, errorType: 'TooManyRequestsException', message: 'Too Many Requests' },
  tooLarge: { status: 413, errorType: 'RequestTooLargeException', message: 'Request Too Long' },
  serverError: { status: 500, errorType: 'InternalServerErrorException', message: 'Internal server error' },
  badAnswer: { status: 502, errorType: 'InternalServerErrorException', message: 'Internal server error' },
  unreachable: {
    status: 504,
    errorType: 'InternalServerErrorException',
    message: 'Network error communicating with endpoint',
  },
  timedOut: { status: 504, errorType: 'InternalServerErrorException', message: 'Endpoint request timed out' },
} as const

export type Refusal = (typeof refusals)[keyof typeof refusals]

/** The service keeps these for itself and passes an integration's own on under another name. */
const remapped = new Set(['date', 'server', 'connection', 'www-authenticate'])
/** These are made anew for the body that is sent. */
const dropped = new Set(['content-length', 'transfer-encoding', 'keep-alive', 'trailer', 'upgrade'])

/** Sends an integration's answer to the caller, with the headers that the service adds. */
export function sendAnswer(response: ServerResponse, request: GatewayRequest, answer: GatewayAnswer): void {
  const headers: string[] = []
  let hasType = false
  for (let i = 0; i + 1 < answer.rawHeaders.length; i += 2) {
    const name = answer.rawHeaders[i] ?? ''
    const lower = name.toLowerCase()
    if (dropped.has(lower)) continue
    hasType ||= lower === 'content-type'
    headers.push(remapped.has(lower) ? `x-amzn-Remapped-${name}` : name, answer.rawHeaders[i + 1] ?? '')
  }
  if (!hasType) headers.push('Content-Type', 'application/json')
  send(response, request, answer.status, headers, answer.body)
}

/** Sends an answer of the gateway's own. */
export function sendRefusal(response: ServerResponse, request: GatewayRequest, refusal: Refusal): void {
  const headers = ['Content-Type', 'application/json', 'x-amzn-ErrorType', refusal.errorType]
  send(response, request, refusal.status, headers, Buffer.from(JSON.stringify({ message: refusal.message })))
}

function send(
  response: ServerResponse,
  request: GatewayRequest,
  status: number,
  headers: string[],
  body: Buffer,
): void {
  if (response.headersSent || response.destroyed) return
  headers.push(
    'x-amzn-RequestId',
    request.requestId,
    'x-amz-apigw-id',
    request.extendedRequestId,
    'X-Amzn-Trace-Id',
    request.traceId,
  )
  if (status !== 204 && status !== 304) headers.push('Content-Length', String(body.length))
  headers.push('Connection', 'keep-alive')
  response.sendDate = true
  try {
    response.writeHead(status, headers)
  } catch {
    // A header that HTTP does not allow: what the integration answered cannot be sent.
    response.statusCode = refusals.badAnswer.status
    response.end(JSON.stringify({ message: refusals.badAnswer.message }))
    return
  }
  // Node leaves the body out where there is none: after HEAD, 204 and 304.
  response.end(body)
}
