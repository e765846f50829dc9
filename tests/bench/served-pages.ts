import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright'
import { buildIfOutdated } from '../../electron/cli/build.ts'
import { databaseFile } from '../../electron/platform/data-dir.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import { startBrowserHost } from '../../electron/browser-host/serve.ts'
import { openStore, type Store } from '../../electron/engine/store/open.ts'
import type { AnyEvent } from '../../shared/events.ts'
import { openChromium } from '../e2e/browser/chromium.ts'

/** The app in Chromium over the browser host, on a data folder that a benchmark has filled. */
export interface ServedPages {
  store: Store
  address: string
  /** A window of a browser profile of its own, with nothing in its cache. Empty: go where you want. */
  newWindow: () => Promise<Page>
  /** Announces to all windows, as the engine does. */
  announce: (event: AnyEvent) => void
  close: () => Promise<void>
}

/** @param fill writes what is to be there before the engine opens the database */
export async function servePages(fill: (store: Store) => void): Promise<ServedPages> {
  await buildIfOutdated('pages', (line) => console.error(line))
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
  const store = openStore(databaseFile(dataDir))
  store.transaction(() => fill(store))()
  const engine = createEngine({ dataDir })
  const listeners = new Set<(event: AnyEvent) => void>()
  const host: Pick<Engine, 'dispatch' | 'onEvent'> = {
    dispatch: engine.dispatch,
    onEvent(listener) {
      listeners.add(listener)
      const stop = engine.onEvent(listener)
      return () => {
        listeners.delete(listener)
        return stop()
      }
    },
  }
  const [served, browser] = await Promise.all([
    startBrowserHost(host),
    openChromium(['--js-flags=--expose-gc']),
  ])
  return {
    store,
    get address() {
      return served.newAddress()
    },
    newWindow: async () => (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage(),
    announce: (event) => {
      for (const listener of listeners) listener(event)
    },
    async close() {
      await browser.close()
      await served.close()
      await engine.close()
      store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * What the main thread of a page is busy with while something happens, in milliseconds: scripts, style,
 * layout and painting. Waiting for the next frame is not in it.
 */
export interface BusyMeter {
  /** @param settleMs how long it may take to be all done */
  during(work: () => unknown, settleMs: number): Promise<number>
}

export async function meterOf(page: Page): Promise<BusyMeter> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return {
    async during(work, settleMs) {
      const before = await taskMs(session)
      await work()
      await new Promise((wake) => setTimeout(wake, settleMs))
      return (await taskMs(session)) - before
    },
  }
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]]
  return (low + high) / 2
}
