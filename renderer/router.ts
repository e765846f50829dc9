import { useMemo, useSyncExternalStore } from 'react'

export const planSteps = ['question', 'account', 'scenarios', 'load', 'predict', 'review'] as const
export type PlanStep = (typeof planSteps)[number]

/** Where the person is. Every screen has an address, so that back, forward, reload and a copied link work. */
export type Route =
  | { screen: 'home' }
  | { screen: 'plan'; id: string; step: PlanStep }
  | { screen: 'deployments' }
  /** The deployments, at the card that looks for more. */
  | { screen: 'sweep' }
  | { screen: 'deployment'; id: string }
  | { screen: 'result'; id: string }
  | { screen: 'compare'; ids: string[] }
  | { screen: 'settings' }
  | { screen: 'glossary'; term: string | null }
  | { screen: 'unknown'; path: string }

/** The route of a hash such as `#/runs/ID`; a hash that leads nowhere is `unknown`. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#/, '') || '/'
  const unknown: Route = { screen: 'unknown', path }
  const parts = decodedParts(path)
  if (parts === undefined) return unknown
  const [area, first, second] = parts
  if (parts.length > (area === 'plan' ? 3 : 2)) return unknown
  switch (area) {
    case undefined:
      return { screen: 'home' }
    case 'plan': {
      const step = second === undefined ? 'question' : planSteps.find((each) => each === second)
      return first === undefined || step === undefined ? unknown : { screen: 'plan', id: first, step }
    }
    case 'deployments':
      return first === undefined ? { screen: 'deployments' } : { screen: 'deployment', id: first }
    case 'runs':
      return first === undefined ? unknown : { screen: 'result', id: first }
    case 'compare': {
      // Commas inside of an id are still encoded in the raw path, those between ids are not.
      const listed = path.split('/').findLast((part) => part !== '') ?? ''
      const ids = [...new Set(listed.split(',').map(decodeURIComponent))].filter((id) => id !== '')
      return first === undefined || ids.length < 2 || ids.length > 6 ? unknown : { screen: 'compare', ids }
    }
    case 'sweep':
      return first === undefined ? { screen: 'sweep' } : unknown
    case 'settings':
      return first === undefined ? { screen: 'settings' } : unknown
    case 'glossary':
      return { screen: 'glossary', term: first ?? null }
    default:
      return unknown
  }
}

/** The path of a route, without `#`: what `parseRoute` turns back into the route. */
export function pathOf(route: Route): string {
  switch (route.screen) {
    case 'plan':
      return `/plan/${encodeURIComponent(route.id)}/${route.step}`
    case 'deployments':
      return '/deployments'
    case 'sweep':
      return '/sweep'
    case 'deployment':
      return `/deployments/${encodeURIComponent(route.id)}`
    case 'result':
      return `/runs/${encodeURIComponent(route.id)}`
    case 'compare':
      return `/compare/${route.ids.map(encodeURIComponent).join(',')}`
    case 'settings':
      return '/settings'
    case 'glossary':
      return route.term === null ? '/glossary' : `/glossary/${encodeURIComponent(route.term)}`
    case 'unknown':
      return route.path
    case 'home':
    default:
      return '/'
  }
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

function decodedParts(path: string): string[] | undefined {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent)
  } catch {
    return undefined
  }
}
