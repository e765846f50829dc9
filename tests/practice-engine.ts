import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { TerminateInstancesCommand } from '@aws-sdk/client-ec2'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Aws } from '../electron/engine/aws/clients.ts'
import { call, until } from '../electron/cli/session.ts'
import { createEngine, type Engine } from '../electron/engine/engine.ts'
import type { CommandInput } from '../shared/contract.ts'
import type { Deployment } from '../shared/deployment.ts'
import { provesEmpty } from '../shared/receipt-verdict.ts'
import { liveStacks } from './faults/killed-run.ts'
import { openSluice, type Sluice } from './e2e/sluice-command.ts'
import { asSomebodyElse as actAsSomebodyElse } from './other-callers.ts'
import { switchFaults } from './switch-faults.ts'

/** Phases in which a deployment waits for somebody. */
export const settled = ['ready', 'removed', 'stranded']

/** What a test plans where it is not the smallest. */
export type Choices = Partial<CommandInput<'deployments.plan'>>

const smallest = { experimentId: 'proxy-2017', scenarios: ['elb', 'lambda-256'], paths: ['/'] }

/** A data folder and an engine for each test of a file, and what a test does with them and their account. */
export function usePracticeEngine() {
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

  const switchOn = (faults: Parameters<typeof switchFaults>[1]): void => switchFaults(sluice.dataDir, faults)

  /** Does something to the account as somebody else would. */
  async function asSomebodyElse<T>(work: (aws: Aws) => Promise<T>): Promise<T> {
    return actAsSomebodyElse(sluice.dataDir, work)
  }

  async function terminate(id: string, output: string): Promise<void> {
    const { stacks } = await call(engine, 'deployments.get', { id })
    const instanceId = stacks.map(({ outputs }) => outputs[output]).find((value) => value !== undefined) ?? ''
    await asSomebodyElse(({ ec2 }) => ec2.send(new TerminateInstancesCommand({ InstanceIds: [instanceId] })))
  }

  async function inPhase(id: string, phases: readonly string[]): Promise<Deployment> {
    return until(
      engine,
      () => call(engine, 'deployments.get', { id }),
      ({ phase }) => phases.includes(phase),
    )
  }

  /** Waits until a trial is finished: before, a run may still ask whether everything answers. */
  async function inMidRun(id: string): Promise<void> {
    await inPhase(id, ['measuring', ...settled])
    const [run] = await call(engine, 'runs.list', {})
    if (run === undefined) throw new Error('There is no run.')
    const ask = () => call(engine, 'runs.get', { id: run.id })
    const { trials } = await until(
      engine,
      ask,
      (got) => got.run.status !== 'running' || got.trials.some(({ status }) => status === 'succeeded'),
    )
    expect(trials.map(({ status }) => status)).toContain('succeeded')
  }

  async function plan(rounds: number, choices: Choices = {}): Promise<string> {
    const leadIn = { kind: 'load' as const, seconds: 0 }
    const load = { durationSec: 1, rounds, leadIn, light: false }
    return (await call(engine, 'deployments.plan', { ...smallest, load, ...choices })).id
  }

  async function start(rounds = 2, choices: Choices = {}, confirmedChecks: string[] = []): Promise<string> {
    const id = await plan(rounds, choices)
    await call(engine, 'experiments.run', { id, confirmedChecks })
    return id
  }

  /** As if the account were looked at from another machine. */
  async function forgetEverything(): Promise<void> {
    await engine.close()
    for (const name of readdirSync(sluice.dataDir))
      if (name.startsWith('sluice.db')) rmSync(join(sluice.dataDir, name))
    engine = createEngine({ dataDir: sluice.dataDir })
  }

  async function emptyInTheEnd(id: string, leftBehind: readonly string[] = []): Promise<Deployment> {
    const { phase } = await call(engine, 'deployments.get', { id })
    if (phase === 'ready') await call(engine, 'deployments.remove', { id })
    const ended = await inPhase(id, ['removed', 'stranded'])
    expect([ended.phase, ended.removalFailure]).toEqual(['removed', null])
    expect(ended.receipt?.leftBehind).toHaveLength(leftBehind.length)
    expect(ended.receipt && provesEmpty({ ...ended.receipt, leftBehind: [] })).toBe(true)
    expect(await liveStacks(sluice.dataDir)).toEqual([])
    return ended
  }

  return {
    get engine() {
      return engine
    },
    get dataDir() {
      return sluice.dataDir
    },
    switchOn,
    asSomebodyElse,
    terminate,
    inPhase,
    inMidRun,
    plan,
    start,
    forgetEverything,
    emptyInTheEnd,
  }
}
