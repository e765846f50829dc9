import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from './chromium.ts'
import { objections } from './objections.ts'
import { openServedSluice, type ServedSluice } from './served-sluice.ts'
import {
  goTo,
  idInAddress,
  openLoadDetails,
  openWindow,
  start,
  tearDownEverything,
  type AppWindow,
} from './window.ts'

/** From a plan that runs until it is sure to what a person decides by. The tests follow one run in order. */
let sluice: ServedSluice
let browser: Browser
let app: AppWindow
let deploymentId: string
let runId: string
beforeAll(async () => {
  sluice = openServedSluice()
  const [opened, served] = await Promise.all([openChromium(), sluice.serve()])
  browser = opened
  app = await openWindow(browser, served.address)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await sluice?.end()
})

const proxy = 'HTTP proxy'
const published = 'API Gateway as a proxy, April 2017 (published results)'
const main = (): Locator => app.page.getByRole('main')

/** Chooses a run until sure in the wizard, of two scenarios that differ without doubt. */
async function planUntilSure(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Start the 2017 experiment/ }).click()
  const rail = page.getByRole('navigation', { name: 'Steps of the plan' })
  await rail.getByRole('link', { name: /Scenarios/ }).click()
  for (const title of [/^Lambda-256/, /^Lambda-512/, /^Lambda-1024/])
    await page.getByRole('checkbox', { name: title }).uncheck()
  await rail.getByRole('link', { name: /Load/ }).click()
  await openLoadDetails(page)
  await page.getByRole('radio', { name: 'When it is sure' }).check()
  await page.getByRole('spinbutton', { name: 'Rounds at most' }).fill('12')
  // Long enough that opening connections does not decide, on two cores that the browser shares.
  await page.getByLabel('Duration of a trial').fill('2')
  await page.getByRole('spinbutton', { name: 'Lead-in' }).fill('1')
  await page.getByRole('checkbox', { name: 'Measure latency at light load' }).check()
  await page.getByRole('spinbutton', { name: 'How exactly do you want to know it?' }).fill('50')
  await page.getByText('When it ends: after 12 rounds at the latest').waitFor()
  await rail.getByRole('link', { name: /Review/ }).click()
  await page.getByText('Draft saved').waitFor()
}

