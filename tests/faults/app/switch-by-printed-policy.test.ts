import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { call } from '../../../electron/cli/session.ts'
import { settled, usePracticeEngine } from '../../practice-engine.ts'
import { liveStacks } from '../killed-run.ts'

/** The practice account's own user has exactly the printed policy. */
const account = usePracticeEngine()
const region = 'us-west-2'

/** A lifetime that is shorter than a person may choose. */
function shorten(id: string, lifetimeMs: number): void {
  const database = new Database(join(account.dataDir, 'sluice.db'))
  database.prepare('UPDATE deployments SET lifetime_ms = ? WHERE id = ?').run(lifetimeMs, id)
  database.close()
}

async function onlyLeft(stack: string): Promise<void> {
  const deadline = performance.now() + 100_000
  for (;;) {
    const left = await liveStacks(account.dataDir)
    if (left.join() === stack) return
    if (performance.now() > deadline) throw new Error(`Still there: ${left.join(', ')}`)
    await delay(500)
  }
}

test(
  'the switch removes what costs money, and a sweep from elsewhere finds and removes the rest',
  { timeout: 180_000 },
  async () => {
    const id = await account.plan(1)
    shorten(id, 45_000)
    await call(account.engine, 'experiments.run', { id })
    expect((await account.inPhase(id, settled)).phase).toBe('ready')
    await account.forgetEverything()
    await onlyLeft(`sluice-${id}-guard`)
    const practice = { kind: 'practice' } as const
    const { found } = await call(account.engine, 'sweep.find', { account: practice, region })
    expect(found.map(({ deploymentId }) => deploymentId)).toEqual([id])
    for (const one of found) await call(account.engine, 'sweep.remove', { account: practice, found: one })
    const removed = await account.inPhase(id, ['removed', 'stranded'])
    expect([removed.phase, removed.removalFailure]).toEqual(['removed', null])
    expect(await liveStacks(account.dataDir)).toEqual([])
  },
)
