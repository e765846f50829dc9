import { lazy, type ReactNode } from 'react'
import type { Route } from '../router.ts'
import { href } from '../router.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { HomeScreen } from './home/home-screen.tsx'

// Home is what opens; every other screen is fetched when somebody goes there.
const PlanScreen = lazy(async () => ({ default: (await import('./plan/plan-screen.tsx')).PlanScreen }))
const DeploymentsScreen = lazy(async () => ({
  default: (await import('./deployments/deployments-screen.tsx')).DeploymentsScreen,
}))
const DeploymentScreen = lazy(async () => ({
  default: (await import('./deployment/deployment-screen.tsx')).DeploymentScreen,
}))
const ResultScreen = lazy(async () => ({
  default: (await import('./result/result-screen.tsx')).ResultScreen,
}))
const CompareScreen = lazy(async () => ({
  default: (await import('./compare/compare-screen.tsx')).CompareScreen,
}))
const SettingsScreen = lazy(async () => ({
  default: (await import('./settings/settings-screen.tsx')).SettingsScreen,
}))
const GlossaryScreen = lazy(async () => ({
  default: (await import('./glossary/glossary-screen.tsx')).GlossaryScreen,
}))

/**
 * The screen of a route. Its key makes another deployment or run another screen, with nothing left of the
 * one before.
 */
export function screenOf(route: Route): ReactNode {
  switch (route.screen) {
    case 'home':
      return <HomeScreen />
    case 'plan':
      return <PlanScreen key={route.id} id={route.id} step={route.step} />
    case 'deployments':
      return <DeploymentsScreen />
    case 'sweep':
      return <DeploymentsScreen sweeping />
    case 'deployment':
      return <DeploymentScreen key={route.id} id={route.id} />
    case 'result':
      return <ResultScreen key={route.id} id={route.id} />
    case 'compare':
      return <CompareScreen key={route.ids.join(',')} ids={route.ids} />
    case 'settings':
      return <SettingsScreen />
    case 'glossary':
      return <GlossaryScreen term={route.term} />
    case 'unknown':
    default:
      return (
        <Page title="There is nothing here">
          <EmptyState
            title="This address leads nowhere"
            action={
              <ButtonLink variant="primary" to={href('/')}>
                Go to Home
              </ButtonLink>
            }
          >
            <p>
              <code>{route.path}</code>
            </p>
          </EmptyState>
        </Page>
      )
  }
}
