import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closedPort } from '../../integration/engine/accounts/unreachable-servers.ts'
import { openChromium } from './chromium.ts'
import { openServedSluice, type ServedSluice } from './served-sluice.ts'
import { goTo, idInAddress, openWindow, planShort, type AppWindow } from './window.ts'

/**
 * A machine whose way to AWS is cut: the endpoint of the profile `work` is a port that nothing listens on.
 */
let sluice: ServedSluice
let browser: Browser
let app: AppWindow
let endpoint: string
const environment = { ...process.env }
beforeAll(async () => {
  sluice = openServedSluice()
  endpoint = `127.0.0.1:${await closedPort()}`
  const folder = join(sluice.dataDir, 'aws')
  mkdirSync(folder)
  const keys = 'aws_access_key_id = AKIAEXAMPLEEXAMPLE00\naws_secret_access_key = dummy\n'
  writeFileSync(
    join(folder, 'config'),
    `[profile work]\nregion = us-west-2\n${keys}endpoint_url = http://${endpoint}\n`,
  )
  for (const name of ['AWS_CA_BUNDLE', 'AWS_ENDPOINT_URL', 'AWS_REGION']) delete process.env[name]
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config')
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'none')
  const [opened, served] = await Promise.all([openChromium(), sluice.serve()])
  browser = opened
  app = await openWindow(browser, served.address)
}, 120_000)
afterAll(async () => {
  process.env = environment
  await browser?.close()
  await sluice?.end()
})

test(
  'an account that cannot be reached says so soon, and the plan can go on without it',
  { timeout: 90_000 },
  async () => {
    const { page, live, complaints } = app
    await planShort(page, { rounds: 1 })
    const id = idInAddress(page)
    await goTo(page, `/plan/${id}/account`)
    await page.getByRole('radio', { name: /^work/ }).check()
    const look = page.getByRole('button', { name: 'Who is this?' })
    const sentence = `http://${endpoint} cannot be reached from here (${endpoint} refuses the connection)`
    const notice = page.getByRole('alert').filter({ hasText: sentence })
    const begunMs = performance.now()
    await look.click()
    await notice.getByText('The identity could not be read').waitFor()
    expect(performance.now() - begunMs).toBeLessThan(10_000)
    expect(await notice.innerText()).toContain('because of endpoint_url of the profile. Is it running?')
    expect(await page.getByText(/AWS refused|ECONNREFUSED|started anew/).count()).toBe(0)
    await expect.poll(() => look.isEnabled()).toBe(true)

    // The plan is edited and saved all the same, and cannot be started there.
    const rail = page.getByRole('navigation', { name: 'Steps of the plan' })
    await rail.getByRole('link', { name: /Load/ }).click()
    await page.getByRole('spinbutton', { name: 'Rounds' }).fill('3')
    await page.getByText('Draft saved').waitFor()
    await rail.getByRole('link', { name: /Review/ }).click()
    const checkedMs = performance.now()
    await notice.getByText('The account could not be checked').waitFor()
    expect(performance.now() - checkedMs).toBeLessThan(10_000)
    expect(await page.getByRole('button', { name: 'Start…' }).isDisabled()).toBe(true)

    // Nothing was created, and here it could be.
    await live.getByText('Nothing is live').waitFor()
    const { stdout } = await sluice.run(['deployments', '--json'])
    expect((JSON.parse(stdout) as { id: string; phase: string }[]).map(({ phase }) => phase)).toEqual([
      'planned',
    ])
    expect(existsSync(join(sluice.dataDir, 'practice', 'instances'))).toBe(false)
    await rail.getByRole('link', { name: /Account/ }).click()
    await page.getByRole('radio', { name: /Practice account/ }).check()
    await rail.getByRole('link', { name: /Review/ }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Start', exact: true }).isEnabled()).toBe(true)
    await page.getByText(/3\s+rounds of 1\s+s/).waitFor()
    await page.getByRole('button', { name: 'Discard draft' }).click()
    await page.getByText('Draft discarded.').waitFor()
    expect(complaints).toEqual([])
  },
)
