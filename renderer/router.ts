import { useMemo, useSyncExternalStore } from 'react'

export const planSteps = ['question', 'account', 'scenarios', 'load', 'predict', 'review'] as const
export type PlanStep = (typeof planSteps)[number]

/** How one parameter of an address is written. Segments are as they stand in the address: still encoded. */
interface Parameter<T> {
  /** @param segment undefined where the address ends before it. @returns undefined where it does not fit */
  parse: (segment: string | undefined) => T | undefined
  /** @returns null where the address leaves it out */
  format: (value: T) => string | null
}

const text: Parameter<string> = {
  parse: (segment) => (segment === undefined ? undefined : decodeURIComponent(segment)),
  format: encodeURIComponent,
}

const optionalText: Parameter<string | null> = {
  parse: (segment) => (segment === undefined ? null : decodeURIComponent(segment)),
  format: (value) => (value === null ? null : encodeURIComponent(value)),
}

const planStep: Parameter<PlanStep> = {
  parse: (segment = 'question') => planSteps.find((step) => step === segment),
  format: (step) => step,
}

/** Two to six different ids. A comma within an id is encoded, one between ids is not. */
const comparedIds: Parameter<string[]> = {
  parse: (segment = '') => {
    const ids = [...new Set(segment.split(',').map(decodeURIComponent))].filter((id) => id !== '')
    return ids.length < 2 || ids.length > 6 ? undefined : ids
  },
  format: (ids) => ids.map(encodeURIComponent).join(','),
}

/**
 * Every screen with its address and its name. A segment that begins with a colon is the parameter of that
 * name. All addresses are read and built with this table; `screens/screen-of.tsx` has the components.
 */
export const routes = {
  home: { pattern: '/', title: 'Home', parameters: {} },
  plan: { pattern: '/plan/:id/:step', title: 'Plan', parameters: { id: text, step: planStep } },
  deployments: { pattern: '/deployments', title: 'Deployments', parameters: {} },
  /** The deployments, at the card that searches an account. */
  sweep: { pattern: '/sweep', title: 'Deployments', parameters: {} },
  deployment: { pattern: '/deployments/:id', title: 'Deployment', parameters: { id: text } },
  result: { pattern: '/runs/:id', title: 'Result', parameters: { id: text } },
  compare: { pattern: '/compare/:ids', title: 'Compare runs', parameters: { ids: comparedIds } },
  today: { pattern: '/2017/:topic', title: '2017 and today', parameters: { topic: optionalText } },
  settings: { pattern: '/settings', title: 'Settings', parameters: {} },
  glossary: { pattern: '/glossary/:term', title: 'Glossary', parameters: { term: optionalText } },
} as const satisfies Record<string, RouteDefinition>

interface RouteDefinition {
  pattern: string
  title: string
  parameters: Readonly<Record<string, AnyParameter>>
}

/** A parameter whose type is known to the table only. */
interface AnyParameter {
  parse: (segment: string | undefined) => unknown
  format: (value: never) => string | null
}

export type Screen = keyof typeof routes

type ParametersOf<S extends Screen> = (typeof routes)[S]['parameters']

/** What the component of a screen receives: the parameters of its address. */
export type RouteParameters<S extends Screen> = {
  [P in keyof ParametersOf<S>]: ParametersOf<S>[P] extends Parameter<infer T> ? T : never
}

/** An address that leads to a screen. */
export type KnownRoute = { [S in Screen]: { screen: S } & RouteParameters<S> }[Screen]

/** Where the person is. Every screen has an address, so that back, forward, reload and a copied link work. */
export type Route = KnownRoute | { screen: 'unknown'; path: string }

/** The route of a hash such as `#/runs/ID`; a hash that leads nowhere is `unknown`. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#/, '') || '/'
  try {
    const segments = segmentsOf(path)
    for (const screen of Object.keys(routes) as Screen[]) {
      const route = match(screen, segments)
      if (route !== undefined) return route
    }
  } catch (error) {
    // A broken percent encoding leads nowhere either.
    if (!(error instanceof URIError)) throw error
  }
  return { screen: 'unknown', path }
}

/** The path of a route, without `#`: what `parseRoute` turns back into the route. */
export function pathOf(route: Route): string {
  if (route.screen === 'unknown') return route.path
  const values: Partial<Record<string, unknown>> = route
  const written = segmentsOf(routes[route.screen].pattern).map((segment) => {
    const parameter = parameterOf(route.screen, segment)
    return parameter === undefined ? segment : parameter.format(values[segment.slice(1)] as never)
  })
  return `/${written.filter((segment) => segment !== null).join('/')}`
}

/** For the `href` of a link: of a path (`/settings`) or of a route. */
export function href(to: string | Route): string {
  return `#${typeof to === 'string' ? to : pathOf(to)}`
}

/**
 * Goes to a path (`/runs/ID`) or a route, with an entry in the history; `replace` leaves none, for
 * redirects.
 */
export function go(to: string | Route, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') window.location.hash = href(to)
  else window.location.replace(href(to))
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => window.location.hash)
  return useMemo(() => parseRoute(hash), [hash])
}

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

/** The route to a screen; undefined where the segments do not fit its pattern. */
function match(screen: Screen, segments: readonly string[]): Route | undefined {
  const pattern = segmentsOf(routes[screen].pattern)
  if (segments.length > pattern.length) return undefined
  const values: Record<string, unknown> = {}
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index]
    const parameter = parameterOf(screen, expected)
    if (parameter === undefined) {
      if (segment !== expected) return undefined
      continue
    }
    const value = parameter.parse(segment)
    if (value === undefined) return undefined
    values[expected.slice(1)] = value
  }
  return { screen, ...values } as Route
}

/** The parameter that a segment of a pattern names; undefined for a literal segment. */
function parameterOf(screen: Screen, segment: string): AnyParameter | undefined {
  if (!segment.startsWith(':')) return undefined
  const parameters: Partial<Record<string, AnyParameter>> = routes[screen].parameters
  return parameters[segment.slice(1)]
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}
