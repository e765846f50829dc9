import { type ReactNode, useSyncExternalStore } from 'react'
import type { ConnectionState } from './api/transport.ts'
import { useApi } from './api/use-api.tsx'
import { EmptyState } from './ui/empty-state.tsx'
import { Page } from './ui/page.tsx'

const always = (): (() => void) => () => undefined

/** The state of the connection to the engine; `connected` where it cannot be lost. */
export function useConnection(): ConnectionState {
  const { connection } = useApi()
  return useSyncExternalStore(
    connection === null ? always : (changed) => connection.onChange(changed),
    () => connection?.state() ?? 'connected',
  )
}

/** Says that the page may be out of date while it reconnects. */
export function ConnectionNotice({ state }: { state: ConnectionState }): ReactNode {
  return (
    <div aria-live="polite">
      {state === 'lost' ? (
        <p className="connection-notice">
          <span className="spinner" aria-hidden="true" />
          The connection to Sluice is lost. This page may be out of date. Reconnecting…
        </p>
      ) : null}
    </div>
  )
}

export function Refused(): ReactNode {
  return (
    <Page title="Access denied">
      <EmptyState title="This page needs a new address">
        <p>
          An address that <code>sluice serve</code> prints lets in one page, once. Its terminal shows a new
          one after each use, and whenever Sluice starts: open the newest.
        </p>
      </EmptyState>
    </Page>
  )
}
