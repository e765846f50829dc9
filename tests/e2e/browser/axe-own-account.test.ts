import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildIfOutdated } from '../../../electron/cli/build.ts'
import { startBrowserHost } from '../../../electron/browser-host/serve.ts'
import type { Prompt } from '../../../shared/prompt.ts'
import { openProfileWorld, type ProfileWorld } from '../../integration/engine/accounts/profile-world.ts'
import { openChromium } from './chromium.ts'
import { objections } from './objections.ts'
import { pretend, type Pretence } from './pretend.ts'
import { codeOfDevice, fullDisk, renewal, signIn, strangers, theirReceipt } from './pretended.ts'
import { goTo, idInAddress, openWindow, planShort, type AppWindow } from './window.ts'

/*
 * axe on the screens around an AWS account, in both themes, one test a screen. A profile leads to the
 * practice account; where a state takes too long to reach, `pretend` answers in the engine's stead.
 * The tests follow one plan from its account to its receipt, in order.
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
  app = await openWindow(browser, host.newAddress(), undefined, async (page) => {
    pretence = await pretend(page)
  })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await host?.close()
  await world?.end()
})

const timeout = 120_000
const dialog = () => app.page.getByRole('dialog')

async function expectNoObjections(): Promise<void> {
  expect(await objections(app.page, app.page.url())).toEqual([])
}

describe('planning', () => {
  let id: string
  beforeAll(async () => {
    await planShort(app.page, { rounds: 1 })
    id = idInAddress(app.page)
    await goTo(app.page, `/plan/${id}/account`)
  }, timeout)

  test('an account that does not answer', { timeout }, async () => {
    const { page } = app
    await page.getByRole('radio', { name: /^empty/ }).check()
    await page.getByRole('button', { name: 'Who is this?' }).click()
    await page.getByText('The identity could not be read').waitFor()
    await expectNoObjections()
  })

  test('the identity of an account', { timeout }, async () => {
    const { page } = app
    await page.getByRole('radio', { name: /^work/ }).check()
    await page.getByLabel('Tear down when done').uncheck()
    await page.getByRole('button', { name: 'Who is this?' }).click()
    await page.getByText('because of AWS_ENDPOINT_URL').waitFor()
    await expectNoObjections()
  })

  test.each<[string, Prompt]>([
    ['MFA', codeOfDevice],
    ['sign-in', signIn],
    ['credentials', renewal],
  ])('a prompt: %s', { timeout }, async (_name, prompt) => {
    pretence.answer('prompts.list', [prompt])
    pretence.announce({ name: 'prompt.opened', data: prompt })
    await dialog().waitFor()
    await expectNoObjections()
    await dialog().getByRole('button', { name: 'Later' }).click()
  })

  test('prompts for later, and a full disk', { timeout }, async () => {
    const { page } = app
    pretence.answer('prompts.list', [codeOfDevice, signIn, renewal])
    pretence.answer('storeHealth.get', fullDisk)
    pretence.announce({ name: 'prompt.opened', data: signIn })
    pretence.announce({ name: 'storeHealth.changed', data: { message: fullDisk, problem: 'full' } })
    await page.getByText('The disk is full').waitFor()
    await page.getByText('needs you to sign in').waitFor()
    await expectNoObjections()
    pretence.end()
    pretence.announce({ name: 'prompt.closed', data: { id: signIn.id } })
    pretence.announce({ name: 'storeHealth.changed', data: { message: null, problem: null } })
    await page.getByText('The disk is full').waitFor({ state: 'hidden' })
  })

  test('Review with checks that failed, costs and policies', { timeout }, async () => {
    const { page } = app
    world.faults({ clockSkewMs: 400_000, denied: ['iam:SimulatePrincipalPolicy'] })
    await goTo(page, `/plan/${id}/review`)
    await page.getByText(/before you start/).waitFor()
    for (const title of [/checks passed/, 'What it costs', 'Permissions needed'])
      await page.locator('summary', { hasText: title }).click()
    await page
      .getByRole('button', { name: /^Copy / })
      .first()
      .waitFor()
    await expectNoObjections()
  })

  test('the confirmation of the account', { timeout }, async () => {
    const { page } = app
    world.faults({ interfaceLingerMs: 4_000, deleteFailed: [{ resource: 'LoadBalancer', times: 3 }] })
    await page.getByRole('button', { name: 'Check again' }).click()
    await page.getByText(/Ready to start/).waitFor()
    await page.getByRole('button', { name: 'Start…' }).click()
    await dialog().waitFor()
    await expectNoObjections()
    await dialog()
      .getByRole('button', { name: /^Create in/ })
      .click()
    await page.waitForURL(/#\/deployments\/./)
  })
})

describe('a deployment', () => {
  let id: string
  beforeAll(async () => {
    id = idInAddress(app.page)
    await app.live.getByText('Ready').waitFor({ timeout: 90_000 })
  }, 120_000)

  test('Ready, with its cost', { timeout }, async () => {
    await app.page.getByText(/About \$0\.\d+ of/).waitFor()
    await expectNoObjections()
  })

  test('Home with its cost', { timeout }, async () => {
    await goTo(app.page, '/')
    await app.page.getByText(/per hour, stays until .*, then it is removed automatically/).waitFor()
    await expectNoObjections()
  })

  test('Result with its cost', { timeout }, async () => {
    const { page } = app
    await goTo(page, `/deployments/${id}`)
    await page.getByRole('link', { name: 'View result' }).click()
    await page.getByText('per million requests').first().waitFor()
    await expectNoObjections()
  })

  test('Stranded', { timeout: 120_000 }, async () => {
    const { page } = app
    await goTo(page, `/deployments/${id}`)
    await page.getByRole('main').getByRole('button', { name: 'Tear down', exact: true }).click()
    await page.getByText('The removal failed. Resources may still exist.').waitFor({ timeout: 90_000 })
    await expectNoObjections()
  })

  test('the dialog about what to retain', { timeout }, async () => {
    await app.page.getByRole('button', { name: 'Retain and remove the rest…' }).click()
    await dialog().waitFor()
    await expectNoObjections()
    await dialog().getByRole('button', { name: 'Cancel' }).click()
  })

  test('Deployments with one that is stranded', { timeout }, async () => {
    await goTo(app.page, '/deployments')
    await app.page.getByText('Cost so far').first().waitFor()
    await expectNoObjections()
  })

  test('Tearing down after billing has stopped', { timeout: 150_000 }, async () => {
    const { page, live } = app
    await goTo(page, `/deployments/${id}`)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Billing has stopped').waitFor()
    await expectNoObjections()
    await live.getByText('Nothing is live').waitFor({ timeout: 90_000 })
  })

  test('a receipt that proves less', { timeout }, async () => {
    const { page } = app
    const kept = await world.engine.dispatch('deployments.get', { id })
    if (!kept.ok || kept.value.receipt === null) throw new Error('There is no receipt.')
    pretence.answer('deployments.get', { ...kept.value, receipt: theirReceipt(kept.value.receipt) })
    await goTo(page, '/')
    await page.getByRole('heading', { name: 'Saved runs' }).waitFor()
    await goTo(page, `/deployments/${id}`)
    await page.getByText(/resources still exist/).waitFor()
    await expectNoObjections()
  })

  test('the outcome of a sweep', { timeout }, async () => {
    await goTo(app.page, '/sweep')
    const sweep = app.page.getByRole('region', { name: 'Sweep' })
    await sweep.getByLabel('Account').selectOption('work')
    pretence.answer('sweep.find', strangers)
    await sweep.getByRole('button', { name: 'Search' }).click()
    await sweep.getByText(/deployments found/).waitFor()
    await expectNoObjections()
  })

  test('no error was left uncaught on the way', () => {
    expect(app.complaints).toEqual([])
  })
})
