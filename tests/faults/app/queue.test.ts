import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { call, until } from '../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import type { Run } from '../../../shared/run.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'

/** Two deployments of one load balancer each on one data folder: their runs share this machine. */
let sluice: Sluice
let engine: Engine
let ids: [string, string]
const said: { deploymentId: string; message: string }[] = []

beforeAll(async () => {
  sluice = openSluice()
  engine = createEngine({ dataDir: sluice.dataDir })
  engine.onEvent((event) => {
    if (event.name === 'activity.appended') said.push(event.data)
  })
  ids = [await deployed(), await deployed()]
}, 120_000)
afterEach(async () => {
  for (const { id } of (await runs()).filter(isRunning)) await call(engine, 'runs.cancel', { id })
  for (const id of ids) await phase(id, 'ready')
  said.length = 0
})
afterAll(async () => {
  await call(engine, 'deployments.removeAll', {})
  for (const id of ids) await phase(id, 'removed')
  await engine.close()
  await sluice.end()
}, 120_000)

/** Rounds of a run that goes on for longer than another process takes to start. */
const longRounds = 60
const leadIn = { kind: 'load', seconds: 0 } as const
const isRunning = ({ status }: Run): boolean => status === 'running'
const runs = () => call(engine, 'runs.list', {})
const run = async (id: string) => (await call(engine, 'runs.get', { id })).run

async function deployed(): Promise<string> {
  const { id } = await call(engine, 'experiments.run', {
    choices: {
      experimentId: 'proxy-2017',
      scenarios: ['elb'],
      paths: ['/'],
      load: { durationSec: 1, rounds: 1, leadIn },
      afterwards: 'keep',
    },
  })
  await phase(id, 'ready')
  return id
}

async function phase(id: string, wanted: string): Promise<void> {
  const ended = ['ready', 'removed', 'stranded']
  const ask = () => call(engine, 'deployments.get', { id })
  expect((await until(engine, ask, (one) => ended.includes(one.phase))).phase).toBe(wanted)
}

const start = (deploymentId: string, rounds: number) =>
  call(engine, 'runs.start', { deploymentId, load: { durationSec: 1, rounds, leadIn } })
const over = (id: string) =>
  until(
    engine,
    () => run(id),
    (one) => !isRunning(one),
  )
const measuring = (id: string) =>
  until(
    engine,
    () => run(id),
    (one) => one.measuringSinceMs !== null,
  )
const waiting = (id: string, message: RegExp) =>
  until(
    engine,
    async () => said,
    (all) => all.some((one) => one.deploymentId === id && message.test(one.message)),
  )
const command = (id: string, rounds: number) =>
  sluice.start(`run proxy-2017 --on ${id} --duration 1s --lead-in 0s --rounds ${rounds} --path /`.split(' '))

/** Whether a process of this machine works in the folder of a run: its runner, or wrk. */
function isLoaded(runId: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        const text = `${readFileSync(`/proc/${pid}/cmdline`, 'utf8')} ${readlinkSync(`/proc/${pid}/cwd`)}`
        return text.includes(runId)
      } catch {
        return false
      }
    })
}

test('two runs of one process are measured one after the other', { timeout: 60_000 }, async () => {
  const [one, other] = ids
  const first = await start(one, 4)
  await measuring(first.id)
  // What the third test looks for is there when it should be.
  await until(engine, async () => isLoaded(first.id), Boolean)
  const second = await start(other, 1)
  await waiting(other, new RegExp(`^Waits for the run on ${one} to end, about \\d+ s$`))
  expect((await run(second.id)).measuringSinceMs).toBeNull()
  const [ended, later] = [await over(first.id), await over(second.id)]
  expect([ended.status, later.status]).toEqual(['succeeded', 'succeeded'])
  expect(later.measuringSinceMs).toBeGreaterThanOrEqual(ended.finishedAtMs ?? Infinity)
})

test(
  'a run of another process waits too, says for what, and is measured then',
  { timeout: 60_000 },
  async () => {
    const [one, other] = ids
    const first = await start(one, longRounds)
    await measuring(first.id)
    const terminal = command(other, 1)
    await terminal.said(`Waits for the run on ${one} to end, about`)
    await call(engine, 'runs.cancel', { id: first.id })
    const ended = await terminal.ended
    expect(ended.code, ended.stderr).toBe(0)
    expect(ended.stderr).toMatch(
      new RegExp(`Deployment ${other} stays until .*, then it is removed automatically.*teardown ${other}`),
    )
    const [second] = (await runs()).filter(({ deploymentId }) => deploymentId === other)
    expect(second?.measuringSinceMs).toBeGreaterThanOrEqual((await run(first.id)).finishedAtMs ?? Infinity)
  },
)

test(
  'the load of a killed process ends before the next run begins; its run is kept',
  { timeout: 90_000 },
  async () => {
    const [one, other] = ids
    const terminal = command(one, 8)
    await terminal.said('[1/8]')
    const [killed] = (await runs()).filter(isRunning)
    const second = await start(other, 1)
    await waiting(other, new RegExp(`^Waits for the run on ${one} to end`))
    terminal.child.kill('SIGKILL')
    await terminal.ended
    expect(isLoaded(killed?.id ?? '')).toBe(true)
    let loadedAtTurn: boolean | undefined
    const stop = engine.onEvent((event) => {
      if (event.name === 'run.changed' && event.data.id === second.id && event.data.measuringSinceMs !== null)
        loadedAtTurn ??= isLoaded(killed?.id ?? '')
    })
    expect((await over(second.id)).status).toBe('succeeded')
    stop()
    expect(loadedAtTurn).toBe(false)
    await engine.recover()
    const collected = await over(killed?.id ?? '')
    expect(collected.status).toBe('succeeded')
    const { trials } = await call(engine, 'runs.get', { id: collected.id })
    expect(trials.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'succeeded'))
  },
)

test('a run that waits can be stopped, here and from another process', { timeout: 60_000 }, async () => {
  const [one, other] = ids
  const first = await start(one, longRounds)
  await measuring(first.id)
  const second = await start(other, 1)
  await waiting(other, /^Waits/)
  await call(engine, 'runs.cancel', { id: second.id })
  expect(await over(second.id)).toMatchObject({ status: 'cancelled', measuringSinceMs: null })
  await phase(other, 'ready')

  const terminal = command(other, 1)
  await terminal.said('Waits for the run')
  const third = (await runs()).find((each) => isRunning(each) && each.deploymentId === other)
  await call(engine, 'runs.cancel', { id: third?.id ?? '' })
  const ended = await terminal.ended
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('stopped while it waited')])
  await phase(other, 'ready')
  expect((await run(first.id)).status).toBe('running')
})

test('Ctrl-C stops a run that waits, and keeps the deployment', { timeout: 60_000 }, async () => {
  const [one, other] = ids
  await measuring((await start(one, longRounds)).id)
  const terminal = command(other, 1)
  await terminal.said('Waits for the run')
  terminal.child.kill('SIGINT')
  expect((await terminal.ended).code).toBe(130)
  await phase(other, 'ready')
})
