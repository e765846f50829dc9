import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from './chromium.ts'
import { openServedSluice, type ServedSluice } from './served-sluice.ts'
import { goTo, openWindow, planShort, start, tearDownEverything, type AppWindow } from './window.ts'
import { switchFaults } from '../../switch-faults.ts'

/**
 * Two deployments on the practice account, one of the window and one of a terminal, from their runs to their
 * receipts. The tests follow them in order.
 */
let sluice: ServedSluice
let browser: Browser
let app: AppWindow
let ours: string
let theirs: string
beforeAll(async () => {
  sluice = openServedSluice()
  const [opened, served] = await Promise.all([openChromium(), sluice.serve()])
  browser = opened
  app = await openWindow(browser, served.address)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await sluice?.end()
})

const short = ['--duration', '1s', '--lead-in', '0s', '--path', '/']
const lambda = 'Lambda-256 (128 MB)'

interface Exported {
  run: { id: string; status: string; load: { connections: number } }
  trials: { status: string; requests: number | null; originRequests: number | null }[]
}

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await sluice.run(args)
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as T
}

/** What a terminal knows of the newest run on a deployment. */
async function newestRun(deploymentId: string): Promise<Exported> {
  const runs = await json<{ id: string; deploymentId: string }[]>('runs', '--json')
  return json('export', runs.find((run) => run.deploymentId === deploymentId)?.id ?? '')
}

const region = (name: string): Locator => app.page.getByRole('region', { name })

test(
  'of two deployments, one waits its turn in plain sight, and both measure only what is theirs',
  { timeout: 240_000 },
  async () => {
    const { page, live } = app
    await planShort(page, { rounds: 4, without: ['Lambda-256', 'Lambda-512', 'Lambda-1024'].map(titleOf) })
    ours = await start(page)
    await live.getByText('Deploying').waitFor()
    const scenarios = ['--scenario', 'elb', '--scenario', 'lambda-256']
    const terminal = sluice.start(['run', 'proxy-2017', ...scenarios, ...short, '--rounds', '2', '--keep'])
    await live.getByText('2 live').waitFor()
    await page.getByRole('heading', { name: 'Measuring' }).waitFor({ timeout: 60_000 })

    const sentence = `Waits for the run on ${ours} to end`
    await terminal.said(sentence)
    await goTo(page, '/')
    const row = region('Live now').getByRole('listitem').filter({ hasText: sentence })
    await row.getByText('Waiting', { exact: true }).waitFor()
    await row.getByRole('link', { name: `Load balancer, ${lambda}` }).click()
    await page.getByRole('heading', { name: 'Waiting' }).waitFor()
    await page.getByText(sentence).first().waitFor()
    await page.getByRole('button', { name: 'Stop waiting' }).waitFor()
    theirs = new URL(page.url()).hash.split('/')[2] ?? ''
    await goTo(page, '/deployments')
    await page.locator('section', { hasText: theirs }).getByText(sentence).waitFor()

    const ended = await terminal.ended
    expect(ended.code, ended.stderr).toBe(0)
    await page.getByText('Ready').nth(1).waitFor()
    for (const [id, trials] of [
      [ours, 8],
      [theirs, 4],
    ] as const) {
      const kept = await newestRun(id)
      expect(kept.run.status).toBe('succeeded')
      expect(kept.trials.map(({ status }) => status)).toEqual(
        Array.from({ length: trials }, () => 'succeeded'),
      )
      for (const { requests, originRequests } of kept.trials) {
        // Each connection may have a request on its way when the count begins, and one when it ends.
        const off = Math.abs((originRequests ?? Infinity) - (requests ?? 0))
        expect(off).toBeLessThanOrEqual(2 * kept.run.load.connections)
      }
    }
  },
)

test('a run that breaks is incomplete, in every place that tells of it', { timeout: 120_000 }, async () => {
  const { page } = app
  await goTo(page, `/deployments/${theirs}`)
  await page.getByRole('heading', { name: 'The run is complete' }).waitFor()
  const whole = (await newestRun(theirs)).run.id
  switchFaults(sluice.dataDir, { lambdaConcurrency: 10 })
  const terminal = sluice.start(['run', 'proxy-2017', '--on', theirs, ...short, '--rounds', '2'])
  await page.getByRole('heading', { name: 'Measuring' }).waitFor()

  const missing = '1 of 2 scenarios gave no valid figure'
  const ended = await terminal.ended
  switchFaults(sluice.dataDir, {})
  expect([ended.code, ended.stdout]).toEqual([
    1,
    expect.stringContaining(`The run is incomplete: ${missing}`),
  ])
  await page.getByRole('heading', { name: 'The run is incomplete' }).waitFor()
  await page.getByText(`${missing}: ${lambda}.`).waitFor()
  const list = region('Runs on this deployment').getByRole('listitem')
  await expect.poll(() => list.count()).toBe(2)
  await list.first().getByText('Incomplete', { exact: true }).waitFor()
  await list.last().getByText('Complete', { exact: true }).waitFor()

  await page.getByRole('link', { name: 'View result' }).click()
  const broken = (await newestRun(theirs)).run
  expect(page.url()).toContain(broken.id)
  expect(broken.status).toBe('incomplete')
  await page.getByRole('alert').getByText(`Incomplete: ${missing}.`).waitFor()
  await page.getByRole('alert').getByText('the account allows 10 concurrent invocations').waitFor()
  await page.getByText(`No valid figure: ${lambda}.`).waitFor()
  await page.getByRole('main').getByText('Incomplete', { exact: true }).first().waitFor()

  await goTo(page, '/')
  const runs = region('Saved runs').getByRole('listitem')
  await runs.first().getByText('Incomplete', { exact: true }).waitFor()
  await runs.first().getByText(`Incomplete: ${missing}`).waitFor()
  for (const place of [0, 1]) await runs.nth(place).getByRole('checkbox').check()
  await page.getByRole('link', { name: 'Compare' }).click()
  const compared = page.locator('.compared-runs').getByRole('listitem')
  await expect.poll(() => compared.count()).toBe(2)
  const one = compared.filter({ has: page.locator(`a[href*="${broken.id}"]`) })
  await one.getByText('Incomplete', { exact: true }).waitFor()
  await compared
    .filter({ has: page.locator(`a[href*="${whole}"]`) })
    .getByText('Complete', { exact: true })
    .waitFor()

  expect((await sluice.run(['runs'])).stdout).toMatch(new RegExp(`${broken.id} .* incomplete `))
  const shown = (await sluice.run(['show', broken.id])).stdout.replaceAll(/\s+/g, ' ')
  expect(shown).toContain(`Run ${broken.id}: incomplete`)
  expect(shown).toContain(`The run is incomplete: ${missing}`)
})

test('both are torn down, and nothing is left', { timeout: 120_000 }, async () => {
  const { page } = app
  await tearDownEverything(app)
  for (const id of [ours, theirs]) {
    await goTo(page, `/deployments/${id}`)
    await page.getByText('Nothing of this deployment is left on this machine.').waitFor()
    expect((await sluice.run(['receipt', id])).code).toBe(0)
  }
  const deployments = await json<{ id: string; phase: string }[]>('deployments', '--json')
  expect(deployments.map(({ phase }) => phase)).toEqual(['removed', 'removed'])
  expect(readdirSync(join(sluice.dataDir, 'practice', 'instances'))).toEqual([])
  expect(app.complaints).toEqual([])
})

function titleOf(name: string): string {
  const memory = { 'Lambda-256': '128', 'Lambda-512': '512', 'Lambda-1024': '1,024' }[name]
  return `${name} (${memory ?? ''} MB)`
}
