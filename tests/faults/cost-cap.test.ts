import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until } from '../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import { roundsOf } from '../../shared/rounds.ts'
import { openProfileWorld, type ProfileWorld } from '../integration/engine/accounts/profile-world.ts'

const mostRounds = 20
/**
 * About 5 cents are for the hours and the removal. A trial may cost 12 cents at most, and costs about one:
 * the run has room for two or more of them, and for fewer than all.
 */
const capUsd = 0.21

let world: ProfileWorld
let engine: Engine
beforeEach(async () => {
  world = await openProfileWorld()
  engine = world.engine
})
afterEach(async () => {
  if (engine !== world.engine) await engine.close()
  await world.end()
})

/** Starts a run that its cap will end. @returns the id of its deployment */
async function start(): Promise<string> {
  world.profiles('[profile work]\nKEYS\n')
  const { id } = await call(engine, 'deployments.plan', {
    experimentId: 'proxy-2017',
    account: { kind: 'profile', profile: 'work' },
    scenarios: ['http-proxy'],
    paths: ['/'],
    load: { durationSec: 1, rounds: mostRounds, leadIn: { kind: 'load', seconds: 0 } },
    capUsd,
    afterwards: 'keep',
  })
  await call(engine, 'experiments.run', { id, accountId: '123456789012' })
  return id
}

async function expectCapped(id: string): Promise<void> {
  const ask = () => call(engine, 'deployments.get', { id })
  const ended = await until(engine, ask, ({ phase }) => phase === 'removed' || phase === 'stranded')
  // It was to be kept, but what stands costs money by the hour.
  expect(ended).toMatchObject({ phase: 'removed', failure: null })
  const [run] = await call(engine, 'runs.list', {})
  expect(run).toMatchObject({ status: 'succeeded', endedBy: 'cap', failure: null })
  const { trials } = await call(engine, 'runs.get', { id: run?.id ?? '' })
  const { complete } = roundsOf(trials)
  expect(complete.length).toBeGreaterThanOrEqual(2)
  expect(complete.length).toBeLessThan(mostRounds)
  expect(run?.cost?.usd).toBeLessThanOrEqual(capUsd)
}

test(
  'a run ends at its cap with the rounds that it has, and is torn down',
  { timeout: 180_000 },
  async () => {
    await expectCapped(await start())
  },
)

test('so does one whose app is gone: the load generator counts', { timeout: 240_000 }, async () => {
  const id = await start()
  const firstTrial = async () => {
    const [run] = await call(engine, 'runs.list', {})
    return run && (await call(engine, 'runs.get', { id: run.id })).trials[0]
  }
  await until(engine, firstTrial, (trial) => trial?.status === 'succeeded')
  await engine.close()
  // As long as all rounds would take.
  await delay(mostRounds * 2_500)
  engine = createEngine({ dataDir: world.dataDir })
  await engine.recover()
  await expectCapped(id)
})
