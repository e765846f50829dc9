import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until as ask } from '../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import type { Run } from '../../../shared/run.ts'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'
import { switchFaults } from '../../switch-faults.ts'

let sluice: Sluice
let engine: Engine | undefined
beforeEach(() => {
  sluice = openSluice()
})
afterEach(async () => {
  await engine?.close()
  engine = undefined
  await sluice.end()
})

const switchOn = (faults: Parameters<typeof switchFaults>[1]): void => switchFaults(sluice.dataDir, faults)

const short = ['--path', '/', '--duration', '1s', '--lead-in', '0s']

test(
  'a run with a scenario that gave no valid figure is incomplete, and says why from what was counted',
  { timeout: 120_000 },
  async () => {
    switchOn({ lambdaConcurrency: 10 })
    const file = join(sluice.dataDir, 'run.json')
    const scenarios = ['--scenario', 'elb', '--scenario', 'lambda-256']
    const ended = await sluice.run(['demo', ...scenarios, ...short, '--json', file])
    expect(ended.code, ended.stderr).toBe(1)
    const said = ended.stdout.replaceAll(/\s+/g, ' ')
    expect(said).toContain('The run is incomplete: 1 of 2 scenarios gave no valid figure')
    expect(said).toContain('The most frequent error was status 500.')
    expect(said).toContain('the account allows 10 concurrent invocations')
    expect(said).toMatch(/Good requests per second: load balancer [\d,.]+\./)
    expect(said).not.toContain('stage throttle')
    expect(countedIn(file, 'lambda-256')['500']).toBeGreaterThan(10)
    expect((await sluice.run(['runs'])).stdout).toMatch(/ incomplete /)
  },
)

interface Diagnosed {
  run: { status: string }
  trials: { load: string; scenarioId: string; statusCodes: Record<string, number> | null }[]
}

/** What a run that was written to a file counted, by status, in its diagnosis of a scenario. */
function countedIn(file: string, scenarioId: string): Record<string, number> {
  const { run, trials } = JSON.parse(readFileSync(file, 'utf8')) as Diagnosed
  expect(run.status).toBe('incomplete')
  const diagnoses = trials.filter(({ load }) => load === 'diagnosis')
  expect(new Set(diagnoses.map((one) => one.scenarioId))).toEqual(new Set([scenarioId]))
  return diagnoses.at(-1)?.statusCodes ?? {}
}

test(
  'a throttled stage is named as the cause, from the 429 that were counted',
  { timeout: 120_000 },
  async () => {
    const file = join(sluice.dataDir, 'run.json')
    const throttle = ['ThrottleRate=100', 'ThrottleBurst=10'].flatMap((one) => [
      '--option',
      `http-proxy.${one}`,
    ])
    const scenarios = ['--scenario', 'elb', '--scenario', 'http-proxy']
    const ended = await sluice.run(['demo', ...scenarios, ...short, ...throttle, '--json', file])
    expect(ended.code, ended.stderr).toBe(1)
    const said = ended.stdout.replaceAll(/\s+/g, ' ')
    expect(said).toContain('The run is incomplete: 1 of 2 scenarios gave no valid figure')
    expect(said).toContain('The most frequent error was status 429.')
    expect(said).toContain('exceeds 100 requests per second (burst 10), the throttle of the stage')
    expect(said).not.toContain('the function')
    expect(countedIn(file, 'http-proxy')['429']).toBeGreaterThan(50)
  },
)

test(
  'a function that fails is named as the cause, from the 502 that were counted',
  { timeout: 120_000 },
  async () => {
    const file = join(sluice.dataDir, 'run.json')
    const scenarios = ['--scenario', 'elb', '--scenario', 'lambda-256', '--path', '/']
    // With this seed the load balancer comes first.
    const load = ['--duration', '3s', '--lead-in', '0s', '--rounds', '1', '--seed', '1']
    const run = sluice.start(['demo', ...scenarios, ...load, '--json', file])
    // It is ready first, and fails under load.
    await run.said('[1/2] elb')
    switchOn({ functionErrors: 0.2 })
    const ended = await run.ended
    expect(ended.code, ended.stderr).toBe(1)
    const said = ended.stdout.replaceAll(/\s+/g, ' ')
    expect(said).toContain('The run is incomplete: 1 of 2 scenarios gave no valid figure')
    expect(said).toContain('The most frequent error was status 502.')
    expect(said).toContain('The function failed, got no answer from the origin')
    expect(said).not.toContain('throttle')
    expect(countedIn(file, 'lambda-256')['502']).toBeGreaterThan(10)
  },
)

test(
  'a run on a deployment whose origin is gone measures nothing, says so, and leaves the deployment',
  { timeout: 120_000 },
  async () => {
    const kept = await sluice.run(['demo', '--scenario', 'elb', ...short, '--keep'])
    expect(kept.code, kept.stderr).toBe(0)
    const host = createEngine({ dataDir: sluice.dataDir })
    engine = host
    const [deployment] = await call(host, 'deployments.list', {})
    const deploymentId = deployment?.id ?? ''
    const runAgain = async (): Promise<Run> => {
      const { id } = await call(host, 'runs.start', { deploymentId })
      const { run } = await ask(
        host,
        () => call(host, 'runs.get', { id }),
        ({ run: { status } }) => status !== 'running',
      )
      await inPhase('ready')
      return run
    }
    const inPhase = (wanted: string) =>
      ask(
        host,
        () => call(host, 'deployments.get', { id: deploymentId }),
        ({ phase }) => phase === wanted,
      )
    expect(await runAgain()).toMatchObject({ status: 'succeeded' })
    endOrigin()
    const broken = await runAgain()
    expect(broken.status).toBe('failed')
    expect(broken.failure).toMatch(/^Nothing was measured\. Not ready after 20 seconds: elb \/ answers 50\d/)
    const { trials } = await call(host, 'runs.get', { id: broken.id })
    expect(trials.every(({ status }) => status === 'pending')).toBe(true)
    await call(host, 'deployments.remove', { id: deploymentId })
    await inPhase('removed')
  },
)

/** Ends the nginx of the practice account's origin, as a crash would. */
function endOrigin(): void {
  const instances = join(sluice.dataDir, 'practice', 'instances')
  const file = readdirSync(instances, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('nginx.pid'),
  )
  process.kill(Number(readFileSync(join(instances, file ?? ''), 'utf8')), 'SIGKILL')
}
