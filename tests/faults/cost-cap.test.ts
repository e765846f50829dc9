import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until } from '../../electron/cli/session.ts'
import { openProfileWorld, type ProfileWorld } from '../integration/engine/accounts/profile-world.ts'

let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
})
afterEach(() => world.end())

test(
  'a run stops before its next trial could pass the cap, keeps what it has, and is torn down',
  { timeout: 180_000 },
  async () => {
    const { engine } = world
    world.profiles('[profile work]\nKEYS\n')
    // Expected about 15 cents; a trial could cost 5 at most, so that the cap is met long before the last of
    // them.
    const { id } = await call(engine, 'deployments.plan', {
      experimentId: 'proxy-2017',
      account: { kind: 'profile', profile: 'work' },
      scenarios: ['http-proxy'],
      paths: ['/'],
      load: { durationSec: 1, rounds: 12, leadIn: { kind: 'load', seconds: 0 } },
      capUsd: 0.16,
    })
    await call(engine, 'experiments.run', { id, accountId: '123456789012' })
    const ask = () => call(engine, 'deployments.get', { id })
    const ended = await until(engine, ask, ({ phase }) => phase === 'removed' || phase === 'stranded')
    expect(ended.phase).toBe('removed')
    expect(ended.failure?.reason).toMatch(/Stopped at the cost cap of \$0\.16/)
    const [run] = await call(engine, 'runs.list', {})
    expect(run).toMatchObject({ status: 'cancelled' })
    const { trials } = await call(engine, 'runs.get', { id: run?.id ?? '' })
    const finished = trials.filter(({ status }) => status === 'succeeded').length
    expect(finished).toBeGreaterThan(0)
    expect(finished).toBeLessThan(12)
    expect(run?.cost?.usd).toBeLessThanOrEqual(0.16)
  },
)
