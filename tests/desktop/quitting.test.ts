import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Deployment } from '../../shared/deployment.ts'
import { openStore } from '../../electron/engine/store/open.ts'
import { createDeployments } from '../../electron/engine/store/deployments.ts'
import { type LaunchedApp, launchApp } from './launch.ts'
import { isAlive, processesWith } from './processes.ts'
import { scratchFolder, until } from './scratch.ts'

const dataDir = join(scratchFolder(), 'data')
const { executable } = inject('packed')
const own = /^(?!Quit ).*Sluice$/
const question = /^Quit Sluice$/
const shortLoad = { threads: 1, connections: 2, durationSec: 1, rounds: 1 }

let app: LaunchedApp
const start = async (): Promise<void> => {
  app = await launchApp(executable, { SLUICE_DATA_DIR: dataDir })
}
const deploymentNow = (id: string): Promise<Deployment> => app.request('deployments.get', { id })
const asked = () => app.seat.windows().some((title) => question.test(title))

async function startExperiment(rounds: number): Promise<string> {
  const choices = {
    experimentId: 'proxy-2017',
    scenarios: ['elb'],
    paths: ['/'],
    load: { ...shortLoad, rounds },
  }
  const { id } = await app.request('deployments.plan', choices)
  await app.request('experiments.run', { id })
  return id
}

describe('one short experiment in the packed app', () => {
  let id: string
  beforeAll(start)
  afterAll(() => app.close())

  test('is deployed and measured', async () => {
    id = await startExperiment(1)
    const [run] = await until(
      () => app.request('runs.list', {}),
      ([run]) => run !== undefined && run.status !== 'running',
    )
    expect(run).toMatchObject({ deploymentId: id, status: 'succeeded', failure: null })
    await until(
      () => deploymentNow(id),
      ({ phase }) => phase !== 'measuring',
    )
    expect(await deploymentNow(id)).toMatchObject({ phase: 'ready' })
  })

  test('is asked about before the app ends, by its menu or by its window, and Escape stays', async () => {
    for (const key of ['ctrl+q', 'ctrl+w']) {
      await app.seat.press(own, key)
      await app.seat.press(question, 'Escape')
      await expect.poll(asked, { timeout: 5_000 }).toBe(false)
      expect(isAlive(app.pid)).toBe(true)
      expect(app.seat.windows().some((title) => own.test(title))).toBe(true)
    }
    expect(await deploymentNow(id)).toMatchObject({ phase: 'ready' })
  })

  test('is kept when the person says so', async () => {
    await app.seat.press(own, 'ctrl+q')
    await app.seat.press(question, 'Tab', 'Return')
    await app.ended
    await start()
    expect(await deploymentNow(id)).toMatchObject({ phase: 'ready' })
  })

  test('is kept when the app is told to end and cannot ask', async () => {
    await app.seat.press(own, 'ctrl+q')
    await expect.poll(asked, { timeout: 5_000 }).toBe(true)
    process.kill(app.pid, 'SIGTERM')
    await app.ended
    await start()
    expect(await deploymentNow(id)).toMatchObject({ phase: 'ready' })
  })

  test(
    'is found again after a kill in the middle of the next one, which is taken up, and both can ' +
      'be removed',
    async () => {
      const next = await startExperiment(4)
      await until(
        () => deploymentNow(next),
        ({ phase }) => phase === 'measuring',
      )
      await app.kill()
      await start()
      const phases = async () =>
        (await app.request('deployments.list', {})).map((each) => [each.id, each.phase])
      expect(await phases()).toEqual(expect.arrayContaining([[id, 'ready']]))
      const [run] = await until(
        () => app.request('runs.list', {}),
        ([run]) => run?.deploymentId === next && run.status !== 'running',
      )
      expect(run).toMatchObject({ deploymentId: next, status: 'succeeded' })
      await app.request('deployments.remove', { id: next })
      const removed = await until(
        () => deploymentNow(next),
        ({ phase }) => phase === 'removed' || phase === 'stranded',
      )
      expect(removed).toMatchObject({ phase: 'removed', failure: null })
    },
  )

  test('is torn down before the app ends when the person says so, and nothing is left', async () => {
    await app.seat.press(own, 'ctrl+q')
    await app.seat.press(question, 'Return')
    await app.ended
    const store = openStore(join(dataDir, 'sluice.db'))
    expect(
      createDeployments(store, () => {})
        .list()
        .map(({ phase }) => phase),
    ).toEqual(['removed', 'removed'])
    store.close()
    await expect.poll(() => processesWith(dataDir), { timeout: 15_000 }).toEqual([])
  })
})
