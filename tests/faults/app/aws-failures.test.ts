import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'
import { switchFaults } from '../../switch-faults.ts'

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
  'a removal that fails again and again is stranded, never hidden, and can be tried again',
  { timeout: 90_000 },
  async () => {
    switchOn({ deleteFailed: [{ resource: 'LoadBalancer', times: 6 }] })
    const ended = await sluice.run(['demo', '--scenario', 'elb', ...short])
    expect(ended.code).toBe(1)
    const [stranded] = await deployments()
    expect(stranded).toMatchObject({ phase: 'stranded' })
    expect(stranded?.failure?.reason).toMatch(/LoadBalancer/)
    expect(ended.stderr).toContain(`sluice teardown ${stranded?.id}`)
    const failed = await sluice.run(['teardown', '--all'])
    expect(failed.code).toBe(1)
    expect(failed.stderr).toMatch(/: stranded: .*LoadBalancer/)
    const again = await sluice.run(['teardown', '--all'])
    expect(again.code, again.stderr).toBe(0)
    expect(await deployments()).toMatchObject([{ phase: 'removed' }])
  },
)

test('throttling by AWS and a slow SSM are waited out', { timeout: 120_000 }, async () => {
  switchOn({ throttle: 0.2, slowSsmMs: 700 })
  const ended = await sluice.run(['demo', '--scenario', 'elb', ...short])
  expect(ended.code, ended.stderr).toBe(0)
  expect(await deployments()).toMatchObject([{ phase: 'removed' }])
})
