import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClients } from '../../../electron/engine/aws/clients.ts'
import { createStack, followStack } from '../../../electron/engine/aws/stacks.ts'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { connectPractice, type PracticeConnection } from '../../../electron/practice/connect-practice.ts'
import { openChromium } from './chromium.ts'
import { openServedSluice, type ServedSluice } from './served-sluice.ts'
import { goTo, idInAddress, openWindow, planShort, type AppWindow } from './window.ts'
import { printed } from '../../prepared-accounts.ts'
import { switchFaults } from '../../switch-faults.ts'

/**
 * An AWS profile in the app, from choosing it to the receipt. Its endpoint is the practice account, as
 * `AWS_ENDPOINT_URL` says: the app treats it as any other real account, with its costs, its confirmation
 * and its checks.
 */
let sluice: ServedSluice
let practice: PracticeConnection
let browser: Browser
let app: AppWindow
let page: Page
const environment = { ...process.env }
beforeAll(async () => {
  sluice = openServedSluice()
  practice = await connectPractice(sluice.dataDir, printed('us-west-2'))
  const folder = join(sluice.dataDir, 'aws')
  mkdirSync(folder)
  const { accessKeyId, secretAccessKey } = practice
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`
  writeFileSync(join(folder, 'config'), `[profile work]\nregion = us-west-2\n${keys}`)
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config')
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'none')
  process.env['AWS_ENDPOINT_URL'] = practice.endpoint
  browser = await openChromium()
  const served = await sluice.serve()
  app = await openWindow(browser, served.address)
  page = app.page
}, 120_000)
afterAll(async () => {
  process.env = environment
  await browser?.close()
  practice?.disconnect()
  await sluice?.end()
})

const faults = (what: Parameters<typeof switchFaults>[1]): void => switchFaults(sluice.dataDir, what)

/** What the dead man's switch of somebody else's deployment leaves. */
async function leaveGuardBehind(id: string): Promise<void> {
  const pacing = {
    pollMs: 200,
    switchBaseMs: 0,
    switchSharedMs: 0,
    createRestApiMs: 0,
    deleteRestApiMs: 0,
    createVpcLinkMs: 0,
    deleteVpcLinkMs: 0,
    agentMs: 0,
    logsMs: 1_000,
    patienceMs: 0,
  }
  const aws = openClients({ region: 'us-west-2', endpoint: practice.endpoint, credentials: practice, pacing })
  const arn = await createStack(aws, {
    name: `sluice-${id}-guard`,
    templateBody: openCatalog().template('guard.yaml').body,
    parameters: { DeploymentId: id, RoleBoundary: 'arn:aws:iam::123456789012:policy/sluice-boundary' },
    tags: { 'sluice:deployment': id },
    token: id,
    onFailure: 'ROLLBACK',
  })
  await followStack(aws, arn, { signal: AbortSignal.timeout(30_000), onEvents: () => undefined })
  aws.close()
}

const check = (name: string, outcome: string) =>
  page.locator(`[data-check="${name}"][data-outcome="${outcome}"]`)
const receipt = () =>
  page.getByRole('region', { name: 'Receipt' }).getByText(/Nothing is left: .* of account 123456789012/)
const rail = () => page.getByRole('navigation', { name: 'Steps of the plan' })

test(
  'a profile is looked at, checked, capped, confirmed, deployed, and torn down with a receipt',
  { timeout: 240_000 },
  async () => {
    await planShort(page, {
      rounds: 2,
      without: ['Lambda-512 (512 MB)', 'Lambda-1024 (1,024 MB)', 'HTTP proxy'],
    })

    // Who is it?
    await rail()
      .getByRole('link', { name: /Account/ })
      .click()
    await page.getByRole('radio', { name: /work/ }).check()
    await page.getByLabel('Tear down when done').uncheck()
    await page.getByRole('button', { name: 'Who is this?' }).click()
    await page.getByText('123456789012').first().waitFor()
    await page.getByText('because of AWS_ENDPOINT_URL').waitFor()

    // A check that fails keeps it from starting.
    faults({ lambdaConcurrency: 10 })
    await rail()
      .getByRole('link', { name: /Review/ })
      .click()
    await check('Lambda concurrency', 'failed').waitFor()
    const startButton = page.getByRole('button', { name: 'Start…' })
    expect(await startButton.isDisabled()).toBe(true)
    faults({})
    await page.getByRole('button', { name: 'Check again' }).click()
    await page.getByText(/Ready to start/).waitFor()

    // So does a cost above the cap.
    await rail()
      .getByRole('link', { name: /Account/ })
      .click()
    await page.getByLabel('Spending cap').fill('0.01')
    await rail()
      .getByRole('link', { name: /Review/ })
      .click()
    await check('cost', 'failed').waitFor()
    expect(await startButton.isDisabled()).toBe(true)
    await rail()
      .getByRole('link', { name: /Account/ })
      .click()
    await page.getByLabel('Spending cap').fill('5')
    await rail()
      .getByRole('link', { name: /Review/ })
      .click()
    await page.getByText(/Ready to start/).waitFor()

    // The account is confirmed by its number, then it goes.
    await startButton.click()
    await page.getByRole('button', { name: 'Create in 123456789012' }).click()
    await page.waitForURL(/#\/deployments\/./)
    const id = idInAddress(page)
    await app.live.getByText('Ready').waitFor({ timeout: 120_000 })
    const limits = page.getByRole('region', { name: 'Limits' })
    await limits.getByText(/About \$0\.\d+ of \$5\.00/).waitFor()
    const before = await limits.locator('time').getAttribute('datetime')
    await limits.getByRole('button', { name: 'Extend by 1 h' }).click()
    await expect.poll(() => limits.locator('time').getAttribute('datetime')).not.toBe(before)

    // A removal that fails is not hidden, says where, and goes on when it is tried again.
    faults({ deleteFailed: [{ resource: 'LoadBalancer', times: 3 }] })
    await page.getByRole('button', { name: 'Tear down', exact: true }).first().click()
    await page.getByText('The removal failed. Resources may still exist.').waitFor({ timeout: 90_000 })
    await page.getByRole('button', { name: 'Retain and remove the rest…' }).waitFor()
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await receipt().waitFor({ timeout: 90_000 })

    // And nobody knows of anything more.
    await goTo(page, '/deployments')
    const sweep = page.getByRole('region', { name: 'Sweep' })
    await sweep.getByLabel('Account').selectOption('work')
    await sweep.getByRole('button', { name: 'Search' }).click()
    await sweep.getByText(/Nothing was found in \d+ Regions\./).waitFor({ timeout: 60_000 })

    // Until another machine, or a data folder that is gone, has left something: it is found, removed, and
    // has a receipt of its own.
    await leaveGuardBehind('dstray')
    await sweep.getByRole('button', { name: 'Search' }).click()
    await sweep.getByText(/1 deployment found in \d+ Regions/).waitFor({ timeout: 60_000 })
    await sweep.getByRole('button', { name: 'Remove dstray' }).click()
    await page.waitForURL(/#\/deployments\/dstray/)
    await receipt().waitFor({ timeout: 60_000 })
    expect(app.complaints).toEqual([])
    expect(id).toMatch(/^d/)
  },
)
