import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, until } from '../../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../../electron/engine/engine.ts'
import type { Deployment } from '../../../../shared/deployment.ts'
import { provesEmpty } from '../../../../shared/receipt-verdict.ts'
import { openSluice, type Sluice } from '../../../e2e/sluice-command.ts'
import { liveStacks } from '../../../faults/killed-run.ts'

let sluice: Sluice
let engine: Engine
beforeEach(() => {
  sluice = openSluice()
  engine = createEngine({ dataDir: sluice.dataDir })
})
afterEach(async () => {
  await engine.close()
  await sluice.end()
})

const region = 'us-west-2'

async function plan(): Promise<string> {
  const load = { durationSec: 1, rounds: 1, leadIn: { kind: 'load' as const, seconds: 0 } }
  const choices = { experimentId: 'proxy-2017', paths: ['/'], load }
  return (await call(engine, 'deployments.plan', choices)).id
}

async function inPhase(id: string, phases: readonly string[]): Promise<Deployment> {
  const ask = () => call(engine, 'deployments.get', { id })
  return until(engine, ask, ({ phase }) => phases.includes(phase))
}

/** The whole of what the account's user carries, and of the policies that an administrator has made. */
function prepared(): unknown {
  return JSON.parse(readFileSync(join(sluice.dataDir, 'practice', 'prepared.json'), 'utf8'))
}

async function printed(of: string): Promise<unknown[]> {
  const policies = await call(engine, 'policy.get', { accountId: null, region })
  return policies.filter((policy) => policy.of === of).map(({ json }) => JSON.parse(json) as unknown)
}

describe('under exactly the printed policy', () => {
  test('the checks before the start find every permission', { timeout: 60_000 }, async () => {
    const { checks } = await call(engine, 'preflight.check', { id: await plan() })
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
      const id = await plan()
      await call(engine, 'experiments.run', { id })
      const measured = await inPhase(id, ['ready', 'removed', 'stranded'])
      expect([measured.phase, measured.failure]).toEqual(['ready', null])
      const [run] = await call(engine, 'runs.list', {})
      expect([run?.status, run?.scenarios.length]).toEqual(['succeeded', 5])
      await call(engine, 'deployments.remove', { id })
      const removed = await inPhase(id, ['removed', 'stranded'])
      expect([removed.phase, removed.removalFailure]).toEqual(['removed', null])
      expect(removed.receipt && provesEmpty(removed.receipt)).toBe(true)
      expect(await liveStacks(sluice.dataDir)).toEqual([])
      // Of all Regions the policy is for one.
      const swept = await call(engine, 'sweep.find', { account: { kind: 'practice' } })
      expect(swept.regions.length).toBeGreaterThan(10)
      expect([swept.found, swept.unknown]).toEqual([[], []])
      expect(Object.keys((prepared() as { userPolicies: object }).userPolicies)).toEqual([region])
    },
  )
})
