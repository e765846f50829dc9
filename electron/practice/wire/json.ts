import { type JsonObject, ServiceError } from '../world.ts'
import { bodyText, standardErrors, type Wire, type WireAnswer, type WireRequest } from './wire.ts'

/**
 * AWS JSON 1.1 (SSM, CloudWatch Logs): the operation stands in `x-amz-target` as `<prefix>.<operation>`,
 * the body is a JSON object, times are numbers of epoch seconds. Source: the Smithy specification, "AWS
 * JSON 1.1 protocol".
 */
export const jsonWire: Wire = {
  read(service, request) {
    const [prefix, operation = ''] = (request.headers['x-amz-target'] ?? '').split('.')
    if (prefix !== service.version || !Object.hasOwn(service.operations, operation))
      throw new ServiceError('UnknownOperationException', `The operation ${operation} is unknown.`)
    return { operation, input: jsonBody(request) }
  },
  result: (_service, _operation, output, requestId) => jsonAnswer(200, requestId, output),
  error: (_service, error, requestId) =>
    jsonAnswer(error.status, requestId, { __type: error.code, message: error.message }),
  standardError: standardErrors({
    'missing-token': ['MissingAuthenticationTokenException', 400],
    'unknown-key': ['UnrecognizedClientException', 400],
    expired: ['ExpiredTokenException', 400],
    'too-old': ['InvalidSignatureException', 400],
    'wrong-signature': ['InvalidSignatureException', 400],
    throttled: ['ThrottlingException', 400],
    internal: ['InternalServerError', 500],
  }),
}

function jsonAnswer(status: number, requestId: string, body: JsonObject): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
    body: JSON.stringify(body),
  }
}

/**
 * The body as a JSON object; an empty body counts as an empty one. @throws ServiceError
 * `SerializationException`
 */
export function jsonBody(request: WireRequest): JsonObject {
  const text = bodyText(request)
  if (text === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ServiceError('SerializationException', 'The body is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ServiceError('SerializationException', 'The body is not a JSON object.')
  return value as JsonObject
}
