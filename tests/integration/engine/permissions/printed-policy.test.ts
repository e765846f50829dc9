import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
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

async function plan(scenarios?: string[]): Promise<string> {
  const load = { durationSec: 1, rounds: 1, leadIn: { kind: 'load' as const, seconds: 0 } }
  const choices = { experimentId: 'proxy-2017', scenarios, paths: ['/'], load }
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

/** A lifetime that is shorter than a person may choose. */
function shorten(id: string, lifetimeMs: number): void {
  const database = new Database(join(sluice.dataDir, 'sluice.db'))
  database.prepare('UPDATE deployments SET lifetime_ms = ? WHERE id = ?').run(lifetimeMs, id)
  database.close()
}

/** As if the account were looked at from another machine. */
async function forgetEverything(): Promise<void> {
  await engine.close()
  for (const name of readdirSync(sluice.dataDir))
    if (name.startsWith('sluice.db')) rmSync(join(sluice.dataDir, name))
  engine = createEngine({ dataDir: sluice.dataDir })
}

async function onlyLeft(stack: string): Promise<void> {
  const deadline = performance.now() + 100_000
  for (;;) {
    const left = await liveStacks(sluice.dataDir)
    if (left.join() === stack) return
    if (performance.now() > deadline) throw new Error(`Still there: ${left.join(', ')}`)
    await delay(500)
  }
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

  test(
    'the switch removes what costs money, and a sweep from elsewhere finds and removes the rest',
    { timeout: 180_000 },
    async () => {
      const id = await plan(['elb', 'lambda-256'])
      shorten(id, 45_000)
      await call(engine, 'experiments.run', { id })
      expect((await inPhase(id, ['ready', 'removed', 'stranded'])).phase).toBe('ready')
      await forgetEverything()
      await onlyLeft(`sluice-${id}-guard`)
      const account = { kind: 'practice' } as const
      const { found } = await call(engine, 'sweep.find', { account, region })
      expect(found.map(({ deploymentId }) => deploymentId)).toEqual([id])
      for (const one of found) await call(engine, 'sweep.remove', { account, found: one })
      const removed = await inPhase(id, ['removed', 'stranded'])
      expect([removed.phase, removed.removalFailure]).toEqual(['removed', null])
      expect(await liveStacks(sluice.dataDir)).toEqual([])
    },
  )
})
