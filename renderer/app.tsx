import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import type { Api } from './api/api.ts'
import { ApiProvider } from './api/use-api.tsx'
import { useQuery } from './api/use-query.ts'
import { AppHeader } from './app-header.tsx'
import { ConnectionNotice, Refused, useConnection } from './connection-notice.tsx'
import { Prompts } from './prompts/prompts.tsx'
import { StoreHealthNotice } from './prompts/store-health-notice.tsx'
import { pathOf, useRoute } from './router.ts'
import { screenOf } from './screens/routes.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { Loading } from './ui/loading.tsx'
import { TearDownProvider } from './ui/tear-down.tsx'
import { useAppliedSettings } from './ui/theme.ts'
import { ToastProvider } from './ui/toasts.tsx'
import './styles/frame.css'

export function App({ api }: { api: Api }): ReactNode {
  return (
    <ApiProvider api={api}>
      <ToastProvider>
        <TearDownProvider>
          <Frame />
        </TearDownProvider>
      </ToastProvider>
    </ApiProvider>
  )
}

function Frame(): ReactNode {
  const connection = useConnection()
  const route = useRoute()
  const settings = useQuery('settings.get', {}, ['settings.changed'])
  useAppliedSettings(settings.state === 'ready' ? settings.value : null)

  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathOf(route))
  const path = pathOf(route)
  // A new screen begins at its top, for eyes and for screen readers. A step of the wizard keeps the focus
  // on its rail.
  useEffect(() => {
    const before = shown.current
    shown.current = path
    if (screenKey(before) === screenKey(path)) return
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [path])

  return (
    <>
      <a
        className="skip-link"
        href="#content"
        onClick={(event) => {
          // The hash is the address of the screen.
          event.preventDefault()
          main.current?.focus()
        }}
      >
        Skip to the content
      </a>
      <div className="app-top">
        <AppHeader route={route} />
        <ConnectionNotice state={connection} />
        {connection === 'refused' ? null : (
          <>
            <StoreHealthNotice />
            <Prompts />
          </>
        )}
      </div>
      <main id="content" ref={main} tabIndex={-1}>
        <ErrorBoundary key={screenKey(path)}>
          <Suspense
            fallback={
              <div className="page">
                <Loading />
              </div>
            }
          >
            {connection === 'refused' ? <Refused /> : screenOf(route)}
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  )
}

/** `/plan/ID/load` and `/plan/ID/review` are one screen, and so are all terms of the glossary. */
function screenKey(path: string): string {
  const parts = path.split('/')
  return parts.slice(0, parts[1] === 'glossary' ? 2 : 3).join('/')
}
