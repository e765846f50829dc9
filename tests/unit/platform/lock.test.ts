import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { exclusiveLock, tryExclusiveLock, withExclusiveLock } from '../../../electron/platform/lock.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-lock-'))
  file = join(folder, 'deep', 'a.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a file that is no lock is named, with what to do', () => {
  mkdirSync(dirname(file))
  writeFileSync(file, 'garbage that is longer than the header of a database. '.repeat(10))
  const code = 'data-folder'
  expect(() => tryExclusiveLock(file)).toThrow(expect.objectContaining({ code }) as Error)
  expect(() => tryExclusiveLock(file)).toThrow(`The lock ${file} cannot be used`)
})

test('one at a time, also within a process, and without stopping the event loop', async () => {
  let inside = 0
  const work = async () => {
    inside += 1
    expect(inside).toBe(1)
    await sleep(5)
    inside -= 1
  }
  await Promise.all([
    withExclusiveLock(file, work),
    withExclusiveLock(file, work),
    withExclusiveLock(file, work),
  ])
  await expect(withExclusiveLock(file, () => Promise.reject(new Error('in vain')))).rejects.toThrow('in vain')
  const lock = tryExclusiveLock(file)
  expect(lock).toBeDefined()
  expect(tryExclusiveLock(file)).toBeUndefined()
  lock?.release()
})

test('who waits too long is told', async () => {
  const lock = await exclusiveLock(file, 1000)
  await expect(exclusiveLock(file, 30)).rejects.toMatchObject({ code: 'conflict' })
  lock.release()
})

test('a lock dies with its process, also with a killed one', async () => {
  const source = JSON.stringify(new URL('../../../electron/platform/lock.ts', import.meta.url).href)
  const script =
    `const { tryExclusiveLock } = await import(${source}); globalThis.lock = ` +
    `tryExclusiveLock(${JSON.stringify(file)}); console.log(String(globalThis.lock !== ` +
    'undefined)); setInterval(() => {}, 1000)'
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void holder.kill('SIGKILL'))
  const [said] = (await once(holder.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('true\n')
  expect(tryExclusiveLock(file)).toBeUndefined()
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const lock = tryExclusiveLock(file)
  expect(lock).toBeDefined()
  lock?.release()
})
