/**
 * The event of an HTTP API in payload format 1.0. Its shape is that of events of HTTP APIs that were kept in
 * public tests (spring-cloud/spring-cloud-function, CustomRuntimeEventLoopTest;
 * aws/serverless-java-container, SpringDelegatingLambdaContainerHandlerTests).
 */
import {
  decodedPath,
  isTextType,
  ofConnection,
  requestTime,
  type Door,
  type DoorRequest,
} from './http-event.ts'

/** Headers whose names the service writes itself, whatever the client has written. */
const spelt: Readonly<Record<string, string>> = {
  'content-length': 'Content-Length',
  'content-type': 'Content-Type',
  host: 'Host',
  'user-agent': 'User-Agent',
  'x-amzn-trace-id': 'X-Amzn-Trace-Id',
  'x-forwarded-for': 'X-Forwarded-For',
  'x-forwarded-port': 'X-Forwarded-Port',
  'x-forwarded-proto': 'X-Forwarded-Proto',
}

/** Who calls a route without authorization. */
const anonymous = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAmr: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
}

/** The event as JSON. @param ownHeaders what the gateway adds or replaces, names in lower case */
export function eventOfFormat1(request: DoorRequest, door: Door, ownHeaders: Record<string, string>): string {
  const headers = gathered([...given(request.rawHeaders, ownHeaders), ...Object.entries(ownHeaders)])
  const query = gathered([...new URLSearchParams(request.query)])
  const isText = isTextType(headers.get('Content-Type')?.at(-1))
  return JSON.stringify({
    version: '1.0',
    resource: '$default',
    path: decodedPath(request.path),
    httpMethod: request.httpMethod,
    headers: lastOfEach(headers),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: query.size === 0 ? null : lastOfEach(query),
    multiValueQueryStringParameters: query.size === 0 ? null : Object.fromEntries(query),
    requestContext: {
      accountId: door.accountId,
      apiId: door.apiId,
      domainName: door.domainName,
      domainPrefix: door.apiId,
      extendedRequestId: request.requestId,
      httpMethod: request.httpMethod,
      identity: {
        ...anonymous,
        sourceIp: request.sourceIp,
        user: null,
        userAgent: headers.get('User-Agent')?.at(-1) ?? '',
        userArn: null,
      },
      path: decodedPath(request.path),
      protocol: 'HTTP/1.1',
      requestId: request.requestId,
      requestTime: requestTime(new Date(request.receivedAtMs)),
      requestTimeEpoch: request.receivedAtMs,
      resourceId: '$default',
      resourcePath: '$default',
      stage: '$default',
    },
    pathParameters: null,
    stageVariables: door.variables,
    body: request.body.length === 0 ? null : request.body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: request.body.length > 0 && !isText,
  })
}

/** The request's own headers, without those that the gateway writes. */
function given(rawHeaders: readonly string[], own: Record<string, string>): [string, string][] {
  const pairs: [string, string][] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const lower = (rawHeaders[i] ?? '').toLowerCase()
    if (!ofConnection.has(lower) && !Object.hasOwn(own, lower))
      pairs.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''])
  }
  return pairs
}

/** All values of each name, in order, under the name that the service writes. */
function gathered(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const all = new Map<string, string[]>()
  for (const [name, value] of pairs) {
    const lower = name.toLowerCase()
    const written = Object.hasOwn(spelt, lower) ? (spelt[lower] ?? name) : name
    all.set(written, [...(all.get(written) ?? []), value])
  }
  return all
}

function lastOfEach(values: ReadonlyMap<string, string[]>): Record<string, string> {
  return Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? '']))
}
