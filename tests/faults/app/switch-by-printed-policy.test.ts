import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until } from '../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import type { Deployment } from '../../../shared/deployment.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'
import { liveStacks } from '../killed-run.ts'

/** The practice account's own user has exactly the printed policy. */
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

async function planned(): Promise<string> {
  const load = { durationSec: 1, rounds: 1, leadIn: { kind: 'load' as const, seconds: 0 } }
  const scenarios = ['elb', 'lambda-256']
  const choices = { experimentId: 'proxy-2017', scenarios, paths: ['/'], load }
  return (await call(engine, 'deployments.plan', choices)).id
}

async function inPhase(id: string, phases: readonly string[]): Promise<Deployment> {
  const ask = () => call(engine, 'deployments.get', { id })
  return until(engine, ask, ({ phase }) => phases.includes(phase))
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

test(
  'the switch removes what costs money, and a sweep from elsewhere finds and removes the rest',
  { timeout: 180_000 },
  async () => {
    const id = await planned()
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
