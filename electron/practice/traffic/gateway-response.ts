import type { ServerResponse } from 'node:http'
import { STATUS_CODES } from '../../platform/node-http.ts'
import { answeredHeaders } from './gateway-headers.ts'
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
  unsupportedType: {
    status: 415,
    errorType: 'BadRequestException',
    message: 'Unsupported Media Type',
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

/**
 * Sends an integration's answer to the caller, with the headers that the service adds.
 * @param trace of the request, for the answers that carry it: those of functions
 */
export function sendAnswer(
  response: ServerResponse,
  request: GatewayRequest,
  answer: GatewayAnswer,
  trace?: string,
): void {
  const headers = answeredHeaders(answer.rawHeaders)
  if (trace !== undefined) headers.push('X-Amzn-Trace-Id', trace)
  try {
    send(response, request, answer.status, headers, answer.body)
  } catch {
    // A header that HTTP does not allow. Nothing has been sent.
    sendRefusal(response, request, refusals.badAnswer)
  }
}

/** Sends an answer of the gateway's own. */
export function sendRefusal(response: ServerResponse, request: GatewayRequest, refusal: Refusal): void {
  const headers = ['Content-Type', 'application/json', 'x-amzn-ErrorType', refusal.errorType]
  // As recorded: a space stands after the colon where an integration has failed.
  const space = refusal.status >= 500 ? ' ' : ''
  const body = `{"message":${space}${JSON.stringify(refusal.message)}}`
  send(response, request, refusal.status, headers, Buffer.from(body))
}

/** @throws TypeError for a header that HTTP does not allow, before anything is sent */
function send(
  response: ServerResponse,
  request: GatewayRequest,
  status: number,
  headers: string[],
  body: Buffer,
): void {
  if (response.headersSent || response.destroyed) return
  headers.push('x-amzn-RequestId', request.requestId, 'x-amz-apigw-id', request.extendedRequestId)
  if (status !== 204 && status !== 304) headers.push('Content-Length', String(body.length))
  headers.push('Connection', response.shouldKeepAlive ? 'keep-alive' : 'close')
  // Sets the reason phrase: a failed attempt to write the head has left its own.
  response.writeHead(status, STATUS_CODES[status] ?? 'Unknown', headers)
  // Node leaves the body out where there is none: after HEAD, 204 and 304.
  response.end(body)
}
