import { act, cleanup, configure, render, screen } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach } from 'vitest'
import { createApi } from '../../../../renderer/api/api.ts'
import { memoryTransport } from '../../../../renderer/api/memory.ts'
import { App } from '../../../../renderer/app.tsx'
import type { AnyEvent } from '../../../../shared/events.ts'
import type { PretendEngine } from './pretend-engine.ts'

/** Prepares what jsdom lacks before each test, and takes the page down after it. */
export function useJsdomPage(): void {
  // Machines that run other tests at the same time are slow.
  configure({ asyncUtilTimeout: 10_000 })
  beforeEach(() => {
    window.matchMedia = () => new EventTarget() as MediaQueryList
    window.scrollTo = () => undefined
    Element.prototype.scrollIntoView = () => undefined
    Object.assign(HTMLDialogElement.prototype, {
      showModal(this: HTMLDialogElement) {
        this.open = true
      },
      close(this: HTMLDialogElement) {
        this.open = false
      },
    })
    globalThis.ResizeObserver ??= class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    }
  })
  afterEach(() => {
    cleanup()
    window.location.hash = ''
  })
}

/** The whole app at a hash such as `#/deployments`, over the in-memory transport. */
export async function renderApp(engine: PretendEngine, hash: string): Promise<UserEvent> {
  window.location.hash = hash
  const user = userEvent.setup()
  render(<App api={createApi(memoryTransport(engine))} />)
  // A screen is loaded when somebody goes there.
  await screen.findByRole('heading', { level: 1 }, { timeout: 10_000 })
  return user
}

/** Announces something, and lets the page render what follows. */
export async function announce(engine: PretendEngine, event: AnyEvent): Promise<void> {
  await act(async () => {
    engine.announce(event)
    await Promise.resolve()
  })
}
