import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measuredResult } from '../../unit/shared/measured-result.ts'
import { openChromium } from './chromium.ts'
import { objections } from './objections.ts'
import { pretend } from './pretend.ts'
import { openServedSluice, type Served, type ServedSluice } from './served-sluice.ts'
import { goTo, openWindow, type AppWindow } from './window.ts'

/*
 * A person decides by a run. Its trials are given, so that its figures are known; the engine keeps the
 * requirements and knows the prices.
 */
let sluice: ServedSluice
let browser: Browser
let served: Served
beforeAll(async () => {
  sluice = openServedSluice()
  ;[browser, served] = await Promise.all([openChromium(), sluice.serve()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await sluice?.end()
})

async function openResult(): Promise<AppWindow> {
  const { run, trials } = measuredResult({ run: { id: 'r1', account: { kind: 'practice' } } })
  const app = await openWindow(browser, served.address, { width: 900, height: 600 }, async (page) => {
    const pretence = await pretend(page)
    pretence.answer('runs.get', { run, trials: [...trials], diagnoses: [] })
    pretence.answer('runs.curves', [])
  })
  await goTo(app.page, '/runs/r1')
  return app
}

const card = ({ page }: AppWindow) => page.getByRole('region', { name: 'Decide' })

test(
  'requirements lead to a scenario, a flip map and a table, and are kept',
  { timeout: 240_000 },
  async () => {
    const app = await openResult()
    const own = card(app)
    await own.getByText(/^Measured on the practice account, not on AWS, for 20.M requests/).waitFor()

    await own.getByRole('radio', { name: 'Added' }).check()
    await own.getByLabel('Added to the baseline, at most').fill('25')
    await own.getByText(/^Must-haves:/).click()
    await own.getByLabel('Clients connect over TLS').check()
    await own.getByText(/at most 25.ms added and TLS to the client: Lambda-1024/).waitFor()
    await own.getByText(/Load balancer costs \$22 and has no TLS to the client/).waitFor()
    await own.getByRole('row', { name: /HTTP proxy.*meets.*meets.*meets/ }).waitFor()

    const map = own.getByRole('figure', { name: 'Dollars a month against requests a month' })
    await map.locator('canvas').waitFor()
    await map.getByText(/Above 9\d\.\d.M requests a month the HTTP proxy is cheaper/).waitFor()
    await map.getByRole('application').focus()
    await app.page.keyboard.press('End')
    await map.getByText(/^Load balancer \(fails\), 10.B: \$/).waitFor()
    expect(await objections(app.page, 'Decide')).toEqual([])

    await own.getByLabel('At the peak').fill('0')
    await own.getByText('Must be from 1 to 1,000,000.').waitFor()
    await own.getByText(/decided by the last values without one/).waitFor()
    expect(await objections(app.page, 'Decide, with a fault')).toEqual([])
    await own.getByLabel('At the peak').fill('1500')
    await own.getByText('Saved', { exact: true }).waitFor()
    await own.getByText(/did not reach the peak for certain/).waitFor()
    expect(await objections(app.page, 'Decide, undecided')).toEqual([])
    expect(app.complaints).toEqual([])

    // Another window finds what was saved.
    const later = await openResult()
    await card(later)
      .getByText(/at most 25.ms added and TLS to the client: HTTP proxy/)
      .waitFor()
    await Promise.all([app, later].map(({ page }) => page.context().close()))
  },
)
