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
    }
  | { type: 'AWS_PROXY'; functionArn: string; timeoutMs: number }

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

/**
 * Finds the method for a path without its stage (`/child/random.txt`). The most specific resource wins,
 * segment by segment: text before `{name}` before `{proxy+}`; a greedy one takes at least one segment. Of
 * that resource, the very method wins over ANY.
 */
export function matchRoute(
  routes: readonly Route[],
  httpMethod: string,
  path: string,
): RouteMatch | undefined {
  const segments = segmentsOf(path)
  let best: { route: Route; pathParameters: Record<string, string> } | undefined
  for (const route of routes) {
    const pathParameters = matchPath(segmentsOf(route.resourcePath), segments)
    if (pathParameters === undefined) continue
    if (best === undefined || moreSpecific(route.resourcePath, best.route.resourcePath))
      best = { route, pathParameters }
  }
  if (best === undefined) return undefined
  const { resourcePath } = best.route
  const ofResource = routes.filter((route) => route.resourcePath === resourcePath)
  const route =
    ofResource.find((candidate) => candidate.httpMethod === httpMethod) ??
    ofResource.find(({ httpMethod }) => httpMethod === 'ANY')
  return route && { route, pathParameters: best.pathParameters }
}

function matchPath(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {}
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at]
    if (segment === undefined) return undefined
    if (isGreedy(part)) {
      const rest = segments.slice(at).join('/')
      return rest === '' ? undefined : { ...parameters, [part.slice(1, -2)]: rest }
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
 * The URL that an HTTP_PROXY integration calls: the parameters of the path put in, the query string passed
 * on as it came.
 */
export function integrationUrl(
  integration: Extract<Integration, { type: 'HTTP_PROXY' }>,
  match: RouteMatch,
  query: string,
): URL {
  const filled = integration.uri.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const from = integration.pathParameters[name]
    return (from === undefined ? undefined : match.pathParameters[from]) ?? ''
  })
  const url = new URL(filled)
  if (query !== '') url.search = url.search === '' ? query : `${url.search}&${query}`
  return url
}
