import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call, until } from '../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import type { AnyEvent } from '../../../shared/events.ts'
import { provesEmpty } from '../../../shared/receipt-verdict.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'
import { liveStacks } from '../killed-run.ts'

/**
 * A database that cannot be written in the middle of a run: the person is told, nothing is lost, and the
 * same run goes on without help.
 */
let sluice: Sluice
let engine: Engine
let troubles: (string | null)[]
beforeEach(() => {
  sluice = openSluice()
  engine = createEngine({ dataDir: sluice.dataDir })
  troubles = []
  engine.onEvent((event: AnyEvent) => {
    if (event.name === 'storeHealth.changed') troubles.push(event.data.message)
  })
})
afterEach(async () => {
  await engine.close()
  await sluice.end()
})

const rounds = 10

/** A run whose first trials are there. */
async function midRun(): Promise<string> {
  const load = { durationSec: 1, rounds, leadIn: { kind: 'load' as const, seconds: 0 } }
  const { id } = await call(engine, 'deployments.plan', {
    experimentId: 'proxy-2017',
    scenarios: ['elb'],
    paths: ['/'],
    load,
  })
  await call(engine, 'experiments.run', { id })
  await until(engine, finished, (count) => count >= 2)
  return id
}

async function finished(): Promise<number> {
  const [run] = await call(engine, 'runs.list', {})
  if (run === undefined) return 0
  const { trials } = await call(engine, 'runs.get', { id: run.id })
  return trials.filter(({ result }) => result !== null).length
}

const troubled = (): Promise<void> =>
  expect.poll(() => troubles.length, { timeout: 60_000 }).toBeGreaterThan(0)

/** The run has come to its end with every trial once, and its removal to the receipt. */
async function livesThrough(id: string): Promise<void> {
  const ask = () => call(engine, 'deployments.get', { id })
  const settled = await until(engine, ask, ({ phase }) => ['ready', 'removed', 'stranded'].includes(phase))
  expect([settled.phase, settled.failure]).toEqual(['ready', null])
  expect(troubles.at(-1)).toBeNull()
  const runs = await call(engine, 'runs.list', {})
  expect(runs.map(({ status }) => status)).toEqual(['succeeded'])
  expect(await finished()).toBe(rounds)
  await call(engine, 'deployments.remove', { id })
  const { receipt } = await until(engine, ask, ({ phase }) => phase === 'removed' || phase === 'stranded')
  expect(receipt && provesEmpty(receipt)).toBe(true)
  expect(await liveStacks(sluice.dataDir)).toEqual([])
}

describe('a run lives through', () => {
  test('a full disk', { timeout: 180_000 }, async () => {
    const stores = new Set<Database.Database>()
    const prepare = Reflect.get(Database.prototype, 'prepare') as (
      this: Database.Database,
      sql: string,
    ) => Database.Statement
    Database.prototype.prepare = function (this: Database.Database, sql: string) {
      stores.add(this)
      return prepare.call(this, sql)
    } as typeof Database.prototype.prepare
    try {
      const id = await midRun()
      const store = [...stores].find(({ name, open }) => open && name === join(sluice.dataDir, 'sluice.db'))
      // SQLite says of a database that has reached its size what it says of a full disk: SQLITE_FULL.
      store?.pragma(`max_page_count = ${Number(store.pragma('page_count', { simple: true }))}`)
      await troubled()
      expect(troubles[0]).toMatch(/^The disk is full/)
      store?.pragma('max_page_count = 1000000')
      await livesThrough(id)
    } finally {
      Database.prototype.prepare = prepare as typeof Database.prototype.prepare
    }
  })

  test('a database that another program holds', { timeout: 180_000 }, async () => {
    const id = await midRun()
    const holder = await hold(join(sluice.dataDir, 'sluice.db'))
    await troubled()
    expect(troubles[0]).toMatch(/^Another program has locked the database/)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    await livesThrough(id)
  })
})

async function hold(file: string): Promise<ChildProcess> {
  const script =
    `const D = require('better-sqlite3'); const d = new D(${JSON.stringify(file)}); d.exec('BEGIN ` +
    `IMMEDIATE'); console.log('held'); setInterval(() => d.inTransaction, 1000)`
  const holder = spawn(process.execPath, ['-e', script], {
    cwd: process.cwd(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  return holder
}
