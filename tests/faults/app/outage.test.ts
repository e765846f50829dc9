import { setTimeout as delay } from 'node:timers/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until } from '../../../electron/cli/session.ts'
import { createEngine } from '../../../electron/engine/engine.ts'
import { connectPractice } from '../../../electron/practice/connect-practice.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { provesEmpty } from '../../../shared/receipt-verdict.ts'
import { openProfileWorld, type ProfileWorld } from '../../integration/engine/accounts/profile-world.ts'
import { nothing } from '../../prepared-accounts.ts'

/**
 * A network that is gone for a while, and a clock that jumps: the same work goes on, and nobody else takes
 * it.
 */
let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
  world.profiles('[profile work]\nKEYS\n')
})
afterEach(() => world.end())

async function start(rounds: number): Promise<string> {
  const { id } = await call(world.engine, 'deployments.plan', {
    experimentId: 'proxy-2017',
    account: { kind: 'profile', profile: 'work' },
    scenarios: ['elb'],
    paths: ['/'],
    load: { durationSec: 1, rounds, leadIn: { kind: 'load', seconds: 0 } },
    afterwards: 'keep',
  })
  await call(world.engine, 'experiments.run', { id, accountId: '123456789012' })
  return id
}

function inPhase(id: string, phases: readonly string[]): Promise<Deployment> {
  const ask = () => call(world.engine, 'deployments.get', { id })
  return until(world.engine, ask, ({ phase }) => phases.includes(phase))
}

test('a network that is lost while stacks are being made', { timeout: 180_000 }, async () => {
  const id = await start(1)
  await until(
    world.engine,
    () => call(world.engine, 'deployments.get', { id }),
    ({ stacks }) => stacks.some(({ kind, status }) => kind === 'backend' && status === 'CREATE_IN_PROGRESS'),
  )
  // Nothing listens at the account's address any more.
  process.kill(world.practice.pid, 'SIGKILL')
  await delay(6_000)
  const again = await connectPractice(world.dataDir, nothing)
  expect(again.endpoint).toBe(world.practice.endpoint)
  try {
    const { phase, failure } = await inPhase(id, ['ready', 'removed', 'stranded'])
    expect([phase, failure]).toEqual(['ready', null])
    const told = (await call(world.engine, 'activities.list', { deploymentId: id })).map(
      ({ message }) => message,
    )
    expect(told.filter((message) => message.startsWith('AWS does not answer'))).toHaveLength(1)
    expect(told.filter((message) => message.startsWith('AWS answers again'))).toHaveLength(1)
    await call(world.engine, 'deployments.remove', { id })
    const { receipt } = await inPhase(id, ['removed', 'stranded'])
    expect(receipt && provesEmpty(receipt)).toBe(true)
  } finally {
    again.disconnect()
  }
})

test(
  'a lease that ran out while its holder lives is left to it, and a wish to remove reaches it',
  { timeout: 180_000 },
  async () => {
    const id = await start(60)
    await inPhase(id, ['measuring'])
    const other = createEngine({ dataDir: world.dataDir })
    const store = new Database(join(world.dataDir, 'sluice.db'))
    // What a jump of the clock, or a sleep, makes of it.
    const expire = () =>
      store.prepare('UPDATE deployments SET lease_until_ms = ? WHERE id = ?').run(Date.now() - 60_000, id)
    try {
      expire()
      await other.recover()
      expect((await call(other, 'deployments.get', { id })).phase).toBe('measuring')
      expect((await call(other, 'runs.list', {}))[0]).toMatchObject({ status: 'running' })
      expire()
      await call(other, 'deployments.remove', { id })
      const { failure } = await inPhase(id, ['removed', 'stranded'])
      expect(failure).toBeNull()
      expect((await call(other, 'runs.list', {}))[0]).toMatchObject({ status: 'cancelled' })
    } finally {
      store.close()
      await other.close()
    }
  },
)
