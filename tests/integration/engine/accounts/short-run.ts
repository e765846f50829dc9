import { expect } from 'vitest'
import { call, until } from '../../../../electron/cli/session.ts'
import type { Engine } from '../../../../electron/engine/engine.ts'
import type { Account } from '../../../../shared/account.ts'

const load = { durationSec: 1, rounds: 8, leadIn: { kind: 'load', seconds: 0 } } as const
const withWork: Account = { kind: 'profile', profile: 'work' }

/**
 * A plan, with the profile `work` if not told otherwise, whose run lasts long enough for credentials to end
 * in it.
 */
export const planShort = (
  engine: Engine,
  rounds: number = load.rounds,
  account: Account = withWork,
  scenarios = ['elb'],
) =>
  call(engine, 'deployments.plan', {
    experimentId: 'proxy-2017',
    account,
    scenarios,
    paths: ['/'],
    load: { ...load, rounds },
    afterwards: 'keep',
  })

/** Waits until a started plan has been measured, sees that its run went well, and removes it. */
export async function runsToItsEnd(engine: Engine, id: string): Promise<void> {
  const ask = () => call(engine, 'deployments.get', { id })
  const { phase, failure } = await until(engine, ask, (one) =>
    ['ready', 'removed', 'stranded'].includes(one.phase),
  )
  expect([phase, failure]).toEqual(['ready', null])
  expect((await call(engine, 'runs.list', {}))[0]).toMatchObject({ status: 'succeeded' })
  await call(engine, 'deployments.remove', { id })
  expect((await until(engine, ask, (one) => ['removed', 'stranded'].includes(one.phase))).phase).toBe(
    'removed',
  )
}
