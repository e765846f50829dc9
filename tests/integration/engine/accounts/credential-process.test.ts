import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import { longestMs } from '../../../../electron/engine/aws/credential-process.ts'
import { openProfileWorld, type ProfileWorld } from './profile-world.ts'
import { promptOf } from './prompting.ts'

let world: ProfileWorld
beforeEach(async () => {
  world = await openProfileWorld()
})
afterEach(() => world.end())

const account = { kind: 'profile', profile: 'work' } as const
const identify = () => call(world.engine, 'accounts.identify', { account, region: 'us-west-2' })
const opened = () => world.events.filter(({ name }) => name === 'prompt.opened')

test('a program that takes long is said to be waited for, and goes on', { timeout: 30_000 }, async () => {
  const { accessKeyId, secretAccessKey } = world.practice
  const file = join(world.dataDir, 'aws', 'process.json')
  writeFileSync(
    file,
    JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey }),
  )
  world.profiles(`[profile work]\ncredential_process = sh -c 'sleep 3; cat ${file}'\n`)
  const beganMs = performance.now()
  const asked = identify()
  expect(await promptOf(world.engine, 'process')).toMatchObject({ limitMs: 60_000, deploymentId: null })
  expect(performance.now() - beganMs).toBeGreaterThan(1_900)
  expect((await asked).source).toBe('credential process')
  expect(await call(world.engine, 'prompts.list', {})).toEqual([])
})

test('a person may stop waiting: the program ends', { timeout: 30_000 }, async () => {
  world.profiles(`[profile work]\ncredential_process = sh -c 'sleep 600'\n`)
  const asked = identify()
  const { id } = await promptOf(world.engine, 'process')
  const refused = expect(asked).rejects.toThrow('Signing in was cancelled.')
  await call(world.engine, 'prompts.answer', { kind: 'cancel', id })
  await refused
})

test('one that ends soon is not spoken of, and none takes longer than a minute', async () => {
  world.profiles(`[profile work]\ncredential_process = sh -c 'read answer'\n`)
  await expect(identify()).rejects.toThrow(/ended with exit code 1/)
  expect([opened(), longestMs]).toEqual([[], 60_000])
})
