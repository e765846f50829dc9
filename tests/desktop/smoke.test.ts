import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openClients } from '../../electron/engine/aws/clients.ts'
import { callerIdentity } from '../../electron/engine/aws/identity.ts'
import { describeStack } from '../../electron/engine/aws/stacks.ts'
import { internet, lookupInFile } from '../../electron/practice/address-book.ts'
import { lingerMs } from '../../electron/practice/idle.ts'
import { connectPractice } from '../../electron/practice/connect-practice.ts'
import { type LaunchedApp, launchApp } from './launch.ts'
import { checkPackage } from './package-checks.ts'
import { checkPage } from './page-checks.ts'
import { isAlive, processesWith } from './processes.ts'
import { scratchFolder, until } from './scratch.ts'
import { checkStandIns } from './stand-in-checks.ts'
import { printed } from '../prepared-accounts.ts'

const folder = scratchFolder()
const dataDir = join(folder, 'data')
const packed = inject('packed')

describe('the package', () => {
  checkPackage(packed)
})

describe('the processes that the packed app starts of itself', () => {
  checkStandIns(packed, folder)
})

describe('the packed app', () => {
  let app: LaunchedApp
  beforeAll(async () => {
    const temporary = join(folder, 'tmp')
    mkdirSync(temporary)
    app = await launchApp(packed.executable, { SLUICE_DATA_DIR: dataDir, TMPDIR: temporary })
  })
  afterAll(async () => {
    await app.close()
  })

  checkPage(() => app)

  test('starts the practice account', async () => {
    const checks = await app.request('doctor.check', {})
    expect(checks.find(({ name }) => name === 'practice account')).toMatchObject({ outcome: 'ok' })
  })

  test('deploys and measures, with every kind of worker started from the archive', async () => {
    await app.page.evaluate(collectEvents)
    // Long enough for a whole second to be seen while it runs, also on a machine that is slow at this moment.
    const load = { threads: 1, connections: 2, durationSec: 5, rounds: 1 }
    const scenarios = ['elb', 'http-proxy', 'lambda-256']
    const choices = { experimentId: 'proxy-2017', scenarios, paths: ['/'], load }
    const { id } = await app.request('experiments.run', { choices })
    const measured = await until(
      () => app.request('deployments.get', { id }),
      ({ phase }) => !['planned', 'deploying', 'measuring'].includes(phase),
    )
    expect(measured).toMatchObject({ phase: 'ready', failure: null })
    const [latest] = await app.request('runs.list', {})
    const { run, trials } = await app.request('runs.get', { id: latest?.id ?? '' })
    expect(run).toMatchObject({ status: 'succeeded', failure: null })
    expect(
      trials.map(({ status, reason, result }) => ({
        status,
        reason,
        answered: (result?.goodRequests ?? 0) > 0,
      })),
    ).toEqual(trials.map(() => ({ status: 'succeeded', reason: null, answered: true })))
    expect(trials).toHaveLength(3)
    const told = [
      'activity.appended',
      'deployment.changed',
      'run.changed',
      'sample.taken',
      'stack.progressed',
      'trial.finished',
      'trial.started',
    ]
    await expect
      .poll(() => app.page.evaluate(() => Reflect.get(window, 'heard')), { timeout: 5_000 })
      .toEqual(told)
  })

  test('leaves the practice account and what runs in it when it is killed', async () => {
    const [deployment] = await app.request('deployments.list', {})
    const account = await connectPractice(dataDir, printed('us-west-2'))
    account.disconnect()
    expect(processesWith(dataDir).find(({ pid }) => pid === account.pid)?.command).toContain(
      '--sluice-entry=practice',
    )

    await app.kill()
    await expect.poll(() => processesWith(join(dataDir, 'window')), { timeout: 5_000 }).toEqual([])
    // Without a client and without a stack it would end after this time.
    await sleep(lingerMs + 500)
    expect(isAlive(account.pid)).toBe(true)

    const again = await connectPractice(dataDir, printed('us-west-2'))
    expect(again.pid).toBe(account.pid)
    const aws = openClients({
      region: 'us-west-2',
      endpoint: again.endpoint,
      credentials: again,
      pacing: {
        pollMs: 100,
        switchBaseMs: 0,
        switchSharedMs: 0,
        createRestApiMs: 0,
        deleteRestApiMs: 0,
        createVpcLinkMs: 0,
        deleteVpcLinkMs: 0,
        agentMs: 0,
        logsMs: 1_000,
        patienceMs: 0,
      },
    })
    expect((await callerIdentity(aws)).accountId).toMatch(/^\d{12}$/)
    for (const { name } of deployment?.stacks ?? [])
      expect((await describeStack(aws, name))?.status).toBe('CREATE_COMPLETE')
    aws.close()
    again.disconnect()
    const balancer = deployment?.stacks.find(({ kind }) => kind === 'backend')?.outputs['ElbDnsName'] ?? ''
    const port = lookupInFile(join(dataDir, 'practice', 'addresses.txt'), internet, balancer, 80)
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)

    process.kill(account.pid, 'SIGTERM')
    await expect.poll(() => processesWith(folder), { timeout: 10_000 }).toEqual([])
  })
})

/** Runs in the page, which keeps the names of all events that it hears. */
function collectEvents(): void {
  const bridge = Reflect.get(window, 'sluice') as {
    onEvent(listener: (event: { name: string }) => void): void
  }
  const heard = new Set<string>()
  bridge.onEvent(({ name }) => {
    heard.add(name)
    Reflect.set(window, 'heard', [...heard].toSorted())
  })
}
