import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProfileWorld, type ProfileWorld } from '../integration/engine/accounts/profile-world.ts'

/**
 * `npm run test:aws` itself, with a profile whose endpoint is the practice account: what costs money
 * elsewhere is tried here first.
 */
let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
})
afterEach(() => world.end())

const script = resolve(import.meta.dirname, '../aws/smallest-run.ts')

function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [script, ...args], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((done) => child.on('close', (code) => done({ code, output })))
}

test('does nothing without a profile and the account’s number', { timeout: 30_000 }, async () => {
  expect((await run()).code).toBe(2)
  expect((await run('--profile', 'work')).output).toMatch(/^Name the profile and the account/)
})

test('checks, runs, removes, and finds nothing left', { timeout: 240_000 }, async () => {
  world.profiles('[profile work]\nKEYS\n')
  const { code, output } = await run('--profile', 'work', '--account-id', '123456789012')
  const dataDir = /^Data folder: (.*)$/m.exec(output)?.[1]
  if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true })
  expect(output).toContain('All steps passed.')
  expect(output).toMatch(/Nothing is left/)
  expect(code).toBe(0)
})
