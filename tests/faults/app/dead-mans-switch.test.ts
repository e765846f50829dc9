import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until } from '../../../electron/cli/session.ts'
import { createEngine } from '../../../electron/engine/engine.ts'
import { connectPractice } from '../../../electron/practice/connect-practice.ts'
import { liveStacks } from '../killed-run.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'
import { nothing } from '../../prepared-accounts.ts'

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

/** Deploys in a process that is then killed: nobody is left to remove anything. @returns the id */
async function deployAndDie(lifetimeMs: number): Promise<string> {
  const engine = createEngine({ dataDir: sluice.dataDir })
  const scenarios = ['elb', 'lambda-256']
  const { id } = await call(engine, 'deployments.plan', {
    experimentId: 'proxy-2017',
    scenarios,
    paths: ['/'],
    load: { durationSec: 1, rounds: 1 },
  })
  // Shorter than a person may choose.
  const database = new Database(join(sluice.dataDir, 'sluice.db'))
  database.prepare('UPDATE deployments SET lifetime_ms = ? WHERE id = ?').run(lifetimeMs, id)
  database.close()
  const child = spawn(
    process.execPath,
    [resolve(import.meta.dirname, 'deploy-planned.ts'), sluice.dataDir, id],
    { stdio: 'inherit' },
  )
  await until(
    engine,
    () => call(engine, 'deployments.get', { id }),
    ({ phase }) => phase === 'measuring' || phase === 'ready',
  )
  child.kill('SIGKILL')
  await once(child, 'exit')
  await engine.close()
  return id
}

async function onlyGuardIsLeft(id: string, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const left = await liveStacks(sluice.dataDir)
    if (left.length === 1 && left[0] === `sluice-${id}-guard`) return
    if (performance.now() > deadline) throw new Error(`Still there: ${left.join(', ')}`)
    await delay(500)
  }
}

/** The deployment is taken up again: everything but guard is gone, and guard goes now. */
async function tidyUp(id: string): Promise<void> {
  const engine = createEngine({ dataDir: sluice.dataDir })
  await call(engine, 'deployments.remove', { id })
  const { phase } = await until(
    engine,
    () => call(engine, 'deployments.get', { id }),
    (deployment) => ['removed', 'stranded'].includes(deployment.phase),
  )
  await engine.close()
  expect(phase).toBe('removed')
}

test(
  'the account empties itself at the expiry when the app is gone for good, but for the free guard stack',
  { timeout: 180_000 },
  async () => {
    const id = await deployAndDie(30_000)
    await onlyGuardIsLeft(id, 90_000)
    await tidyUp(id)
    expect(await liveStacks(sluice.dataDir)).toEqual([])
  },
)

test(
  'what fell due while the account itself did not run is done when it runs again',
  { timeout: 180_000 },
  async () => {
    const id = await deployAndDie(30_000)
    const { pid } = await connectPractice(sluice.dataDir, nothing)
    process.kill(pid, 'SIGKILL')
    await delay(30_000)
    await onlyGuardIsLeft(id, 90_000)
    await tidyUp(id)
  },
)
