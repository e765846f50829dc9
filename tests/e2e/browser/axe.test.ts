import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from './chromium.ts'
import { objections } from './objections.ts'
import { openServedSluice, type ServedSluice } from './served-sluice.ts'
import { goTo, openWindow, planShort, start, type AppWindow } from './window.ts'

let sluice: ServedSluice
let browser: Browser
let window: AppWindow
beforeAll(async () => {
  sluice = openServedSluice()
  const [opened, served] = await Promise.all([openChromium(), sluice.serve()])
  browser = opened
  window = await openWindow(browser, served.address)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await sluice?.end()
})

test('axe finds nothing on any screen, in both themes', { timeout: 240_000 }, async () => {
  const { page, live } = window
  const found: string[] = []
  const look = async (name: string, ready: () => Promise<void>): Promise<void> => {
    await ready()
    found.push(...(await objections(page, name)))
  }
  const heading = (name: string | RegExp): Promise<void> =>
    page.getByRole('heading', { name }).first().waitFor()

  await look('Home without runs', () => page.getByText('No runs yet').waitFor())
  await planShort(page, {
    rounds: 6,
    without: ['Lambda proxy, 128 MB', 'Lambda proxy, 512 MB', 'Lambda proxy, 1,024 MB'],
  })
  const draft =
    page
      .url()
      .split('#')[1]
      ?.replace(/\/review$/, '') ?? ''
  await look('Review', () => heading('Chosen'))
  for (const step of ['Question', 'Account', 'Scenarios', 'Load', 'Predict']) {
    await goTo(page, `${draft}/${step.toLowerCase()}`)
    await look(step, () => page.getByRole('heading', { level: 2, name: step, exact: true }).waitFor())
  }
  await page.getByRole('spinbutton', { name: /: Share/ }).fill('-1')
  await look('Predict with a fault', () => page.getByText('Needs a correction').first().waitFor())
  await page.getByRole('spinbutton', { name: /: Share/ }).fill('30')
  await goTo(page, `${draft}/review`)
  await page.getByText('Draft saved').waitFor()

  const id = await start(page)
  await look('Deploying', () => heading('Deploying'))
  await look('Measuring', () => page.getByText(/[1-9] of 12\s+trials finished/).waitFor())
  await goTo(page, '/deployments')
  await look('Deployments', () => page.getByText('Cost so far').first().waitFor())
  await goTo(page, '/')
  await look('Home', () => heading('Live now'))
  await goTo(page, `/deployments/${id}`)
  await look('Ready', () => page.getByRole('link', { name: 'View result' }).waitFor({ timeout: 60_000 }))
  await page.getByRole('link', { name: 'View result' }).click()
  await look('Result', () => page.getByRole('figure').first().waitFor())
  const [, first] = new URL(page.url()).hash.split('/runs/')
  for (const button of await page.getByRole('button', { name: 'Table', exact: true }).all())
    await button.click()
  await look('Result as tables', () => page.getByRole('table').first().waitFor())

  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('button', { name: 'Stop measuring' }).click()
  await page.getByRole('heading', { name: /^The run was stopped/ }).waitFor()
  await page.getByRole('link', { name: 'View result' }).click()
  await look('Result of a stopped run', () => page.getByText('Stopped').first().waitFor())
  const [, second] = new URL(page.url()).hash.split('/runs/')
  await goTo(page, `/compare/${first},${second}`)
  await look('Compare', () => heading(/^Compare 2 runs/))
  await goTo(page, '/settings')
  await look('Settings', () => heading('Settings'))
  await goTo(page, '/glossary')
  await look('Glossary', () => heading('Glossary'))
  await goTo(page, '/nowhere')
  await look('An address that leads nowhere', () => heading('Page not found'))
  await goTo(page, '/runs/none')
  await look('An error', () => page.getByRole('alert').waitFor())
  await goTo(page, '/')
  await page
    .getByRole('button', { name: /^Edit name, notes and tags/ })
    .first()
    .click()
  await look('A dialog', () => page.getByRole('dialog').waitFor())
  await page.keyboard.press('Escape')
  await goTo(page, `/deployments/${id}`)
  await page.getByRole('main').getByRole('button', { name: 'Tear down' }).click()
  await look('Counting down', () => page.getByRole('button', { name: 'Undo' }).waitFor())
  await live.getByText('Tearing down', { exact: true }).waitFor()
  await look('Tearing down', () => heading('Tearing down'))
  await live.getByText('Nothing is live').waitFor()
  await look('Removed', () => heading('Removal'))
  expect(found).toEqual([])
})
