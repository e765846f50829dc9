import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import type { Api } from './api/api.ts'
import { ApiProvider } from './api/use-api.tsx'
import { useQuery } from './api/use-query.ts'
import { AppHeader } from './app-header.tsx'
import { ConnectionNotice, Refused, useConnection } from './connection-notice.tsx'
import { Prompts } from './prompts/prompts.tsx'
import { StoreHealthNotice } from './prompts/store-health-notice.tsx'
import { useRoute } from './router.ts'
import { screenKey, screenOf } from './screens/screen-of.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { Loading } from './ui/loading.tsx'
import { TearDownProvider } from './ui/tear-down.tsx'
import { useAppliedSettings } from './ui/theme.ts'
import { ToastProvider } from './ui/toasts.tsx'
import './styles/frame.css'
import './styles/forced-colors.css'

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
  const screen = screenKey(route)
  const shown = useRef(screen)
  // A new screen begins at its top, for eyes and for screen readers. A step of the wizard keeps the focus
  // on its rail.
  useEffect(() => {
    if (shown.current === screen) return
    shown.current = screen
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [screen])

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
        Skip to content
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
        <ErrorBoundary key={screen}>
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
