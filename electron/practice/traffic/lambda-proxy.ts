import { forwardedHeaders } from './gateway-headers.ts'
import { isBinary } from './media-types.ts'
import type { StageSettings } from './rest-api-messages.ts'
import type { RouteMatch } from './routes.ts'

/** A request as the gateway has read it. */
export interface GatewayRequest {
  requestId: string
  extendedRequestId: string
  /** As the caller has given it, or a new root: `Root=1-…`. */
  traceId: string
  receivedAtMs: number
  httpMethod: string
  /** Of the whole URL, with the stage. */
  fullPath: string
  /** Without the stage. */
  path: string
  /** Without the question mark. */
  query: string
  rawHeaders: readonly string[]
  body: Buffer
  sourceIp: string
}

export interface EventContext {
  accountId: string
  apiId: string
  domainName: string
  stageName: string
  stage: StageSettings
  binaryMediaTypes: readonly string[]
}

/**
 * The event that a Lambda proxy integration of a REST API sends (payload format 1.0), as JSON.
 * `path` and the path parameters are without the stage and as they stand in the URL, `requestContext.path` is
 * with the stage.
 */
export function lambdaProxyEvent(request: GatewayRequest, match: RouteMatch, context: EventContext): string {
  const headers = gathered(forwardedHeaders(request))
  const query = gathered([...new URLSearchParams(request.query)].flat())
  const header = (name: string): string | undefined => {
    const found = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name)
    return found === undefined ? undefined : headers[found]?.at(-1)
  }
  const binary = isBinary(header('content-type'), context.binaryMediaTypes)
  return JSON.stringify({
    resource: match.route.resourcePath,
    path: request.path,
    httpMethod: request.httpMethod,
    headers: lastOfEach(headers),
    multiValueHeaders: headers,
    queryStringParameters: orNull(lastOfEach(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(match.pathParameters),
    stageVariables: context.stage.variables,
    requestContext: {
      resourceId: match.route.resourceId,
      resourcePath: match.route.resourcePath,
      httpMethod: request.httpMethod,
      extendedRequestId: request.extendedRequestId,
      requestTime: requestTime(new Date(request.receivedAtMs)),
      path: request.fullPath,
      accountId: context.accountId,
      protocol: 'HTTP/1.1',
      stage: context.stageName,
      domainPrefix: context.apiId,
      requestTimeEpoch: request.receivedAtMs,
      requestId: request.requestId,
      identity: { ...anonymous, sourceIp: request.sourceIp, userAgent: header('user-agent') ?? null },
      domainName: context.domainName,
      deploymentId: context.stage.deploymentId,
      apiId: context.apiId,
    },
    body: request.body.length === 0 ? null : request.body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: request.body.length > 0 && binary,
  })
}

/** Who calls a method without authorization. */
const anonymous = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
}

/** Names and values by turns → all values of each name, in order. Any name is possible: `constructor` too. */
function gathered(pairs: readonly string[]): Record<string, string[]> {
  const all = Object.create(null) as Record<string, string[]>
  for (let i = 0; i + 1 < pairs.length; i += 2) (all[pairs[i] ?? ''] ??= []).push(pairs[i + 1] ?? '')
  return all
}

function lastOfEach(values: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']))
}

function orNull<T extends object>(values: T): T | null {
  return Object.keys(values).length === 0 ? null : values
}

/**
 * The time in the form of Apache's logs, as `requestContext.requestTime` has it: `09/Apr/2015:12:34:56
 * +0000`.
 */
function requestTime(at: Date): string {
  const [, day, month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+) GMT/.exec(at.toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}
