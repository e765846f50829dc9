import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../../../e2e/browser/chromium.ts'
import { openServedSluice, type Served, type ServedSluice } from '../../../e2e/browser/served-sluice.ts'
import {
  goTo,
  openWindow,
  planShort,
  start,
  tearDownEverything,
  type AppWindow,
} from '../../../e2e/browser/window.ts'
import { switchFaults } from '../../../switch-faults.ts'

let sluice: ServedSluice
let served: Served
let browser: Browser
beforeAll(async () => {
  sluice = openServedSluice()
  ;[browser, served] = await Promise.all([openChromium(), sluice.serve()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await sluice?.end()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const open = (): Promise<AppWindow> => openWindow(browser, served.address)

const switchOn = (faults: Parameters<typeof switchFaults>[1]): void => switchFaults(sluice.dataDir, faults)

interface Exported {
  run: { status: string }
  trials: { scenarioId: string; status: string }[]
}

/** What the command line knows of the newest run: another process than the one that the window speaks to. */
async function newestRun(): Promise<{ id: string } & Exported> {
  const [run] = JSON.parse((await sluice.run(['runs', '--json'])).stdout) as { id: string }[]
  if (run === undefined) throw new Error('No run was kept.')
  const exported = await sluice.run(['export', run.id])
  return { id: run.id, ...(JSON.parse(exported.stdout) as Exported) }
}

test(
  'a teardown that fails is stranded in plain sight, and can be tried again',
  { timeout: 90_000 },
  async () => {
    switchOn({ deleteFailed: [{ resource: 'LoadBalancer', times: 3 }] })
    const { page, live, complaints } = await open()
    await planShort(page, { rounds: 1 })
    await start(page)
    await live.getByText('Ready').waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Tear down' }).click()
    await live.getByText('Stranded').waitFor({ timeout: 60_000 })
    await page
      .getByText(/The removal failed/)
      .first()
      .waitFor()
    switchOn({})
    await page.getByRole('button', { name: 'Try again' }).click()
    await live.getByText('Nothing is live').waitFor({ timeout: 60_000 })
    expect(complaints).toEqual([])
  },
)

test(
  'an engine that is killed in mid-run and started again keeps what was measured and goes on',
  { timeout: 120_000 },
  async () => {
    const window = await open()
    const { page, live } = window
    await planShort(page, { rounds: 8 })
    const id = await start(page)
    await page.getByText('Round 3 of 8, trial 1 of 1').waitFor()
    await served.kill()
    await page.getByText('The connection to Sluice is lost.').waitFor()
    served = await sluice.serve(Number(new URL(served.address).port))
    // A new process has a new token: the old page says so, and the new address lets in.
    await page.getByText('Access denied').waitFor()
    await page.goto(served.address)
    await live.getByText('1 live').waitFor()
    await goTo(page, `/deployments/${id}`)
    await page.getByRole('heading', { name: 'The run is complete' }).waitFor({ timeout: 60_000 })
    const kept = await newestRun()
    expect(kept.run.status).toBe('succeeded')
    expect(kept.trials.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'succeeded'))
    await tearDownEverything(window)
  },
)
