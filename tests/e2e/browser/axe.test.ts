import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openChromium } from './chromium.ts'
import { objections } from './objections.ts'
import { openServedSluice, type Served, type ServedSluice } from './served-sluice.ts'
import { goTo, idInAddress, openWindow, planShort, start, type AppWindow } from './window.ts'

/*
 * axe on every screen, in both themes, one test a screen: a failure names its screen. One window goes from
 * screen to screen; the other follows one deployment from its start to its end.
 */
let sluice: ServedSluice
let browser: Browser
let served: Served
let visitor: AppWindow
/** The window that follows the deployment. */
let app: AppWindow
beforeAll(async () => {
  sluice = openServedSluice()
  ;[browser, served] = await Promise.all([openChromium(), sluice.serve()])
  visitor = await openWindow(browser, served.address)
  app = await openWindow(browser, served.address)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await sluice?.end()
})

const timeout = 120_000

async function expectNoObjections(page: Page): Promise<void> {
  expect(await objections(page, page.url())).toEqual([])
}

/** Checks a screen that no deployment leads to. */
async function expectAccessible(path: string, ready: (page: Page) => Promise<void>): Promise<void> {
  const { page } = visitor
  await goTo(page, path)
  await ready(page)
  await expectNoObjections(page)
}

const heading =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    page.getByRole('heading', { name }).first().waitFor()

describe('without a deployment', () => {
  test.each<[string, string, (page: Page) => Promise<void>]>([
    ['Home without runs', '/', (page) => page.getByText('No runs yet').waitFor()],
    ['Settings', '/settings', heading('Settings')],
    ['Glossary', '/glossary', heading('Glossary')],
    ['2017 and today', '/2017/addresses', heading('2017 and today')],
    ['an unknown address', '/nowhere', heading('Page not found')],
    ['an error', '/runs/none', (page) => page.getByRole('alert').waitFor()],
  ])('%s', { timeout }, async (_name, path, ready) => expectAccessible(path, ready))
})

test('the scenarios of today, those that are folded away too', { timeout }, async () => {
  const { page } = visitor
  await goTo(page, '/')
  await page.getByRole('button', { name: 'Start “Front doors of today”' }).click()
  await page.getByRole('heading', { name: 'Your choices' }).waitFor()
  await goTo(page, `/plan/${idInAddress(page)}/scenarios`)
  // The keyboard unfolds them, chooses one of a family, and finds its options.
  await page.locator('.scenario-more > summary').press('Enter')
  await page.getByRole('checkbox', { name: 'Lambda-512 (512 MB)' }).press('Space')
  await page.getByText('Lambda-512 (512 MB): 3 options').waitFor()
  await expectNoObjections(page)
})

describe('the wizard', () => {
  let id: string
  beforeAll(async () => {
    await planShort(app.page, {
      rounds: 6,
      without: ['Lambda-256 (128 MB)', 'Lambda-512 (512 MB)', 'Lambda-1024 (1,024 MB)'],
    })
    id = idInAddress(app.page)
  }, timeout)

  test.each(['Question', 'Account', 'Scenarios', 'Load', 'Predict', 'Review'])(
    '%s',
    { timeout },
    async (step) => {
      await expectAccessible(`/plan/${id}/${step.toLowerCase()}`, (page) =>
        page.getByRole('heading', { level: 2, name: step, exact: true }).waitFor(),
      )
    },
  )

  test('Predict with a fault', { timeout }, async () => {
    const { page } = app
    await goTo(page, `/plan/${id}/predict`)
    const share = page.getByRole('spinbutton', { name: /: Share/ })
    await share.fill('-1')
    await page.getByText('Needs a correction').first().waitFor()
    await expectNoObjections(page)
    await share.fill('30')
    await goTo(page, `/plan/${id}/review`)
    await page.getByText('Draft saved').waitFor()
  })
})

// In order: each state follows from the one before.
describe('a deployment', () => {
  let id: string
  let first: string
  beforeAll(async () => {
    id = await start(app.page)
  }, timeout)

  test('Deploying', { timeout }, async () => {
    await heading('Deploying')(app.page)
    await expectNoObjections(app.page)
  })

  test('Measuring', { timeout }, async () => {
    await app.page.getByText(/Round 1 of 6, trial 2 of 2|Round [2-6] of 6/).waitFor({ timeout })
    await expectNoObjections(app.page)
  })

  test.each<[string, string, (page: Page) => Promise<void>]>([
    ['Deployments', '/deployments', (page) => page.getByText('Cost so far').first().waitFor()],
    ['Home with a live deployment', '/', heading('Live now')],
  ])('%s', { timeout }, async (_name, path, ready) => expectAccessible(path, ready))

  test('Ready', { timeout: 2 * timeout }, async () => {
    await app.page.getByRole('link', { name: 'View result' }).waitFor({ timeout })
    await expectNoObjections(app.page)
  })

  test('Result', { timeout }, async () => {
    const { page } = app
    await page.getByRole('link', { name: 'View result' }).click()
    await page.getByRole('figure').first().waitFor()
    first = idInAddress(page)
    await expectNoObjections(page)
  })

  test('Result as tables', { timeout }, async () => {
    const { page } = app
    for (const button of await page.getByRole('button', { name: 'Table', exact: true }).all())
      await button.click()
    await page.getByRole('table').first().waitFor()
    await expectNoObjections(page)
  })

  test('Result of a stopped run, and Compare', { timeout: 2 * timeout }, async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Run again' }).click()
    await page.getByRole('button', { name: 'Stop measuring' }).click()
    await page.getByRole('heading', { name: /^The run was stopped/ }).waitFor()
    await page.getByRole('link', { name: 'View result' }).click()
    await page.getByText('Stopped').first().waitFor()
    await expectNoObjections(page)
    const second = idInAddress(page)
    await expectAccessible(`/compare/${first},${second}`, heading(/^Compare 2 runs/))
  })

  test('a dialog', { timeout }, async () => {
    await expectAccessible('/', async (page) => {
      await page
        .getByRole('button', { name: /^Edit name, notes and tags/ })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
    })
    await visitor.page.keyboard.press('Escape')
  })

  test('Tear down, counting down', { timeout }, async () => {
    const { page } = app
    await goTo(page, `/deployments/${id}`)
    await page.getByRole('main').getByRole('button', { name: 'Tear down' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    await expectNoObjections(page)
  })

  test('Tearing down, and Removed', { timeout: 2 * timeout }, async () => {
    const { page, live } = app
    // A removal here takes a few seconds: on a slow computer it may be over already.
    await live.getByText(/^(Tearing down|Nothing is live)/).waitFor()
    await heading(/^(Tearing down|Removal)$/)(page)
    await expectNoObjections(page)
    await live.getByText('Nothing is live').waitFor({ timeout })
    await heading('Removal')(page)
    await expectNoObjections(page)
  })
})
