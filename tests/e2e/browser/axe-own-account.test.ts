import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildIfOutdated } from '../../../electron/cli/build.ts'
import { startBrowserHost } from '../../../electron/browser-host/serve.ts'
import type { Prompt } from '../../../shared/prompt.ts'
import { openProfileWorld, type ProfileWorld } from '../../integration/engine/accounts/profile-world.ts'
import { openChromium } from './chromium.ts'
import { objections } from './objections.ts'
import { pretend, type Pretence } from './pretend.ts'
import { codeOfDevice, fullDisk, renewal, signIn, strangers, theirReceipt } from './pretended.ts'
import { goTo, idInAddress, openWindow, planShort, type AppWindow } from './window.ts'

/**
 * The screens around a real account, for everybody: a profile that leads to the practice account, and a
 * pretence where a state costs too much.
 */
let world: ProfileWorld
let host: Awaited<ReturnType<typeof startBrowserHost>>
let browser: Browser
let app: AppWindow
let pretence: Pretence
beforeAll(async () => {
  await buildIfOutdated('pages', () => undefined)
  world = await openProfileWorld()
  world.profiles('[profile work]\nregion = us-west-2\nKEYS\n[profile empty]\nregion = us-west-2\n')
  host = await startBrowserHost(world.engine, { port: 0 })
  browser = await openChromium()
  app = await openWindow(browser, host.address, undefined, async (page) => {
    pretence = await pretend(page)
  })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await host?.close()
  await world?.end()
})

const found: string[] = []
const look = async (name: string): Promise<void> => void found.push(...(await objections(app.page, name)))

test('axe finds nothing on the way into a real account', { timeout: 180_000 }, async () => {
  const { page } = app
  await planShort(page, { rounds: 1 })
  const id = idInAddress(page)
  await goTo(page, `/plan/${id}/account`)
  await page.getByRole('radio', { name: /^empty/ }).check()
  await page.getByRole('button', { name: 'Who is this?' }).click()
  await page.getByText('The account could not be asked').waitFor()
  await look('An account that gives no answer')
  await page.getByRole('radio', { name: /^work/ }).check()
  await page.getByRole('button', { name: 'Who is this?' }).click()
  await page.getByText('since AWS_ENDPOINT_URL says so').waitFor()
  await look('Who it is')

  const dialog = page.getByRole('dialog')
  const prompts: Prompt[] = [codeOfDevice, signIn, renewal]
  for (const prompt of prompts) {
    pretence.answer('prompts.list', [prompt])
    pretence.announce({ name: 'prompt.opened', data: prompt })
    await dialog.waitFor()
    await look(`A prompt: ${prompt.kind}`)
    await dialog.getByRole('button', { name: 'Later' }).click()
  }
  pretence.answer('prompts.list', prompts)
  pretence.answer('storeHealth.get', fullDisk)
  pretence.announce({ name: 'prompt.opened', data: signIn })
  pretence.announce({ name: 'storeHealth.changed', data: { message: fullDisk } })
  await page.getByText('The disk is full').waitFor()
  await page.getByText('needs you to sign in').waitFor()
  await look('Prompts put off, and a full disk')
  pretence.end()
  pretence.announce({ name: 'prompt.closed', data: { id: signIn.id } })
  pretence.announce({ name: 'storeHealth.changed', data: { message: null } })
  await page.getByText('The disk is full').waitFor({ state: 'hidden' })

  world.faults({ clockSkewMs: 400_000, denied: ['iam:SimulatePrincipalPolicy'] })
  await goTo(page, `/plan/${id}/review`)
  await page.getByText(/It cannot start/).waitFor()
  for (const title of [/checks are fine/, 'What it costs', 'What it must be allowed'])
    await page.locator('summary', { hasText: title }).click()
  await page
    .getByRole('button', { name: /^Copy / })
    .first()
    .waitFor()
  await look('Checks that failed, costs and policies')
  world.faults({ interfaceLingerMs: 4_000, deleteFailed: [{ resource: 'LoadBalancer', times: 3 }] })
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByText(/It can start/).waitFor()
  await page.getByRole('button', { name: 'Start…' }).click()
  await dialog.waitFor()
  await look('Which account')
  await dialog.getByRole('button', { name: /^Create in/ }).click()
  await page.waitForURL(/#\/deployments\/./)
  expect(found).toEqual([])
})

test('axe finds nothing on the way out of it', { timeout: 180_000 }, async () => {
  const { page, live } = app
  const id = idInAddress(page)
  await live.getByText('Ready').waitFor({ timeout: 90_000 })
  await page.getByText(/About \$0\.\d+ of/).waitFor()
  await look('A live deployment that costs')
  await goTo(page, '/')
  await page.getByText(/per hour, removed automatically/).waitFor()
  await look('Home with what costs')
  await goTo(page, `/deployments/${id}`)
  await page.getByRole('link', { name: 'View result' }).click()
  await page.getByText('per million requests').first().waitFor()
  await look('A result with its cost')
  await goTo(page, `/deployments/${id}`)
  await page.getByRole('main').getByRole('button', { name: 'Tear down', exact: true }).click()
  await page.getByText('The removal failed. Resources may still exist.').waitFor({ timeout: 90_000 })
  await look('Stranded')
  await page.getByRole('button', { name: 'Retain and remove the rest…' }).click()
  await look('What to leave behind')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await goTo(page, '/deployments')
  await page.getByText('Cost so far').first().waitFor()
  await look('Deployments with one that stranded')
  await goTo(page, `/deployments/${id}`)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Billing has stopped').waitFor()
  await look('Billing has stopped')
  await live.getByText('Nothing is live').waitFor({ timeout: 90_000 })

  const kept = await world.engine.dispatch('deployments.get', { id })
  if (!kept.ok || kept.value.receipt === null) throw new Error('There is no receipt.')
  pretence.answer('deployments.get', { ...kept.value, receipt: theirReceipt(kept.value.receipt) })
  await goTo(page, '/')
  await page.getByRole('heading', { name: 'Saved runs' }).waitFor()
  await goTo(page, `/deployments/${id}`)
  await page.getByText(/resources still exist/).waitFor()
  await look('A receipt that proves less')
  await goTo(page, '/sweep')
  const sweep = page.getByRole('region', { name: 'Sweep' })
  await sweep.getByLabel('Account').selectOption('work')
  pretence.answer('sweep.find', strangers)
  await sweep.getByRole('button', { name: 'Search' }).click()
  await sweep.getByText(/deployments found/).waitFor()
  await look('What a sweep has found')
  expect(found).toEqual([])
  expect(app.complaints).toEqual([])
})
