import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FunctionSettings } from '../../../electron/practice/lambda/environment.ts'
import { lambdaPool, type LambdaPool } from '../../../electron/practice/lambda/pool.ts'
import { openEnvironmentSupply } from '../../../electron/practice/lambda/environment-supply.ts'
import { openTrafficWorld, region, type TrafficWorld } from './traffic-world.ts'

let account: TrafficWorld
let pool: LambdaPool
/** What the account is told about its memory. It is short above 1,000 MB. */
let usedMb: number
beforeEach(() => {
  account = openTrafficWorld()
  usedMb = 100
  const limits = { shortAboveMb: 1_000, environments: 3 }
  pool = lambdaPool(
    account.world,
    openEnvironmentSupply(account.world, () => usedMb, limits),
  )
})
afterEach(async () => {
  await pool.close()
  await account.close()
})

/** A function that says which of its environments answered, after a while. */
function functionNamed(name: string, answerMs: number): FunctionSettings {
  const codeFolder = join(account.world.folder, name)
  mkdirSync(codeFolder, { recursive: true })
  const answer = `await new Promise((done) => setTimeout(done, ${answerMs})); return { id }`
  writeFileSync(
    join(codeFolder, 'index.js'),
    `const id = Math.random(); exports.handler = async () => { ${answer} }`,
  )
  return {
    arn: `arn:aws:lambda:${region}:123456789012:function:${name}`,
    name,
    region,
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    memoryMb: 1769,
    timeoutMs: 3_000,
    variables: {},
    codeFolder,
    logGroup: '/group',
    logsInvocations: false,
    mayLog: true,
    vpc: undefined,
  }
}

async function environmentsUsed(settings: FunctionSettings, events: number): Promise<Set<unknown>> {
  const outcomes = await Promise.all(Array.from({ length: events }, () => pool.invoke(settings, '{}')))
  return new Set(
    outcomes.map((outcome) => {
      expect(outcome.kind).toBe('answered')
      return outcome.kind === 'answered' ? (JSON.parse(outcome.payload) as { id: number }).id : undefined
    }),
  )
}

test('starts environments in turn, and an event takes one that becomes free first', async () => {
  const used = await environmentsUsed(functionNamed('quick', 0), 30)
  expect(used.size).toBeLessThan(30)
})

test('makes one environment per event while all are busy', async () => {
  const used = await environmentsUsed(functionNamed('slow', 1_500), 6)
  expect(used.size).toBe(6)
})

test('lets no function wait behind another', async () => {
  const all = await Promise.all([
    environmentsUsed(functionNamed('one', 5), 20),
    environmentsUsed(functionNamed('two', 5), 20),
  ])
  expect(all.map((used) => used.size > 0)).toEqual([true, true])
})

test('while memory is short, idle environments make room, and events wait for a free one', async () => {
  const [one, two] = [functionNamed('one', 400), functionNamed('two', 400)]
  const before = await environmentsUsed(one, 3)
  expect(await environmentsUsed(one, 3)).toEqual(before)
  usedMb = 1_100
  // Six events at a time: three environments of one are ended for two, and no more are started.
  expect((await environmentsUsed(two, 6)).size).toBe(3)
  usedMb = 100
  const after = await environmentsUsed(one, 3)
  expect([...after].filter((id) => before.has(id))).toEqual([])
})

test('while memory is short, a function without an environment gets one', async () => {
  usedMb = 1_100
  const all = await Promise.all(
    ['one', 'two', 'three', 'four', 'five'].map((name) => environmentsUsed(functionNamed(name, 300), 2)),
  )
  expect(all.map((used) => used.size > 0)).toEqual([true, true, true, true, true])
})
