import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfOutdated } from '../../../../electron/cli/build.ts'
import { startBrowserHost } from '../../../../electron/browser-host/serve.ts'
import { openProfileWorld, type ProfileWorld } from '../../../integration/engine/accounts/profile-world.ts'
import { openChromium } from '../../../e2e/browser/chromium.ts'
import { goTo, idInAddress, openWindow, planShort, type AppWindow } from '../../../e2e/browser/window.ts'

let world: ProfileWorld
let host: Awaited<ReturnType<typeof startBrowserHost>>
let browser: Browser
let app: AppWindow
beforeAll(async () => {
  await buildIfOutdated('pages', () => undefined)
  world = await openProfileWorld()
  host = await startBrowserHost(world.engine, { port: 0 })
  browser = await openChromium()
  app = await openWindow(browser, host.newAddress())
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await host?.close()
  await world?.end()
})

test(
  'credentials that end in mid-run are asked for, and the same run goes on',
  { timeout: 180_000 },
  async () => {
    const { page, live } = app
    world.profiles('[profile work]\nKEYS\n')
    await planShort(page, { rounds: 14 })
    const id = idInAddress(page)
    await goTo(page, `/plan/${id}/account`)
    await page.getByRole('radio', { name: /^work/ }).check()
    await page.getByLabel('Tear down when done').uncheck()
    world.profiles(`[profile work]\n${(await world.sessionKeys(12)).text}\n`)
    await goTo(page, `/plan/${id}/review`)
    await page.getByText(/Ready to start/).waitFor()
    await page.getByRole('button', { name: 'Start…' }).click()
    await page.getByRole('button', { name: 'Create in 123456789012' }).click()
    await page.waitForURL(/#\/deployments\/./)
    const dialog = page.getByRole('dialog', { name: 'Renew your credentials' })
    await dialog.waitFor({ timeout: 60_000 })
    world.profiles(`[profile work]\n${(await world.sessionKeys(900)).text}\n`)
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await live.getByText('Ready').waitFor({ timeout: 90_000 })
    await page.getByText('Signed in again: continuing').first().waitFor()
    await live.getByRole('button', { name: 'Tear down everything' }).click()
    await live.getByText('Nothing is live').waitFor({ timeout: 90_000 })
    expect(app.complaints).toEqual([])
  },
)
