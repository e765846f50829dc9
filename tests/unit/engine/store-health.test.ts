import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createStoreHealth, storageError } from '../../../electron/engine/store-health.ts'

/**
 * The error that SQLite itself gives when there is no room: `max_page_count` stands for a disk that is
 * full.
 */
function fullDisk(): unknown {
  const database = new Database(':memory:')
  database.exec('CREATE TABLE t (text TEXT)')
  database.pragma('max_page_count = 2')
  try {
    database.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100_000))
    return undefined
  } catch (thrown) {
    return thrown
  } finally {
    database.close()
  }
}

test('a full disk is a trouble, told once and ended once; a mistake of ours is none', () => {
  const told: (string | null)[] = []
  const storeHealth = createStoreHealth(({ message }) => told.push(message))
  expect(storeHealth.isStorageError(new Error('ours'))).toBe(false)
  expect(storeHealth.isStorageError(fullDisk())).toBe(true)
  expect(storeHealth.isStorageError(new Error('while writing', { cause: fullDisk() }))).toBe(true)
  storeHealth.clear()
  expect(told).toEqual([expect.stringMatching(/^The disk is full/), null])
})

test('a database that another program holds is a trouble', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-trouble-'))
  const file = join(folder, 'a.db')
  new Database(file).exec('CREATE TABLE t (text TEXT)').close()
  const script =
    `const D = require('better-sqlite3'); const d = new D(${JSON.stringify(file)}); d.exec('BEGIN ` +
    `EXCLUSIVE'); console.log('held'); setInterval(() => d.inTransaction, 1000)`
  const holder = spawn(process.execPath, ['-e', script], {
    cwd: process.cwd(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await once(holder.stdout, 'data')
    const mine = new Database(file, { timeout: 50 })
    const thrown = ((): unknown => {
      try {
        return mine.prepare("INSERT INTO t VALUES ('x')").run()
      } catch (error) {
        return error
      }
    })()
    mine.close()
    expect(storageError(thrown).message).toMatch(/^Another program has locked the database/)
  } finally {
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    rmSync(folder, { recursive: true })
  }
})
