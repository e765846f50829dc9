import type { Page } from 'playwright'
import type { AnyEvent } from '../../shared/events.ts'
import type { TransportLike } from '../transport-conformance.ts'
import type { LaunchedApp } from './launch.ts'

/** What the page has of its own, and what is put beside it. */
interface Listening {
  sluice: { onEvent(listener: (event: unknown) => void): () => void }
  sluiceHeard(id: number, event: unknown): void
  sluiceStops?: Record<number, () => void>
}

/**
 * The bridge of the page as a transport, driven from outside: what a listener hears has come through the
 * preload.
 */
export async function bridgeOf(app: LaunchedApp): Promise<TransportLike> {
  const { page } = app
  const listeners: ((event: AnyEvent) => void)[] = []
  await page.exposeFunction('sluiceHeard', (id: number, event: AnyEvent) => listeners[id]?.(event))
  return {
    request: (name, input) => app.answer(name, input),
    onEvent(listener) {
      const id = listeners.push(listener) - 1
      // What is evaluated later is evaluated after this.
      void inPage(page, id, 'listen')
      return () => void inPage(page, id, 'stop')
    },
  }
}

function inPage(page: Page, id: number, what: 'listen' | 'stop'): Promise<void> {
  return page.evaluate(
    ([id, what]) => {
      const own = window as unknown as Listening
      own.sluiceStops ??= {}
      if (what === 'listen') own.sluiceStops[id] = own.sluice.onEvent((event) => own.sluiceHeard(id, event))
      else own.sluiceStops[id]?.()
    },
    [id, what] as const,
  )
}
