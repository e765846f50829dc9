import type { Browser, Page } from 'playwright'
import { openServedSluice, type ServedSluice } from '../browser/served-sluice.ts'
import { goTo, idInAddress, openLoadDetails, openWindow, start, type AppWindow } from '../browser/window.ts'
import { shoot } from './camera.ts'

/** The main flow with six scenarios before a service that takes 20 ms, from Home to the receipt. */
export async function frontDoorsStory(browser: Browser): Promise<void> {
  const sluice = openServedSluice()
  try {
    const served = await sluice.serve()
    const window = await openWindow(browser, served.address)
    window.page.setDefaultTimeout(900_000)
    await plan(window.page)
    const id = await measured(window)
    const first = await result(window.page)
    await compared(window, sluice, first)
    await removal(window, id)
  } finally {
    await sluice.run(['teardown', '--all'])
    await sluice.end()
  }
}

async function plan(page: Page): Promise<void> {
  await page.getByText('No runs yet').waitFor()
  await shoot(page, 'front-home')
  await page.getByRole('button', { name: 'Start “Front doors of today”' }).click()
  await page.getByRole('heading', { name: 'Your choices' }).waitFor()
  const id = idInAddress(page)
  const step = async (name: string): Promise<void> => {
    await goTo(page, `/plan/${id}/${name}`)
    await page.getByRole('heading', { level: 2, name: new RegExp(`^${name}$`, 'i') }).waitFor()
    await page.waitForTimeout(300)
  }
  await step('question')
  await shoot(page, 'front-question')
  await step('scenarios')
  await shoot(page, 'front-scenarios')
  for (const options of await page.locator('.scenario-options > summary').all()) await options.click()
  await shoot(page, 'front-options')
  await step('load')
  await openLoadDetails(page)
  await page.getByLabel('Duration of a trial').fill('1')
  await page.getByRole('spinbutton', { name: 'Rounds' }).fill('3')
  await page.getByRole('spinbutton', { name: 'Lead-in' }).fill('0')
  await page.getByRole('radio', { name: '20 ms API' }).check()
  await page.getByLabel('Measure latency at light load').check()
  await page.getByText('Draft saved').waitFor()
  await shoot(page, 'front-load')
  await step('predict')
  await page
    .getByRole('spinbutton', { name: /: Share/ })
    .first()
    .fill('80')
  await shoot(page, 'front-predict')
  await step('review')
  await page.getByText('Draft saved').waitFor()
  await page.waitForTimeout(2_000)
  await shoot(page, 'front-review')
}

/** @returns the id of the deployment */
async function measured({ page, live }: AppWindow): Promise<string> {
  const id = await start(page)
  await page.getByText(/resources\s+created/).waitFor()
  await shoot(page, 'front-deploying')
  await page.getByText(/Round 2 of 3/).waitFor()
  await shoot(page, 'front-measuring')
  await page.getByText(/Round 3 of 3/).waitFor()
  await shoot(page, 'front-measuring-late')
  await live.getByText('Ready').waitFor({ timeout: 900_000 })
  await page.getByRole('heading', { name: 'Deployed resources' }).click()
  await shoot(page, 'front-ready')
  return id
}

/** @returns the id of the run */
async function result(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'View result' }).click()
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(800)
  await shoot(page, 'front-result')
  await shoot(page, 'front-decide', page.getByRole('region', { name: 'Decide' }))
  await page.getByRole('button', { name: 'Share…' }).click()
  await page.getByRole('dialog').waitFor()
  await page.waitForTimeout(1_500)
  await shoot(page, 'front-share')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  return idInAddress(page)
}

async function compared({ page, live }: AppWindow, sluice: ServedSluice, first: string): Promise<void> {
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByText(/Round 2 of 3/).waitFor()
  await page.getByRole('button', { name: 'Stop measuring' }).click()
  await live.getByText('Ready').waitFor()
  const [second] = JSON.parse((await sluice.run(['runs', '--json'])).stdout) as { id: string }[]
  await goTo(page, `/compare/${first},${second?.id}`)
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(800)
  await shoot(page, 'front-compare')
  await goTo(page, '/')
  await page.getByRole('heading', { name: 'Saved runs' }).waitFor()
  await page.waitForTimeout(500)
  await shoot(page, 'front-home-after')
}

async function removal({ page, live }: AppWindow, id: string): Promise<void> {
  await goTo(page, `/deployments/${id}`)
  await page.getByRole('main').getByRole('button', { name: 'Tear down' }).click()
  await live.getByText('Tearing down', { exact: true }).waitFor()
  await page.waitForTimeout(1_000)
  await shoot(page, 'front-removing')
  await page.getByText('Nothing is live').waitFor({ timeout: 900_000 })
  await page.waitForTimeout(1_000)
  await shoot(page, 'front-removed')
  await page.getByText(/^\d+\schecks$/).click()
  await shoot(page, 'front-receipt', page.getByRole('region', { name: 'Receipt' }))
}
