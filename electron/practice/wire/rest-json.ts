import { type JsonObject, type Service, ServiceError } from '../world.ts'
import { readTarget } from '../request-target.ts'
import { jsonBody } from './json.ts'
import { standardErrors, type Wire } from './wire.ts'

/**
 * REST-JSON (Lambda, API Gateway, EventBridge Scheduler, IAM Identity Center): method and path name the
 * operation; its input is the path's parameters, the query's, the headers' that the route names, and the
 * JSON body's members together. Source: the Smithy specification, "AWS restJson1 protocol". Bodies that are
 * no JSON are left out: no call of the app needs them.
 */
export const restJsonWire: Wire = {
  read(service, request) {
    const { path, query } = readTarget(request.target)
    const found = findRoute(service, request.method, path)
    if (found === undefined) throw unknownRoute(request.method, path, service)
    const { operation, headers, parameters } = found
    return {
      operation,
      input: {
        ...jsonBody(request),
        ...queryInput(query),
        ...headerInput(headers, request.headers),
        ...parameters,
      },
    }
  },
  result: (_service, _operation, output, requestId) => ({
    status: 200,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
    body: JSON.stringify(output),
  }),
  error: (_service, error, requestId) => ({
    status: error.status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': error.code,
    },
    body: JSON.stringify(error.members ?? { message: error.message }),
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

/** The operation that method and path of a request name, before anything else of it is read. */
export function findRoute(
  service: Service,
  method: string,
  pathname: string,
): { operation: string; headers: Record<string, string>; parameters: Record<string, string> } | undefined {
  for (const route of service.routes ?? []) {
    const parameters = route.method === method ? matchPath(route.path, pathname) : undefined
    if (parameters !== undefined && Object.hasOwn(service.operations, route.operation))
      return { operation: route.operation, headers: route.headers ?? {}, parameters }
  }
  return undefined
}

/** @param names header → member of the input */
function headerInput(
  names: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(names).flatMap(([header, member]) =>
      headers[header] === undefined ? [] : [[member, headers[header]]],
    ),
  )
}

/** A parameter that is given several times becomes a list. */
function queryInput(query: URLSearchParams): JsonObject {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}

/**
 * The parameters of a path that fits `/2015-03-31/functions/{FunctionName}`, decoded; undefined when it
 * does not fit.
 */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern, path].map((text) => text.replace(/\/$/, '').split('/')) as [
    string[],
    string[],
  ]
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
  return new ServiceError(
    'UnknownOperationException',
    `${service.name} has no operation for ${method} ${path}.`,
    404,
  )
}
