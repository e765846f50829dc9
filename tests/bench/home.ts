import { plainLoad } from '../../shared/plain-load.ts'
import type { Page } from 'playwright'
import { createRuns } from '../../electron/engine/store/runs.ts'
import type { Store } from '../../electron/engine/store/open.ts'
import type { Finding } from './bench.ts'
import { exampleRun } from './examples.ts'
import { median, servePages, type ServedPages } from './served-pages.ts'

const times = 10
const manyRuns = 10_000
/** Each finds some of the runs, but not all: the count that is shown changes. */
const searches = [
  'night',
  'run 77',
  'tag-3',
  'week 12',
  'nothing holds this',
  '9999',
  'before',
  'r00001',
  'tag-11',
  'week 40 night',
]

/**
 * From navigation to a home screen that can be used, with few runs and with many, and how soon its search
 * answers.
 */
export async function home(): Promise<Finding[]> {
  const empty = await openings(1)
  const full = await openings(manyRuns)
  return [
    {
      name: 'home, cold',
      promise: `from navigation to interactive, median of ${times}, at most 1.0 s`,
      holds: median(empty.openMs) <= 1_000,
      figures: { medianMs: median(empty.openMs), worstMs: Math.max(...empty.openMs) },
    },
    {
      name: `home with ${manyRuns} saved runs, cold`,
      promise: `from navigation to interactive, median of ${times}, at most 1.2 s`,
      holds: median(full.openMs) <= 1_200,
      figures: { medianMs: median(full.openMs), worstMs: Math.max(...full.openMs) },
    },
    {
      name: `search among ${manyRuns} saved runs`,
      promise: 'from the input to the list that answers it, median, at most 30 ms',
      holds: median(full.searchMs) <= 30,
      figures: { medianMs: median(full.searchMs), worstMs: Math.max(...full.searchMs) },
    },
  ]
}

async function openings(runs: number): Promise<{ openMs: number[]; searchMs: number[] }> {
  const pages = await servePages((store) => keepRuns(store, runs))
  try {
    const openMs: number[] = []
    for (let time = 0; time < times; time += 1) {
      const page = await pages.newWindow()
      openMs.push(await openHome(page, pages))
      await page.context().close()
    }
    const page = await pages.newWindow()
    await openHome(page, pages)
    const searchMs: number[] = []
    for (const text of runs === manyRuns ? searches : []) searchMs.push(await search(page, text))
    return { openMs, searchMs }
  } finally {
    await pages.close()
  }
}

/** Saved runs without trials, some of them named. */
export function keepRuns(store: Store, runs: number): void {
  const load = {
    ...plainLoad,
    threads: 25,
    connections: 50,
    durationSec: 3,
    rounds: 3,
    leadIn: { kind: 'load', seconds: 1 },
  } as const
  const newestMs = Date.now()
  const kept = createRuns(store, () => {})
  for (let number = 0; number < runs; number += 1) {
    const startedAtMs = newestMs - number * 3_600_000
    const named = {
      title: number % 3 === 0 ? `Night run ${number}` : null,
      notes: number % 5 === 0 ? `Made in week ${number % 52}, before the change of the network.` : '',
      tags: number % 4 === 0 ? [`tag-${number % 17}`] : [],
    }
    const run = exampleRun(`r${String(number).padStart(7, '0')}`, load, startedAtMs, named)
    kept.add(run, [])
    kept.finish(run.id, 'succeeded', null, startedAtMs + 60_000)
  }
}

/**
 * Interactive: the button is there, the saved runs are listed, and the page has come to answer a task of
 * its own after that.
 * @returns milliseconds since the navigation began
 */
async function openHome(page: Page, { address }: ServedPages): Promise<number> {
  await page.addInitScript(() => {
    const found = new Promise<number>((resolve) => {
      const look = (): void => {
        const ready =
          document.querySelector('.start-card button') !== null && document.querySelector('.run-row') !== null
        if (!ready) return
        observer.disconnect()
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0))
      }
      const observer = new MutationObserver(look)
      observer.observe(document, { childList: true, subtree: true })
    })
    Object.assign(window, { homeIsThere: found })
  })
  await page.goto(address, { waitUntil: 'commit' })
  return page.evaluate(() => (window as unknown as { homeIsThere: Promise<number> }).homeIsThere)
}

/**
 * @returns milliseconds from the input to the next frame after the count of the runs that were found has
 * changed
 */
function search(page: Page, text: string): Promise<number> {
  return page.getByLabel('Search').evaluate(async (input, text) => {
    const told = document.querySelector('.run-filters ~ output')
    if (!(input instanceof HTMLInputElement) || told === null) throw new Error('There is no search.')
    const type = (value: string): Promise<number> =>
      new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`Nothing has changed on "${value}".`)), 5_000)
        const observer = new MutationObserver(() => {
          observer.disconnect()
          setTimeout(() => resolve(performance.now()), 0)
        })
        observer.observe(told, { childList: true, characterData: true, subtree: true })
        // React listens to the setter of the prototype.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value)
        input.dispatchEvent(new Event('input', { bubbles: true }))
      })
    const startedMs = performance.now()
    const endedMs = await type(text)
    await new Promise((wake) => setTimeout(wake, 100))
    await type('')
    await new Promise((wake) => setTimeout(wake, 100))
    return endedMs - startedMs
  }, text)
}
