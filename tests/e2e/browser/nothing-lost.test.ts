import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openChromium } from './chromium.ts'
import { openServedSluice, type Served, type ServedSluice } from './served-sluice.ts'
import {
  goTo,
  openLoadDetails,
  openWindow,
  planShort,
  start,
  tearDownEverything,
  type AppWindow,
} from './window.ts'
import { switchFaults } from '../../switch-faults.ts'

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

test('a draft with faults is left, and found again as it was typed', { timeout: 60_000 }, async () => {
  const { page, complaints } = await open()
  await page.getByRole('button', { name: 'Start the 2017 experiment' }).click()
  const rail = page.getByRole('navigation', { name: 'Steps of the plan' })
  await rail.getByRole('link', { name: /Load/ }).click()
  await openLoadDetails(page)
  await page.getByRole('spinbutton', { name: 'Rounds' }).fill('0')
  await page.getByLabel('Duration of a trial').fill('')
  await page.getByText('Draft saved, needs a correction').waitFor()

  await goTo(page, '/')
  await page.getByRole('region', { name: 'Drafts' }).getByText('Needs a correction').waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Continue' }).click()
  await page.getByText('Correct before you start:').waitFor()
  expect(await page.getByRole('button', { name: 'Start', exact: true }).isDisabled()).toBe(true)
  expect(await page.getByText(/NaN|Infinity/).count()).toBe(0)
  await rail.getByRole('link', { name: /Load/ }).click()
  await expect.poll(() => page.getByRole('spinbutton', { name: 'Rounds' }).inputValue()).toBe('0')
  await expect.poll(() => page.getByLabel('Duration of a trial').inputValue()).toBe('')
  await page.getByRole('button', { name: 'Discard draft' }).click()
  await page.getByText('Draft discarded.').waitFor()
  expect(complaints).toEqual([])
})

test('a failed deployment is edited and run, and its result is printed', { timeout: 240_000 }, async () => {
  const app = await open()
  const { page, live, complaints } = app
  await planShort(page, { rounds: 1, without: ['Lambda-512 (512 MB)', 'Lambda-1024 (1,024 MB)'] })
  switchFaults(sluice.dataDir, { createFailed: ['OriginInstance'] })
  const failed = await start(page)
  await page.getByText(/Deployment failed/).waitFor()
  await live.getByText('Nothing is live').waitFor({ timeout: 60_000 })
  switchFaults(sluice.dataDir, {})

  await goTo(page, '/')
  const list = page.getByRole('region', { name: 'Not completed' })
  await list.getByRole('link', { name: 'Load balancer, Lambda-256 (128 MB), HTTP proxy' }).click()
  expect(page.url()).toContain(failed)
  await page.getByRole('button', { name: 'Edit and try again' }).click()
  await page.getByText(/1\s+round of 1\s+s/).waitFor()
  const rail = page.getByRole('navigation', { name: 'Steps of the plan' })
  await rail.getByRole('link', { name: /Scenarios/ }).click()
  await page.getByRole('checkbox', { name: 'Lambda-256 (128 MB)' }).uncheck()
  await rail.getByRole('link', { name: /Review/ }).click()
  await start(page)
  await page.getByRole('link', { name: 'View result' }).click({ timeout: 60_000 })
  await page
    .getByRole('heading', { level: 1, name: /^Load balancer, HTTP proxy · practice · today/ })
    .waitFor()

  await page.emulateMedia({ media: 'print' })
  await page.getByRole('columnheader', { name: 'Good req/s' }).getByText('Good req/s').waitFor()
  expect(await page.getByRole('textbox').count()).toBe(0)
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const foot = await page.evaluate(() =>
    document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)).join(),
  )
  expect(foot).toMatch(
    /Load balancer, HTTP proxy · practice account: loopback · .* · 1 round of 1\s+s · run r/,
  )
  await page.emulateMedia({ media: null })

  await goTo(page, '/')
  const runs = page.getByRole('region', { name: 'Saved runs' })
  await runs.getByText(/HTTP proxy [\d.]+\s+% of the load balancer/).waitFor()
  // A later run stands in the place of what failed before.
  await expect.poll(() => list.count()).toBe(0)
  await tearDownEverything(app)
  expect(complaints).toEqual([])
})
