import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import { settled, usePracticeEngine } from '../../../practice-engine.ts'

const account = usePracticeEngine()
const region = 'us-west-2'
const scenarios = ['elb', 'lambda-256', 'lambda-512', 'lambda-1024', 'http-proxy']

/** The whole of what the account's user carries, and of the policies that an administrator has made. */
function prepared(): unknown {
  return JSON.parse(readFileSync(join(account.dataDir, 'practice', 'prepared.json'), 'utf8'))
}

async function printed(of: string): Promise<unknown[]> {
  const policies = await call(account.engine, 'policy.get', { accountId: null, region })
  return policies.filter((policy) => policy.of === of).map(({ json }) => JSON.parse(json) as unknown)
}

describe('under exactly the printed policy', () => {
  test('the checks before the start find every permission', { timeout: 60_000 }, async () => {
    const { checks } = await call(account.engine, 'preflight.check', { id: await account.plan(1) })
    expect(checks.find(({ name }) => name === 'permissions')).toMatchObject({ outcome: 'ok' })
    const [boundary] = await printed('RoleBoundary')
    expect(prepared()).toEqual({
      userPolicies: { [region]: await printed('credentials') },
      managedPolicies: { 'sluice-boundary': boundary },
    })
  })

  test(
    'the experiment of 2017 is deployed, measured and removed, and nothing is left',
    { timeout: 180_000 },
    async () => {
      const id = await account.start(1, { scenarios })
      const measured = await account.inPhase(id, settled)
      expect([measured.phase, measured.failure]).toEqual(['ready', null])
      const [run] = await call(account.engine, 'runs.list', {})
      expect([run?.status, run?.scenarios.length]).toEqual(['succeeded', 5])
      await account.emptyInTheEnd(id)
      // Of all Regions the policy is for one.
      const swept = await call(account.engine, 'sweep.find', { account: { kind: 'practice' } })
      expect(swept.regions.length).toBeGreaterThan(10)
      expect([swept.found, swept.unknown]).toEqual([[], []])
      expect(Object.keys((prepared() as { userPolicies: object }).userPolicies)).toEqual([region])
    },
  )
})
