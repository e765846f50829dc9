import { mediaType } from './media-types.ts'
import { headerOf } from './relay.ts'

/** What a method of a REST API does with a request. */
export type Integration =
  | {
      type: 'HTTP_PROXY'
      httpMethod: string
      /** With `{name}` where a path parameter goes. */
      uri: string
      /** Path parameter of the URI → path parameter of the method. */
      pathParameters: Record<string, string>
      timeoutMs: number
      /** Only of a private integration. */
      link?: PrivateLink
    }
  | { type: 'AWS_PROXY'; functionArn: string; timeoutMs: number }
  | {
      type: 'MOCK'
      /** Media type → the status that its template gives. */
      statuses: Record<string, number>
      /** Whether a request of another type is refused, instead of passed through. */
      refusesOthers: boolean
      /** Chosen by a pattern of the status; `''` is the one for all others. */
      responses: { status: number; pattern: string; rawHeaders: string[]; body: string }[]
    }

/** A load balancer that is reached through a VPC link. */
export interface PrivateLink {
  /** Where its name is looked up: the VPC, or `internet`. */
  network: string
  host: string
  port: number
  /** Whether the security groups let the link reach it. */
  reachable: boolean
  /** Media type, or the one for all (`*` / `*`), → another path than the request's own with its stage. */
  overrides: Record<string, PathOverride>
}

/** A path for the backend: a fixed one, or the value of a path parameter after a slash. */
export type PathOverride = { path: string } | { parameter: string }

/** One method of one resource, as a deployment keeps it. */
export interface Route {
  resourceId: string
  /** `/`, `/{proxy+}`, `/child/{name}` … */
  resourcePath: string
  /** Upper case, or `ANY`. */
  httpMethod: string
  integration: Integration
}

export interface RouteMatch {
  route: Route
  /** As they stand in the URL, still percent-encoded. */
  pathParameters: Record<string, string>
}

const segmentsOf = (path: string): string[] => path.split('/').slice(1)
const isGreedy = (segment: string): boolean => segment.endsWith('+}')
const isVariable = (segment: string): boolean => segment.startsWith('{')

/** What ANY stands for. */
const anyMethod = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])

/**
 * Finds the method for a path without its stage (`/child/random.txt`); slashes at its end do not count. The
 * most specific resource that has the method wins, segment by segment: text before `{name}` before
 * `{proxy+}`; a greedy one takes at least one segment. Of one resource, the very method wins over ANY.
 */
export function matchRoute(
  routes: readonly Route[],
  httpMethod: string,
  path: string,
): RouteMatch | undefined {
  const segments = segmentsOf(withoutLastSlashes(path))
  let best: RouteMatch | undefined
  for (const route of routes) {
    if (!serves(route, httpMethod)) continue
    const pathParameters = matchPath(segmentsOf(route.resourcePath), segments)
    if (pathParameters === undefined) continue
    if (best === undefined || precedes(route, best.route)) best = { route, pathParameters }
  }
  return best
}

function withoutLastSlashes(path: string): string {
  let end = path.length
  while (end > 1 && path[end - 1] === '/') end -= 1
  return path.slice(0, end)
}

function serves(route: Route, httpMethod: string): boolean {
  return route.httpMethod === httpMethod || (route.httpMethod === 'ANY' && anyMethod.has(httpMethod))
}

function precedes(route: Route, other: Route): boolean {
  if (route.resourcePath === other.resourcePath) return other.httpMethod === 'ANY'
  return moreSpecific(route.resourcePath, other.resourcePath)
}

function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters = Object.create(null) as Record<string, string>
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at]
    if (segment === undefined) return undefined
    if (isGreedy(part)) {
      const rest = segments.slice(at).join('/')
      if (rest === '') return undefined
      parameters[part.slice(1, -2)] = rest
      return parameters
    }
    if (isVariable(part)) {
      if (segment === '') return undefined
      parameters[part.slice(1, -1)] = segment
    } else if (part !== segment) {
      return undefined
    }
  }
  return pattern.length === segments.length ? parameters : undefined
}

function moreSpecific(a: string, b: string): boolean {
  const rank = (segment: string): number => (isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0)
  const other = segmentsOf(b)
  for (const [at, segment] of segmentsOf(a).entries()) {
    const difference = rank(segment) - rank(other[at] ?? '')
    if (difference !== 0) return difference < 0
  }
  return false
}

/**
 * The URL of a private integration: the host of its URI, and the whole path of the request, with the stage,
 * unless a template of the request's media type overrides it.
 */
export function privateUrl(
  uri: string,
  link: PrivateLink,
  request: { fullPath: string; query: string; rawHeaders: readonly string[] },
  match: RouteMatch,
): URL {
  const url = new URL(uri)
  const override =
    link.overrides[mediaType(headerOf(request.rawHeaders, 'content-type'))] ?? link.overrides['*/*']
  if (override === undefined) url.pathname = request.fullPath
  else if ('path' in override) url.pathname = override.path
  else url.pathname = `/${match.pathParameters[override.parameter] ?? ''}`
  url.search = request.query
  return url
}

/**
 * The URL that an HTTP_PROXY integration calls: the parameters of the path put in, the query string passed
 * on as it came.
 */
export function integrationUrl(
  integration: Extract<Integration, { type: 'HTTP_PROXY' }>,
  match: RouteMatch,
  query: string,
): URL {
  const filled = integration.uri.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const from = Object.hasOwn(integration.pathParameters, name)
      ? integration.pathParameters[name]
      : undefined
    return (from === undefined ? undefined : match.pathParameters[from]) ?? ''
  })
  const url = new URL(filled)
  if (query !== '') url.search = url.search === '' ? query : `${url.search}&${query}`
  return url
}