test('a run until sure leads from the wizard to a verdict', { timeout: 480_000 }, async () => {
  const { page } = app
  await planUntilSure(page)
  deploymentId = await start(page)
  await page.getByText(/Round [1-5] of at most 12, trial \d of 4/).waitFor({ timeout: 60_000 })
  expect(await objections(page, 'a run until sure')).toEqual([])
  await page.getByRole('link', { name: 'View result' }).click({ timeout: 400_000 })
  runId = idInAddress(page)

  const verdict = page.getByRole('heading', { level: 2 }).filter({ hasText: proxy }).first()
  expect(await verdict.textContent()).toMatch(
    /HTTP proxy adds [\d.]+\s(?:\([\d.–]+\s)?ms .*and keeps [\d.]+\s% \([\d.]+–[\d.]+\s%\) of the throughput/,
  )
  await main()
    .getByText(/^Sure after (?:[5-9]|1[0-2]) of at most 12 rounds/)
    .first()
    .waitFor()
  const chart = page.getByRole('figure', { name: /Share of the load balancer’s good requests per second/ })
  await chart.waitFor()
  expect(await objections(page, 'the result of a run until sure')).toEqual([])

  const exported = JSON.parse((await sluice.run(['export', runId])).stdout) as {
    run: { endedBy: string; rule: { kind: string; most: number } }
  }
  expect(exported.run).toMatchObject({ endedBy: 'sure', rule: { kind: 'until-sure', most: 12 } })
  const shown = (await sluice.run(['show', runId])).stdout.replaceAll(/\s+/g, ' ')
  expect(shown).toMatch(/Sure after (?:[5-9]|1[0-2]) of at most 12 rounds/)
  expect(shown).toMatch(/HTTP proxy adds .* ms .* and keeps /)
})

test('the forecast follows the slider, by mouse and by keyboard', { timeout: 60_000 }, async () => {
  const { page } = app
  const slider = page.getByRole('slider', { name: 'Time that your service takes' })
  const field = page.getByRole('spinbutton', { name: 'Your service takes' })
  const row = page.locator('.forecast-row').filter({ hasText: proxy })
  const share = async (): Promise<number> => Number(/([\d.]+)\s%/.exec((await row.textContent()) ?? '')?.[1])

  await page.getByRole('heading', { name: 'With your own service' }).waitFor()
  expect(await slider.getAttribute('aria-valuetext')).toBe('50 ms')
  await slider.focus()
  await page.keyboard.press('Home')
  expect(await field.inputValue()).toBe('0')
  const atOnce = await share()
  const shares = [atOnce]
  for (const key of ['PageUp', 'PageUp', 'End']) {
    await page.keyboard.press(key)
    shares.push(await share())
  }
  expect(await slider.getAttribute('aria-valuetext')).toBe('2000 ms')
  // The slower the service, the less a gateway in front of it costs.
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBeGreaterThan(90)
  expect(atOnce).toBeLessThan(90)

  await field.fill('2001')
  await page.getByText('From 0 to 2000 ms.').waitFor()
  await field.fill('80')
  expect(await slider.getAttribute('aria-valuetext')).toBe('80 ms')
})

test('the published results of 2017 are a run to read and to compare with', { timeout: 60_000 }, async () => {
  const { page } = app
  await main().getByRole('link', { name: 'Against 2017' }).click()
  await page.getByRole('heading', { name: 'Compare 2 runs' }).waitFor()
  const alone = page.getByRole('table', { name: /^What each run says alone/ })
  await alone
    .getByRole('row', { name: /HTTP proxy/ })
    .getByText(/one round/)
    .first()
    .waitFor()
  await page.getByRole('heading', { name: 'What was different in 2017 (run A)' }).waitFor()
  expect(await objections(page, 'compared with 2017')).toEqual([])

  await goTo(page, '/')
  await page.getByRole('list', { name: 'Published results' }).getByRole('link', { name: published }).click()
  await page.getByRole('heading', { name: published }).waitFor()
  const ofProxy = page.getByRole('row', { name: /HTTP proxy/ }).first()
  await ofProxy.getByText(/22\.1\s%/).waitFor()
  await ofProxy.getByText(/one round/).waitFor()
  expect(await objections(page, 'the published results')).toEqual([])
})

test('three runs side by side: two before, one after, and swapped', { timeout: 120_000 }, async () => {
  const { page } = app
  const short = [
    '--scenario',
    'elb',
    '--scenario',
    'http-proxy',
    '--duration',
    '1s',
    '--lead-in',
    '0s',
    '--no-light',
  ]
  const again = ['run', 'proxy-2017', '--on', deploymentId, ...short, '--path', '/', '--rounds', '1']
  for (const args of [again, again]) {
    const { code, stderr } = await sluice.run(args)
    expect(code, stderr).toBe(0)
  }
  await goTo(page, '/')
  const runs = page
    .getByRole('region', { name: 'Saved runs' })
    .locator('.run-list')
    .first()
    .getByRole('listitem')
  for (const place of [0, 1, 2]) await runs.nth(place).getByRole('checkbox').check()
  await page.getByRole('link', { name: 'Compare' }).click()
  await page.getByRole('heading', { name: 'Compare 3 runs' }).waitFor()
  const compared = page.locator('.compared-runs').getByRole('listitem')
  await expect.poll(() => compared.count()).toBe(3)
  // Oldest first.
  expect(await compared.first().getByRole('link').getAttribute('href')).toContain(runId)
  const sides = page.getByRole('table', { name: /^Before and after/ })
  const row = sides.getByRole('row', { name: /HTTP proxy/ })
  const ratio = async (): Promise<number> =>
    Number(/([\d.]+)\s×, descriptive/.exec((await row.textContent()) ?? '')?.[1])
  const before = await ratio()
  await page.getByText('Under three on a side, the ratio only describes').waitFor()
  await page.getByRole('button', { name: 'Swap before and after' }).click()
  expect(before * (await ratio())).toBeCloseTo(1, 1)
  await page.getByRole('figure').first().waitFor()
  expect(await objections(page, 'three runs side by side')).toEqual([])
  await tearDownEverything(app)
  expect(app.complaints).toEqual([])
})
