import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { openServedSluice } from '../browser/served-sluice.ts'
import { pretend, type Pretence } from '../browser/pretend.ts'
import { goTo, idInAddress, openWindow, planShort, start, type AppWindow } from '../browser/window.ts'
import { folder, shoot } from './camera.ts'

const withoutSizes = ['Lambda-512 (512 MB)', 'Lambda-1024 (1,024 MB)']

/** What people see when something goes wrong, waits, or is drawn in colours of their own. */
export async function troubleStory(browser: Browser): Promise<void> {
  const sluice = openServedSluice()
  const faults = join(sluice.dataDir, 'practice', 'faults.json')
  mkdirSync(join(sluice.dataDir, 'practice'), { recursive: true, mode: 0o700 })
  let pretence: Pretence | undefined
  try {
    const served = await sluice.serve()
    const window = await openWindow(browser, served.address, undefined, async (page) => {
      pretence = await pretend(page)
    })
    window.page.setDefaultTimeout(240_000)
    writeFileSync(faults, JSON.stringify({ lambdaConcurrency: 10 }))
    const first = await incomplete(window)
    rmSync(faults)
    await waiting(window, first)
    writeFileSync(faults, JSON.stringify({ createFailed: ['OriginInstance'] }))
    await failed(window)
    rmSync(faults)
    if (pretence !== undefined) await slow(window.page, pretence)
  } finally {
    await sluice.run(['teardown', '--all'])
    await sluice.end()
  }
}

/** @returns the id of the deployment, which stays */
async function incomplete({ page, live }: AppWindow): Promise<string> {
  await planShort(page, { rounds: 2, without: withoutSizes })
  const id = await start(page)
  await live.getByText('Ready').waitFor()
  await shoot(page, 'incomplete-measured')
  await page.getByRole('link', { name: 'View result' }).click()
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(500)
  await shoot(page, 'result-incomplete')
  await copiedChart(page)
  await page.emulateMedia({ forcedColors: 'active' })
  await shoot(page, 'forced-result')
  await goTo(page, '/')
  await page.waitForTimeout(500)
  await shoot(page, 'forced-home')
  await goTo(page, `/deployments/${id}`)
  await page.waitForTimeout(500)
  await shoot(page, 'forced-deployment')
  await page.emulateMedia({ forcedColors: null })
  return id
}

async function copiedChart(page: Page): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page
    .getByRole('button', { name: /^Copy.* image/ })
    .first()
    .click()
  await page.waitForTimeout(500)
  const bytes = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const image = await item?.getType('image/png')
    return image === undefined ? [] : [...new Uint8Array(await image.arrayBuffer())]
  })
  writeFileSync(join(folder, 'copied-chart.png'), Uint8Array.from(bytes))
}

async function waiting({ page }: AppWindow, first: string): Promise<void> {
  await planShort(page, { rounds: 60 })
  const second = await start(page)
  await page
    .getByText(/second of|trial \d+ of 60|Trial \d+/i)
    .first()
    .waitFor()
  await goTo(page, `/deployments/${first}`)
  await page.getByRole('button', { name: /^(Run|Measure) again/ }).click()
  await page
    .getByText(/Waits for the run/)
    .first()
    .waitFor()
  await shoot(page, 'waiting')
  await goTo(page, '/')
  await page.getByRole('heading', { name: 'Live now' }).waitFor()
  await page.waitForTimeout(500)
  await shoot(page, 'waiting-home')
  await goTo(page, '/deployments')
  await page.waitForTimeout(500)
  await shoot(page, 'waiting-deployments')
  await goTo(page, `/deployments/${second}`)
  await page.getByRole('main').getByRole('button', { name: /^Stop/ }).first().click()
  await page.waitForTimeout(1_000)
}

async function failed({ page }: AppWindow): Promise<void> {
  await planShort(page, { rounds: 1 })
  await start(page)
  await page.getByText(/Deployment failed/).waitFor()
  await page.getByRole('button', { name: 'Edit and try again' }).waitFor()
  await shoot(page, 'failed')
  await goTo(page, '/')
  await page.getByRole('region', { name: 'Not completed' }).waitFor()
  await page.waitForTimeout(500)
  await shoot(page, 'home-not-completed')
}

async function slow(page: Page, pretence: Pretence): Promise<void> {
  await planShort(page, { rounds: 1 })
  const id = idInAddress(page)
  pretence.hold('preflight.check')
  await goTo(page, `/plan/${id}/load`)
  await goTo(page, `/plan/${id}/review`)
  await page.getByRole('main').getByRole('button', { name: 'Cancel', exact: true }).waitFor()
  await shoot(page, 'review-slow')
  await page.getByRole('main').getByRole('button', { name: 'Cancel', exact: true }).click()
  await shoot(page, 'review-cancelled')
  pretence.end()
}
