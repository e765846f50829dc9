import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectPracticeAws } from '../../electron/accounts.ts'
import { deleteStack } from '../../electron/aws/stacks.ts'
import { call, until } from '../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../electron/engine.ts'
import type { Deployment } from '../../shared/deployment.ts'
import { provesEmpty } from '../../shared/receipt.ts'
import { liveStacks } from './killed-run.ts'
import { openSluice, type Sluice } from '../e2e/sluice-command.ts'

/** What an account does to a run in the middle of it: each ends in a clear message and an empty account. */
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

function switchOn(faults: Record<string, unknown>): void {
  mkdirSync(join(sluice.dataDir, 'practice'), { recursive: true, mode: 0o700 })
  writeFileSync(join(sluice.dataDir, 'practice', 'faults.json'), JSON.stringify(faults))
}

const settled = ['ready', 'removed', 'stranded']

async function inPhase(id: string, phases: readonly string[]): Promise<Deployment> {
  return until(
    engine,
    () => call(engine, 'deployments.get', { id }),
    ({ phase }) => phases.includes(phase),
  )
}

async function start(rounds = 2): Promise<string> {
  const load = { durationSec: 1, rounds, leadIn: { kind: 'load' as const, seconds: 0 } }
  const scenarios = ['elb', 'lambda-256']
  const { id } = await call(engine, 'deployments.plan', { experimentId: 'proxy-2017', scenarios, paths: ['/'], load })
  await call(engine, 'deployments.start', { id })
  return id
}

async function emptyInTheEnd(id: string): Promise<Deployment> {
  const { phase } = await call(engine, 'deployments.get', { id })
  if (phase === 'ready') await call(engine, 'deployments.remove', { id })
  const ended = await inPhase(id, ['removed', 'stranded'])
  expect([ended.phase, ended.failure?.reason]).toEqual(['removed', ended.failure?.reason])
  expect(ended.receipt && provesEmpty(ended.receipt)).toBe(true)
  expect(await liveStacks(sluice.dataDir)).toEqual([])
  return ended
}

describe('is outlasted', () => {
  test('bursts of throttling, and faults of the services before and after their effect', { timeout: 240_000 }, async () => {
    switchOn({ throttleBursts: { everyMs: 5_000, forMs: 1_200 }, serverErrors: 0.05 })
    const id = await start()
    expect((await inPhase(id, settled)).phase).toBe('ready')
    const [run] = await call(engine, 'runs.list', {})
    expect(run?.status).toBe('succeeded')
    await emptyInTheEnd(id)
  })

  test('interfaces that stay for long', { timeout: 120_000 }, async () => {
    switchOn({ interfaceLingerMs: 12_000 })
    const id = await start(1)
    await inPhase(id, settled)
    const removed = await emptyInTheEnd(id)
    expect(removed.changedAtMs - (removed.billingStoppedAtMs ?? 0)).toBeGreaterThan(5_000)
  })

  test('a deletion that fails twice', { timeout: 120_000 }, async () => {
    switchOn({ deleteFailed: [{ resource: 'LoadBalancer', times: 2 }] })
    const id = await start(1)
    await inPhase(id, settled)
    await emptyInTheEnd(id)
  })
})

describe('ends in a clear message and an empty account', () => {
  test('a stack that somebody else deletes in mid-run', { timeout: 120_000 }, async () => {
    const id = await start(40)
    await inPhase(id, ['measuring'])
    const aws = await connectPracticeAws(sluice.dataDir, 'us-west-2')
    await deleteStack(aws, `sluice-${id}-load-generator`, { token: 'somebody-else' })
    aws.close()
    const ended = await inPhase(id, ['removed', 'stranded'])
    expect(ended.failure?.reason).toMatch(/load generator/i)
    await emptyInTheEnd(id)
    expect((await call(engine, 'runs.list', {}))[0]).toMatchObject({ status: 'failed' })
  })

  test('a load generator whose agent never takes commands', { timeout: 120_000 }, async () => {
    switchOn({ lostInstances: ['LoadGeneratorInstance'] })
    const id = await start(1)
    expect((await inPhase(id, ['removed', 'stranded'])).failure?.reason).toMatch(/did not register with SSM within 30 s/)
    await emptyInTheEnd(id)
  })

  test('an account that allows too little is refused before anything is created', { timeout: 60_000 }, async () => {
    switchOn({ denied: ['cloudformation:CreateStack', 'iam:CreateRole'] })
    const refused = await start(1).catch((thrown: unknown) => thrown)
    expect(refused).toMatchObject({ code: 'preflight' })
    expect(String(refused)).toMatch(/not allowed: cloudformation:CreateStack, iam:CreateRole/)
    expect(await liveStacks(sluice.dataDir)).toEqual([])
  })
})
