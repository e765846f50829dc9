import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, until as ask } from '../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import type { Run } from '../../shared/run.ts'
import { openSluice, type Sluice } from './sluice-command.ts'

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

function switchOn(faults: Record<string, unknown>): void {
  mkdirSync(join(sluice.dataDir, 'practice'), { recursive: true, mode: 0o700 })
  writeFileSync(join(sluice.dataDir, 'practice', 'faults.json'), JSON.stringify(faults))
}

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
    expect(said).toContain('Most answered 500.')
    expect(said).toContain('the account allows 10 concurrent invocations')
    expect(said).toMatch(/Good requests per second: load balancer [\d,.]+\./)
    expect(said).not.toContain('stage throttle')
    const exported = JSON.parse(readFileSync(file, 'utf8')) as {
      run: { status: string }
      trials: { load: string; scenarioId: string; statusCodes: Record<string, number> | null }[]
    }
    expect(exported.run.status).toBe('incomplete')
    const [diagnosis, ...others] = exported.trials.filter(({ load }) => load === 'diagnosis')
    expect(others).toEqual([])
    expect(diagnosis).toMatchObject({ scenarioId: 'lambda-256' })
    expect(diagnosis?.statusCodes?.['500']).toBeGreaterThan(10)
    expect((await sluice.run(['runs'])).stdout).toMatch(/ incomplete /)
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
