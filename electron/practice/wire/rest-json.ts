import { type JsonObject, type Service, ServiceError } from '../world.ts'
import { jsonBody } from './json.ts'
import { standardErrors, type Wire } from './wire.ts'

/**
 * REST-JSON (Lambda, API Gateway, EventBridge Scheduler): method and path name the operation; its input is the path's parameters, the query's
 * and the JSON body's members together. Source: the Smithy specification, "AWS restJson1 protocol". Input in headers and bodies that are no
 * JSON are left out: no call of the app needs them.
 */
export const restJsonWire: Wire = {
  read(service, request) {
    const { pathname, searchParams } = new URL(request.target, 'http://practice')
    for (const { method, path, operation } of service.routes ?? []) {
      const found = method === request.method ? matchPath(path, pathname) : undefined
      if (found !== undefined && Object.hasOwn(service.operations, operation))
        return { operation, input: { ...jsonBody(request), ...queryInput(searchParams), ...found } }
    }
    throw unknownRoute(request.method, pathname, service)
  },
  result: (_service, _operation, output, requestId) => ({
    status: 200,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
    body: JSON.stringify(output),
  }),
  error: (_service, error, requestId) => ({
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code },
    body: JSON.stringify({ message: error.message }),
  }),
  standardError: standardErrors({
    'missing-token': ['MissingAuthenticationTokenException', 403],
    'unknown-key': ['UnrecognizedClientException', 403],
    expired: ['ExpiredTokenException', 403],
    'too-old': ['InvalidSignatureException', 403],
    'wrong-signature': ['InvalidSignatureException', 403],
    throttled: ['TooManyRequestsException', 429],
    internal: ['ServiceException', 500],
  }),
}

/** A parameter that is given several times becomes a list. */
function queryInput(searchParams: URLSearchParams): JsonObject {
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}

/** The parameters of a path that fits `/2015-03-31/functions/{FunctionName}`, decoded; undefined when it does not fit. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern, path].map((text) => text.replace(/\/$/, '').split('/')) as [string[], string[]]
  if (wanted.length !== given.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? ''
    const name = /^\{(.+)\}$/.exec(part)?.[1]
    if (name === undefined ? part !== text : text === '') return undefined
    if (name !== undefined) {
      try {
        parameters[name] = decodeURIComponent(text)
      } catch {
        return undefined
      }
    }
  }
  return parameters
}

function unknownRoute(method: string, path: string, service: Service): ServiceError {
  return new ServiceError('UnknownOperationException', `${service.name} has no operation for ${method} ${path}.`, 404)
}
