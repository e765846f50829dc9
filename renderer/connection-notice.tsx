import { type ReactNode, useSyncExternalStore } from 'react'
import type { ConnectionState } from './api/transport.ts'
import { useApi } from './api/use-api.tsx'
import { EmptyState } from './ui/empty-state.tsx'
import { Page } from './ui/page.tsx'

const always = (): (() => void) => () => undefined

/** How the page stands to the engine; `connected` where nothing can be lost. */
export function useConnection(): ConnectionState {
  const { connection } = useApi()
  return useSyncExternalStore(
    connection === null ? always : (changed) => connection.onChange(changed),
    () => connection?.state() ?? 'connected',
  )
}

/** Says that what is shown may be old, while the page tries to get through again. */
export function ConnectionNotice({ state }: { state: ConnectionState }): ReactNode {
  return (
    <div aria-live="polite">
      {state === 'lost' ? (
        <p className="connection-notice">
          <span className="spinner" aria-hidden="true" />
          The connection to Sluice is lost. What you see may be old; trying again…
        </p>
      ) : null}
    </div>
  )
}

export function Refused(): ReactNode {
  return (
    <Page title="This page is not let in">
      <EmptyState title="Its address is not the one that Sluice printed">
        <p>
          Open the address that <code>sluice serve</code> has printed in its terminal. Each start of Sluice
          has its own address, which ends in a token.
        </p>
      </EmptyState>
    </Page>
  )
}
