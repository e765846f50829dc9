import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doorsExperiment, measuredResult } from '../../unit/shared/measured-result.ts'
import { openChromium } from './chromium.ts'
import { objections } from './objections.ts'
import { pretend } from './pretend.ts'
import { openServedSluice, type Served, type ServedSluice } from './served-sluice.ts'
import { goTo, idInAddress, openWindow } from './window.ts'

/*
 * Six ways of today in the window: the plan is the engine's, the trials of the result are given. axe looks at
 * both.
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

const timeout = 120_000

test('the plan of six ways says in words what is created for each', { timeout }, async () => {
  const { page, complaints } = await openWindow(browser, served.address)
  await page.getByRole('button', { name: 'Start “Front doors of today”' }).click()
  const shared = page.getByText('Certificate of the HTTPS listeners').first()
  await shared.waitFor()
  await shared.click()
  await page.getByText('AWS::IAM::ServerCertificate', { exact: true }).waitFor()
  expect(await objections(page, 'Review')).toEqual([])
  await goTo(page, `/plan/${idInAddress(page)}/question`)
  await page.getByRole('heading', { name: 'Other questions' }).waitFor()
  expect(await objections(page, 'Question')).toEqual([])
  expect(complaints).toEqual([])
  await page.context().close()
})

test('the flip map of six ways reads out each of them', { timeout }, async () => {
  const result = measuredResult({ experiment: doorsExperiment, run: { id: 'r1', endedBy: 'sure' } })
  const { page, complaints } = await openWindow(browser, served.address, { width: 900, height: 600 }, (one) =>
    answerWith(one, result),
  )
  await goTo(page, '/runs/r1')
  const map = page.getByRole('figure', { name: 'Dollars a month against requests a month' })
  await map.locator('canvas').waitFor()
  await map.getByRole('application').focus()
  const read = new Set<string>()
  for (const _ of result.run.scenarios) {
    await page.keyboard.press('ArrowDown')
    read.add((await map.locator('.chart-read-out').textContent())?.split(/ \(|,/)[0] ?? '')
  }
  expect([...read].toSorted()).toEqual(result.run.scenarios.map(({ title }) => title).toSorted())
  expect(await objections(page, 'the result of six ways')).toEqual([])
  expect(complaints).toEqual([])
})

async function answerWith(page: Page, { run, trials }: ReturnType<typeof measuredResult>): Promise<void> {
  const pretence = await pretend(page)
  pretence.answer('runs.get', { run, trials: [...trials], diagnoses: [] })
  pretence.answer('runs.curves', [])
}
