import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSluice, type Sluice } from './sluice-command.ts'
import { switchFaults } from '../switch-faults.ts'

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

const switchOn = (faults: Parameters<typeof switchFaults>[1]): void => switchFaults(sluice.dataDir, faults)

async function deployments(): Promise<
  { id: string; phase: string; failure: { resource: string | null; reason: string } | null }[]
> {
  return JSON.parse((await sluice.run(['deployments', '--json'])).stdout) as []
}

const short = ['--path', '/', '--duration', '1s', '--lead-in', '0s']

test(
  'a resource that cannot be created is named with its reason, and everything is taken back',
  { timeout: 60_000 },
  async () => {
    switchOn({ createFailed: ['LoadBalancer'] })
    const ended = await sluice.run(['demo', '--scenario', 'elb', ...short])
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(/Failed: LoadBalancer: /)
    expect(await deployments()).toMatchObject([{ phase: 'removed', failure: { resource: 'LoadBalancer' } }])
    expect(JSON.parse((await sluice.run(['runs', '--json'])).stdout)).toEqual([])
  },
)

test(
  'an account whose functions may run ten times at once: the trial is measured, but not ranked',
  { timeout: 90_000 },
  async () => {
    switchOn({ lambdaConcurrency: 10 })
    const file = join(sluice.dataDir, 'run.json')
    const ended = await sluice.run(['demo', '--scenario', 'lambda-256', ...short, '--json', file])
    expect(ended.stderr).toMatch(/invalid: .* % of the requests were errors/)
    expect(ended.stdout).toMatch(/^lambda-256 +n\/a/m)
  },
)
