import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { spawn } from 'node:child_process'
import { expect } from 'vitest'
import { GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { ListStacksCommand } from '@aws-sdk/client-cloudformation'
import { ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { call, until } from '../../electron/cli/session.ts'
import { connectPracticeAws } from '../../electron/engine/accounts/practice-connection.ts'
import {
  applicationLoadBalancers,
  targetGroups,
} from '../../electron/engine/aws/application-load-balancers.ts'
import { httpApis, vpcLinks } from '../../electron/engine/aws/http-apis.ts'
import { serverCertificates } from '../../electron/engine/aws/limits.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import { isLive } from '../../shared/lifecycle.ts'
import { provesEmpty } from '../../shared/receipt-verdict.ts'
import type { Trial } from '../../shared/run.ts'
import { openSluice, type Sluice } from '../e2e/sluice-command.ts'
import { nameOf, type Point } from './points.ts'
import { asSomebodyElse } from '../other-callers.ts'
import { nothing } from '../prepared-accounts.ts'

const hook = resolve(import.meta.dirname, 'kill-hook.ts')
const cli = resolve(import.meta.dirname, '../../electron/cli/main.ts')

/** Small runs with all of their experiment in them, as a person types them. */
const load = '--path / --duration 1s'
export const runs = {
  /** A load balancer, a function in the VPC, two trials each. */
  smallest: `run proxy-2017 --scenario elb --scenario lambda-256 ${load} --rounds 2`,
  /** Every door that it compares, one trial each. */
  doors: `run front-doors ${load} --rounds 1 --lead-in one-request --no-light`,
} as const

/** A whole run that nothing happens to. @returns every point that it passed through */
export async function recordPoints(command: string): Promise<string[]> {
  const sluice = openSluice()
  const file = join(sluice.dataDir, 'points')
  try {
    expect(await runHooked(sluice, command, { SLUICE_TEST_POINTS: file })).toBe('exit 0')
    return readFileSync(file, 'utf8').trim().split('\n')
  } finally {
    await sluice.end()
  }
}

/**
 * Runs, dies at the point, starts again, and holds what must hold then.
 * @returns `not reached` where the run never came to the point, for example since it had to poll less
 * often: then nothing was to survive
 */
export async function dieAndRecover(command: string, point: Point): Promise<'survived' | 'not reached'> {
  const sluice = openSluice()
  try {
    const end = await runHooked(sluice, command, { SLUICE_TEST_KILL_AT: nameOf(point) })
    if (end === 'exit 0') return 'not reached'
    expect(end).toBe('SIGKILL')
    if (!existsSync(join(sluice.dataDir, 'sluice.db'))) return 'survived'
    const engine = createEngine({ dataDir: sluice.dataDir })
    try {
      await survive(engine, sluice)
      return 'survived'
    } finally {
      await engine.close()
    }
  } finally {
    await sluice.end()
  }
}

async function survive(engine: Engine, sluice: Sluice): Promise<void> {
  const [before] = await call(engine, 'deployments.list', {})
  // Nothing exists in the account that no row tells of.
  const listed = before !== undefined && isLive(before.phase) ? before.stacks.map(({ name }) => name) : []
  for (const name of await liveStacks(sluice.dataDir)) expect(listed).toContain(name)
  if (before === undefined) return
  const finished = await finishedTrials(engine)

  await engine.recover()
  const { id } = before
  const settled = await phase(engine, id, ['planned', 'ready', 'removed', 'stranded'])
  expect(settled).not.toBe('stranded')
  // What was begun goes on to its end, and nothing is begun that was not.
  expect(settled === 'planned').toBe(before.phase === 'planned')
  for (const trial of finished) expect(await finishedTrials(engine)).toContainEqual(trial)
  if (settled === 'ready') {
    await call(engine, 'deployments.remove', { id })
    expect(await phase(engine, id, ['removed', 'stranded'])).toBe('removed')
  }
  if (settled !== 'planned') {
    const { receipt, failure } = await call(engine, 'deployments.get', { id })
    expect(failure).toBeNull()
    expect(receipt).not.toBeNull()
    if (receipt) expect(provesEmpty(receipt), JSON.stringify(receipt.checks)).toBe(true)
  }
  expect(await left(sluice.dataDir)).toEqual([])
}

async function phase(engine: Engine, id: string, phases: readonly string[]): Promise<string> {
  const ask = () => call(engine, 'deployments.get', { id })
  return (await until(engine, ask, (deployment) => phases.includes(deployment.phase))).phase
}

async function finishedTrials(engine: Engine): Promise<Trial[]> {
  const runs = await call(engine, 'runs.list', {})
  const all = await Promise.all(runs.map(({ id }) => call(engine, 'runs.get', { id })))
  return all.flatMap(({ trials }) => trials.filter(({ result }) => result !== null))
}

/** The names of the stacks that exist in the account, whatever any row says. */
export async function liveStacks(dataDir: string): Promise<string[]> {
  const aws = await connectPracticeAws(dataDir, 'us-west-2', nothing)
  try {
    const { StackSummaries = [] } = await aws.cloudformation.send(new ListStacksCommand({}))
    return StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(
      ({ StackName }) => StackName ?? '',
    )
  } finally {
    aws.close()
  }
}

/**
 * What exists in the account of what a deployment makes, whatever any row or receipt says: stacks, APIs,
 * functions, load balancers with their target groups, VPC links, server certificates.
 */
export async function left(dataDir: string): Promise<string[]> {
  const others = await asSomebodyElse(dataDir, async (aws) => ({
    restApis: (await aws.apiGateway.send(new GetRestApisCommand({}))).items,
    functions: (await aws.lambda.send(new ListFunctionsCommand({}))).Functions,
    loadBalancers: await applicationLoadBalancers(aws),
    targetGroups: await targetGroups(aws),
    httpApis: await httpApis(aws),
    vpcLinks: await vpcLinks(aws),
    certificates: Array.from({ length: (await serverCertificates(aws)).used }),
  }))
  const found = Object.entries(others).flatMap(([kind, all = []]) => (all.length === 0 ? [] : [kind]))
  return [...(await liveStacks(dataDir)), ...found]
}

function runHooked(sluice: Sluice, command: string, environment: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['--import', hook, cli, ...command.split(' ')], {
    env: { ...process.env, SLUICE_DATA_DIR: sluice.dataDir, ...environment },
    stdio: 'ignore',
  })
  return new Promise((done) => child.on('exit', (code, signal) => done(signal ?? `exit ${code}`)))
}
