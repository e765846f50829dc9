/**
 * The event that HTTP APIs and function URLs send to a function: payload format 2.0. Sources: API Gateway
 * developer guide, "Create AWS Lambda proxy integrations for HTTP APIs"; Lambda developer guide, "Invoking
 * Lambda function URLs"; events in public reports (adamchainz/apig-wsgi#124).
 */

/** A request as a door of format 2.0 has read it. */
export interface DoorRequest {
  /** Of the service: `H6SdPgXtiYcEP1w=` of an HTTP API, a UUID of a function URL. */
  requestId: string
  traceId: string
  receivedAtMs: number
  httpMethod: string
  /** As it stands in the URL. */
  path: string
  /** Without the question mark. */
  query: string
  rawHeaders: readonly string[]
  body: Buffer
  sourceIp: string
}

/** The door that a request has come through. */
export interface Door {
  accountId: string
  apiId: string
  domainName: string
  variables: Record<string, string> | null
  /** Whether a function gets the path decoded, as from an HTTP API, or as it came, as from a function URL. */
  decodesPath: boolean
}

/** The event as JSON. Names of headers are in lower case, and repeated ones are one text. */
export function eventOfFormat2(request: DoorRequest, door: Door, ownHeaders: Record<string, string>): string {
  const headers = { ...joinedHeaders(request.rawHeaders), ...ownHeaders }
  const { cookie, ...others } = headers
  const query = joined([...new URLSearchParams(request.query)], ',')
  const isText = isTextType(others['content-type'])
  const cookies = cookie === undefined ? [] : cookie.split(/;\s*/).filter((one) => one !== '')
  return JSON.stringify({
    version: '2.0',
    routeKey: '$default',
    rawPath: door.decodesPath ? decodedPath(request.path) : request.path,
    rawQueryString: request.query,
    ...(cookies.length > 0 && { cookies }),
    headers: others,
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: {
      accountId: door.accountId,
      apiId: door.apiId,
      domainName: door.domainName,
      domainPrefix: door.apiId,
      http: {
        method: request.httpMethod,
        path: decodedPath(request.path),
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: others['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: '$default',
      stage: '$default',
      time: requestTime(new Date(request.receivedAtMs)),
      timeEpoch: request.receivedAtMs,
    },
    ...(door.variables !== null && { stageVariables: door.variables }),
    ...(request.body.length > 0 && { body: request.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !isText,
  })
}

/**
 * The path as an HTTP API gives it to functions: decoded, and only up to a `?` that was encoded. What is no
 * escape stays. Sources: events in hotsock/voker (vokerhttp/testdata), fastify/aws-lambda-fastify#169 and
 * honojs/hono#2156; middleapi/standard-server#93 for the `?`.
 */
export function decodedPath(path: string): string {
  const decoded = path.replaceAll(/(?:%[\da-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped)
    } catch {
      return escaped
    }
  })
  return decoded.split('?')[0] ?? decoded
}

/** Every name in lower case once; values that came apart are joined as HTTP allows, cookies by `; `. */
function joinedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const pairs: [string, string][] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase()
    if (!ofConnection.has(name)) pairs.push([name, rawHeaders[i + 1] ?? ''])
  }
  const { cookie: _, ...others } = joined(pairs, ',')
  const cookies = pairs.filter(([name]) => name === 'cookie').map(([, value]) => value)
  return cookies.length === 0 ? others : { ...others, cookie: cookies.join('; ') }
}

/** What belongs to a connection and not to the request. */
export const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
])

/** Any name is possible: `constructor` too. */
function joined(pairs: readonly (readonly [string, string])[], by: string): Record<string, string> {
  const all = new Map<string, string>()
  for (const [name, value] of pairs) {
    const before = all.get(name)
    all.set(name, before === undefined ? value : before + by + value)
  }
  return Object.fromEntries(all)
}

/**
 * Whether a body travels as text; all others as base64. Source: API Gateway developer guide, payload format;
 * that a form is none: LocalStack's recorded form of a function URL (test_lambda_url_form_payload).
 */
export function isTextType(contentType: string | undefined): boolean {
  const type = (contentType ?? '').toLowerCase()
  return ['text/', 'application/json', 'application/javascript', 'application/xml'].some((text) =>
    type.startsWith(text),
  )
}

/** The time in the form of Apache's logs: `09/Apr/2015:12:34:56 +0000`. */
export function requestTime(at: Date): string {
  const [, day, month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+) GMT/.exec(at.toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}
