import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FunctionSettings } from '../../../electron/practice/lambda/environment.ts'
import { lambdaPool, type LambdaPool } from '../../../electron/practice/lambda/pool.ts'
import { openTrafficWorld, region, type TrafficWorld } from './traffic-world.ts'

let account: TrafficWorld
let pool: LambdaPool
beforeEach(() => {
  account = openTrafficWorld()
  pool = lambdaPool(account.world)
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
