import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSluice, type Sluice } from '../../e2e/sluice-command.ts'

let sluice: Sluice
beforeEach(() => {
  sluice = openSluice()
})
afterEach(() => sluice.end())

const longRun = [
  'run',
  'proxy-2017',
  '--scenario',
  'elb',
  '--path',
  '/',
  '--duration',
  '2s',
  '--rounds',
  '20',
  '--lead-in',
  '0s',
]

interface Listed {
  id: string
  phase: string
  status: string
}

async function listed(what: 'runs' | 'deployments'): Promise<Listed[]> {
  return JSON.parse((await sluice.run([what, '--json'])).stdout) as Listed[]
}

test(
  'a second process watches, and its teardown is obeyed by the one that drives',
  { timeout: 120_000 },
  async () => {
    const driver = sluice.start(longRun)
    await driver.said('[1/20]')
    const [deployment] = await listed('deployments')
    expect(deployment?.phase).toBe('measuring')
    const teardown = await sluice.run(['teardown', deployment?.id ?? ''])
    expect(teardown.code, teardown.stderr).toBe(0)
    expect(teardown.stderr).toContain('Removed')
    const ended = await driver.ended
    expect(ended.code, ended.stderr).toBe(1)
    expect(await listed('runs')).toMatchObject([{ status: 'cancelled' }])
    expect(await listed('deployments')).toMatchObject([{ phase: 'removed' }])
  },
)

test('Ctrl-C twice leaves at once and says how to remove what is left', { timeout: 120_000 }, async () => {
  const going = sluice.start(longRun)
  await going.said('for the load generator to take commands')
  going.child.kill('SIGINT')
  await going.said('Press Ctrl-C again')
  going.child.kill('SIGINT')
  const ended = await going.ended
  expect(ended.code).toBe(130)
  const [left] = await listed('deployments')
  expect(ended.stderr).toContain(`sluice teardown ${left?.id}`)
  const teardown = await sluice.run(['teardown', '--all'])
  expect(teardown.code, teardown.stderr).toBe(0)
  expect(await listed('deployments')).toMatchObject([{ phase: 'removed' }])
})

test(
  'after kill -9 in mid-run, deployments shows what is left and teardown removes it; finished ' +
    'trials are kept',
  { timeout: 120_000 },
  async () => {
    const going = sluice.start(longRun)
    await going.said('[2/20]')
    going.child.kill('SIGKILL')
    await going.ended
    expect(await listed('deployments')).toMatchObject([{ phase: 'measuring' }])
    const teardown = await sluice.run(['teardown', '--all'])
    expect(teardown.code, teardown.stderr).toBe(0)
    expect(await listed('deployments')).toMatchObject([{ phase: 'removed' }])
    const [run] = await listed('runs')
    expect(run?.status).toBe('interrupted')
    const { trials } = JSON.parse(
      (await sluice.run(['export', run?.id ?? '', '--format', 'json'])).stdout,
    ) as {
      trials: { status: string }[]
    }
    expect(trials.filter((trial) => trial.status === 'succeeded').length).toBeGreaterThanOrEqual(2)
  },
)
