import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfOutdated } from '../../../electron/cli/build.ts'
import { startBrowserHost } from '../../../electron/serve.ts'
import { mfaDevice, mfaRole, openProfileWorld, type ProfileWorld } from '../../integration/accounts/profile-world.ts'
import { openChromium } from './chromium.ts'
import { goTo, idInAddress, openWindow, planShort, type AppWindow } from './window.ts'

/** What a person is asked for: the code of an MFA device, and new credentials in the middle of a run. */
let world: ProfileWorld
let host: Awaited<ReturnType<typeof startBrowserHost>>
let browser: Browser
let app: AppWindow
beforeAll(async () => {
  await buildIfOutdated('pages', () => undefined)
  world = await openProfileWorld()
  host = await startBrowserHost(world.engine, { port: 0 })
  browser = await openChromium()
  app = await openWindow(browser, host.address)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await host?.close()
  await world?.end()
})

test('the code of an MFA device is asked for when the account is looked at', { timeout: 90_000 }, async () => {
  const { page } = app
  world.profiles(`[profile keys]\nKEYS\n[profile work]\nsource_profile = keys\nrole_arn = ${mfaRole}\nmfa_serial = ${mfaDevice}\n`)
  await planShort(page, { rounds: 1 })
  await goTo(page, `/plan/${idInAddress(page)}/account`)
  await page.getByRole('radio', { name: /^work/ }).check()
  await page.getByRole('button', { name: 'Who is this?' }).click()
  const dialog = page.getByRole('dialog', { name: 'Code of your MFA device' })
  // Put off, it stays in sight as a line that opens it again.
  await dialog.getByRole('button', { name: 'Later' }).click()
  await page.getByText(/asks for a code of your MFA device/).waitFor()
  await page.getByRole('button', { name: 'Sign in…' }).click()
  await dialog.getByLabel('Six digits').fill(await world.mfaCode())
  await dialog.getByRole('button', { name: 'Send code' }).click()
  await page.getByText(/assumed-role\/practice-mfa/).waitFor()
})

test('credentials that end in mid-run are asked for, and the same run goes on', { timeout: 180_000 }, async () => {
  const { page, live } = app
  world.profiles('[profile work]\nKEYS\n')
  await planShort(page, { rounds: 14 })
  const id = idInAddress(page)
  await goTo(page, `/plan/${id}/account`)
  await page.getByRole('radio', { name: /^work/ }).check()
  world.profiles(`[profile work]\n${(await world.sessionKeys(12)).text}\n`)
  await goTo(page, `/plan/${id}/review`)
  await page.getByText(/It can start/).waitFor()
  await page.getByRole('button', { name: 'Start…' }).click()
  await page.getByRole('button', { name: 'Create in 123456789012' }).click()
  await page.waitForURL(/#\/deployments\/./)
  const dialog = page.getByRole('dialog', { name: 'New credentials are needed' })
  await dialog.waitFor({ timeout: 60_000 })
  world.profiles(`[profile work]\n${(await world.sessionKeys(900)).text}\n`)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await live.getByText('Ready').waitFor({ timeout: 90_000 })
  await page.getByText('Signed in again: going on').first().waitFor()
  await live.getByRole('button', { name: 'Tear down everything' }).click()
  await live.getByText('Nothing is live').waitFor({ timeout: 90_000 })
  expect(app.complaints).toEqual([])
})
