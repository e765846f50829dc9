import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openChromium } from './chromium.ts'
import { openServedSluice, type Served, type ServedSluice } from './served-sluice.ts'
import { goTo, openLoadDetails, openWindow, planShort, start, type AppWindow } from './window.ts'
import { switchFaults } from '../../switch-faults.ts'

let sluice: ServedSluice
let served: Served
let browser: Browser
beforeAll(async () => {
  sluice = openServedSluice()
  ;[browser, served] = await Promise.all([openChromium(), sluice.serve()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await sluice?.end()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const open = (): Promise<AppWindow> => openWindow(browser, served.address)

const switchOn = (faults: Parameters<typeof switchFaults>[1]): void => switchFaults(sluice.dataDir, faults)

interface Exported {
  run: { status: string }
  trials: { scenarioId: string; status: string; reason: string | null }[]
}

/** What the command line knows of the newest run: another process than the one that the window speaks to. */
async function newestRun(): Promise<{ id: string } & Exported> {
  const [run] = JSON.parse((await sluice.run(['runs', '--json'])).stdout) as { id: string }[]
  if (run === undefined) throw new Error('No run was kept.')
  const exported = await sluice.run(['export', run.id])
  return { id: run.id, ...(JSON.parse(exported.stdout) as Exported) }
}

test(
  'leads from Home to the removed deployment, and a reload loses nothing on the way',
  { timeout: 120_000 },
  async () => {
    const { page, live, complaints } = await open()
    expect(new URL(page.url()).hash).toBe('#/')
    await page.getByRole('button', { name: 'Start the 2017 experiment' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
    expect(page.url()).toMatch(/\/review$/)

    const step = (name: string) => page.getByRole('heading', { level: 2, name, exact: true }).waitFor()
    await page
      .getByRole('navigation', { name: 'Steps of the plan' })
      .getByRole('link', { name: /Question/ })
      .click()
    await step('Question')
    await page.getByRole('link', { name: 'Next: Account' }).click()
    await step('Account')
    await expect.poll(() => page.getByRole('radio', { name: /Practice account/ }).isChecked()).toBe(true)
    const lifetime = page.getByRole('spinbutton', { name: /^Removed / })
    await lifetime.fill('0.5')
    await page.getByRole('link', { name: 'Next: Scenarios' }).click()
    await step('Scenarios')
    for (const title of ['Lambda-256 (128 MB)', 'Lambda-512 (512 MB)', 'Lambda-1024 (1,024 MB)']) {
      await page.getByRole('checkbox', { name: title }).uncheck()
    }
    await page.getByRole('link', { name: 'Next: Load' }).click()
    await step('Load')
    await openLoadDetails(page)
    await page.getByRole('spinbutton', { name: 'Rounds' }).fill('0')
    await page.getByText(/Must be a whole number from 1 to 100/).waitFor()
    await page.getByRole('spinbutton', { name: 'Rounds' }).fill('2')
    // Beside another file, fifty connections may need a second before the first answer.
    await page.getByLabel('Duration of a trial').fill('3')
    await page.getByRole('spinbutton', { name: 'Lead-in' }).fill('0')
    await page.getByRole('link', { name: 'Next: Predict' }).click()
    await step('Predict')
    await page.getByRole('spinbutton', { name: 'HTTP proxy: Share' }).fill('40')
    await page.getByText('Draft saved').waitFor()

    await page.goBack()
    await step('Load')
    await page.goForward()
    await step('Predict')
    await page.reload()
    await step('Predict')
    await expect
      .poll(() => page.getByRole('spinbutton', { name: 'HTTP proxy: Share' }).inputValue())
      .toBe('40')
    await page.getByRole('link', { name: 'Next: Review' }).click()
    await page.getByText(/2\s+rounds of 3\s+s/).waitFor()

    await start(page)
    await live.getByText('Deploying').waitFor()
    await page.getByRole('heading', { name: 'Deploying' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Deploying' }).waitFor()
    await page.getByText(/resources\s+created/).waitFor()
    await page.getByRole('heading', { name: 'Measuring' }).waitFor()
    await page.getByText('Round 1 of 2, trial 2 of 2').waitFor()
    await page.reload()
    await page.getByText(/Round [12] of 2, trial [12] of 2/).waitFor()
    await page.getByRole('link', { name: 'View result' }).click()

    const chart = page.getByRole('figure', { name: /Share of the load balancer’s good requests per second/ })
    await chart.getByText(/HTTP proxy [\d.]+\s+%, predicted 40\s+%/).waitFor()
    await chart.getByRole('button', { name: 'Table' }).click()
    expect(await chart.getByRole('row').count()).toBe(2)
    await page.getByText('loopback numbers of this machine, not of AWS').first().waitFor()
    const kept = await newestRun()
    expect(page.url()).toContain(kept.id)
    expect(kept.trials.map(({ status, reason }) => `${status} ${reason}`)).toEqual(
      Array.from({ length: 4 }, () => 'succeeded null'),
    )

    const actions = page.getByRole('main')
    await actions.getByRole('button', { name: 'Tear down' }).click()
    await actions.getByRole('button', { name: 'Undo' }).click()
    await actions.getByRole('button', { name: 'Tear down' }).click()
    await live.getByText('Tearing down').waitFor()
    await live.getByText('Nothing is live').waitFor()
    await page.reload()
    await chart.waitFor()
    await goTo(page, '/deployments')
    await page.getByText('1 removed deployment').waitFor()

    await page.goBack()
    await page.getByRole('button', { name: 'Duplicate and edit' }).click()
    await page
      .getByRole('navigation', { name: 'Steps of the plan' })
      .getByRole('link', { name: /Account/ })
      .click()
    await expect.poll(() => lifetime.inputValue()).toBe('0.5')
    await page.getByRole('button', { name: 'Discard draft' }).click()
    await page.getByText('Draft discarded.').waitFor()
    expect(complaints).toEqual([])
  },
)

test(
  'a discarded draft comes back with its limits, from the wizard and from Home',
  { timeout: 60_000 },
  async () => {
    const { page, complaints } = await open()
    await page.getByRole('button', { name: 'Start the 2017 experiment' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
    const stepOf = (name: RegExp) =>
      page.getByRole('navigation', { name: 'Steps of the plan' }).getByRole('link', { name })
    const lifetime = page.getByRole('spinbutton', { name: /^Removed / })
    const comesBack = async (): Promise<void> => {
      const discarded = page.url()
      await page.getByRole('button', { name: 'Discard draft' }).click()
      await page.getByRole('button', { name: 'Undo' }).click()
      // It has another id. Planning may have to start the practice account first.
      await page.waitForURL(({ href }) => href.includes('/plan/') && href !== discarded)
      await stepOf(/Account/).click()
      await expect.poll(() => lifetime.inputValue()).toBe('0.25')
    }
    await stepOf(/Account/).click()
    await lifetime.fill('0.25')
    await page.getByText('Draft saved').waitFor()
    await comesBack()

    await stepOf(/Load/).click()
    await openLoadDetails(page)
    await page.getByRole('spinbutton', { name: 'Rounds' }).fill('0')
    await page.getByText(/Must be a whole number from 1 to 100/).waitFor()
    await comesBack()

    await goTo(page, '/')
    await page.getByRole('button', { name: 'Discard', exact: true }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: 'Continue' }).click()
    await stepOf(/Account/).click()
    await expect.poll(() => lifetime.inputValue()).toBe('0.25')
    await page.getByRole('button', { name: 'Discard draft' }).click()
    expect(complaints).toEqual([])
  },
)

test('two windows, and the command line beside them, show the same', { timeout: 90_000 }, async () => {
  const [one, other] = [await open(), await open()]
  const cli = sluice.start([
    'run',
    'proxy-2017',
    '--scenario',
    'elb',
    '--path',
    '/',
    '--duration',
    '1s',
    '--rounds',
    '4',
    '--lead-in',
    '0s',
  ])
  for (const { live } of [one, other]) await live.getByText('1 live').waitFor()
  await one.live.getByText('Measuring').waitFor()
  // What one window asks for, the process that drives it obeys, and the other window shows.
  await one.live.getByRole('button', { name: 'Tear down everything' }).click()
  await one.page.getByRole('button', { name: 'Stop and tear down' }).click()
  await other.live.getByText('Tearing down', { exact: true }).waitFor()
  for (const { live } of [one, other]) await live.getByText('Nothing is live').waitFor()
  expect((await cli.ended).stderr).toContain('Removed')
  for (const { page } of [one, other]) await page.getByText('Stopped').first().waitFor()

  await one.page
    .getByRole('button', { name: /^Edit name, notes and tags/ })
    .first()
    .click()
  await one.page.getByRole('textbox', { name: 'Name' }).fill('Seen in both windows')
  await one.page.getByRole('button', { name: 'Save' }).click()
  await other.page.getByRole('link', { name: 'Seen in both windows' }).waitFor()
  expect([...one.complaints, ...other.complaints]).toEqual([])
})

test(
  'a deployment that fails half-way says what and why, and takes everything back',
  { timeout: 90_000 },
  async () => {
    switchOn({ createFailed: ['LoadBalancer'] })
    const { page, live, complaints } = await open()
    await planShort(page, { rounds: 1 })
    const id = await start(page)
    await page
      .getByRole('alert')
      .filter({ hasText: /LoadBalancer in Backend/ })
      .waitFor()
    await live.getByText('Nothing is live').waitFor()
    await page.getByText('Nothing of this deployment is left on this machine.').waitFor()
    switchOn({})
    const listed = JSON.parse((await sluice.run(['deployments', '--json'])).stdout) as { id: string }[]
    expect(listed.find((deployment) => deployment.id === id)).toMatchObject({
      phase: 'removed',
      failure: { resource: 'LoadBalancer' },
    })
    expect(complaints).toEqual([])
  },
)
