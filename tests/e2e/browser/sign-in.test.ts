import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfOutdated } from '../../../electron/cli/build.ts'
import { startBrowserHost } from '../../../electron/browser-host/serve.ts'
import {
  mfaDevice,
  mfaRole,
  openProfileWorld,
  type ProfileWorld,
  ssoProfile,
  ssoSession,
} from '../../integration/engine/accounts/profile-world.ts'
import { leaks, practiceSecrets } from '../../secrets.ts'
import { openChromium } from './chromium.ts'
import { objections } from './objections.ts'
import { goTo, idInAddress, openWindow, planShort, type AppWindow } from './window.ts'

/** What a person is asked for: the code of an MFA device, and to sign in by SSO. */
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
  'the code of an MFA device is asked for when the account is looked at',
  { timeout: 90_000 },
  async () => {
    const { page } = app
    world.profiles(
      '[profile keys]\nKEYS\n[profile work]\nsource_profile = keys\n' +
        `role_arn = ${mfaRole}\nmfa_serial = ${mfaDevice}\n`,
    )
    await planShort(page, { rounds: 1 })
    await goTo(page, `/plan/${idInAddress(page)}/account`)
    await page.getByRole('radio', { name: /^work/ }).check()
    await page.getByRole('button', { name: 'Who is this?' }).click()
    const dialog = page.getByRole('dialog', { name: 'Enter your MFA code' })
    // Put off, it stays in sight as a line that opens it again.
    await dialog.getByRole('button', { name: 'Later' }).click()
    await page.getByText(/needs a code from your MFA device/).waitFor()
    await page.getByRole('button', { name: 'Enter code…' }).click()
    await dialog.getByLabel('MFA code').fill(await world.mfaCode())
    await dialog.getByRole('button', { name: 'Submit' }).click()
    await page.getByText(/assumed-role\/practice-mfa/).waitFor()
  },
)

test(
  'a person signs in by SSO: the dialog shows a code and a link, and goes on when the page has approved it',
  { timeout: 90_000 },
  async () => {
    const { page } = app
    world.profiles(`${ssoSession}[profile work]\n${ssoProfile}`)
    await planShort(page, { rounds: 1 })
    await goTo(page, `/plan/${idInAddress(page)}/account`)
    await page.getByRole('radio', { name: /^work/ }).check()
    await page.getByRole('button', { name: 'Who is this?' }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign in' })
    await dialog.getByText('Your browser should show this code:').waitFor()
    const code = await dialog.locator('code').innerText()
    const opening = page.waitForEvent('popup')
    const open = dialog.getByRole('link', { name: 'Open the browser' })
    // What a person most likely wants is one key away.
    expect(await open.evaluate((link) => link === document.activeElement)).toBe(true)
    await open.click()
    const second = await opening
    await second.getByRole('heading', { name: 'Allow Sluice to use the practice account?' }).waitFor()
    await second.getByText(code, { exact: true }).waitFor()
    expect(await objections(second, 'the sign-in page')).toEqual([])
    await second.getByRole('button', { name: 'Allow' }).click()
    await second.getByRole('heading', { name: 'Signed in' }).waitFor()
    await page.getByText(/assumed-role\/AWSReservedSSO_practice-sso_/).waitFor()
    await dialog.waitFor({ state: 'detached' })
    await second.close()
  },
)

test('no secret has come to the page over its WebSocket', () => {
  const secrets = practiceSecrets(join(world.dataDir, 'practice', 'state')).set(
    'the key',
    world.practice.secretAccessKey,
  )
  expect(app.frames.some((frame) => frame.includes('prompt.opened'))).toBe(true)
  expect(leaks(secrets, new Map([['a frame', app.frames.join('\n')]]))).toEqual([])
})
