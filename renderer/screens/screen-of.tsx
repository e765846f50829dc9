import { type ComponentType, lazy, type ReactNode } from 'react'
import { href, type KnownRoute, pathOf, type Route, type RouteParameters, type Screen } from '../router.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { HomeScreen } from './home/home-screen.tsx'

const DeploymentsScreen = lazy(async () => ({
  default: (await import('./deployments/deployments-screen.tsx')).DeploymentsScreen,
}))

// Home is what opens; every other screen is fetched when somebody goes there.
const screens: { [S in Screen]: ComponentType<RouteParameters<S>> } = {
  home: HomeScreen,
  plan: lazy(async () => ({ default: (await import('./plan/plan-screen.tsx')).PlanScreen })),
  deployments: DeploymentsScreen,
  sweep: () => <DeploymentsScreen sweeping />,
  deployment: lazy(async () => ({
    default: (await import('./deployment/deployment-screen.tsx')).DeploymentScreen,
  })),
  result: lazy(async () => ({ default: (await import('./result/result-screen.tsx')).ResultScreen })),
  compare: lazy(async () => ({ default: (await import('./compare/compare-screen.tsx')).CompareScreen })),
  today: lazy(async () => ({
    default: (await import('./then-and-now/then-and-now-screen.tsx')).ThenAndNowScreen,
  })),
  settings: lazy(async () => ({ default: (await import('./settings/settings-screen.tsx')).SettingsScreen })),
  glossary: lazy(async () => ({ default: (await import('./glossary/glossary-screen.tsx')).GlossaryScreen })),
}

/** The screen of a route. */
export function screenOf(route: Route): ReactNode {
  if (route.screen === 'unknown') return <NotFound path={route.path} />
  const { screen, ...parameters } = route
  const Screen = screens[screen] as ComponentType<typeof parameters>
  return <Screen key={screenKey(route)} {...parameters} />
}

/**
 * What tells one screen from another: the steps of a plan are one screen, and so are the terms of the
 * glossary and the topics of 2017, but every deployment and every run has its own, with nothing left of the
 * one before.
 */
export function screenKey(route: Route): string {
  if (route.screen === 'unknown') return route.path
  return pathOf(withoutPlaceWithin(route))
}

function withoutPlaceWithin(route: KnownRoute): KnownRoute {
  if (route.screen === 'plan') return { ...route, step: 'question' }
  if (route.screen === 'today') return { ...route, topic: null }
  return route.screen === 'glossary' ? { ...route, term: null } : route
}

function NotFound({ path }: { path: string }): ReactNode {
  return (
    <Page title="Page not found">
      <EmptyState
        title="There is nothing at this address"
        action={
          <ButtonLink variant="primary" to={href('/')}>
            Go to Home
          </ButtonLink>
        }
      >
        <p>
          <code>{path}</code>
        </p>
      </EmptyState>
    </Page>
  )
}
