import { describe, expect, test } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { aDeployment, aRun } from '../../examples.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

const ready = aDeployment({ id: 'd1', phase: 'ready', expiresAtMs: Date.now() + 3_600_000 })

describe('run --on', () => {
  test('measures what was chosen on the deployment, and says until when it stays', async () => {
    const run = aRun({ id: 'r1', deploymentId: 'd1' })
    const fake = fakeEngine({
      'deployments.get': ready,
      'runs.start': run,
      'runs.get': { run, trials: [], diagnoses: [] },
      'experiments.list': [],
      'scenarios.list': [],
    })
    const options = '--scenario elb --path / --rounds 2 --duration 5s --seed 4'.split(' ')
    const { code, stdout, stderr } = await sluice(['run', 'proxy-2017', '--on', 'd1', ...options], fake)
    expect([code, stderr]).toEqual([0, expect.stringMatching(/d1 stays until .*: sluice teardown d1/)])
    expect(stdout).toContain('loopback numbers')
    const started = fake.asked.find(({ name }) => name === 'runs.start')
    expect(JSON.parse(JSON.stringify(started?.input))).toEqual({
      deploymentId: 'd1',
      scenarios: ['elb'],
      paths: ['/'],
      load: { ...ready.plan.load, rounds: 2, durationSec: 5 },
      seed: 4,
    })
  })

  test.each([
    [
      'one that is not known',
      { 'deployments.get': new AppError('not-found', 'There is no d1.') },
      2,
      /no d1/,
    ],
    [
      'one of another experiment',
      { 'deployments.get': { ...ready, experimentId: 'other' } },
      2,
      /d1 is of the experiment other, not proxy-2017/,
    ],
    [
      'one that is not ready',
      {
        'deployments.get': ready,
        'experiments.list': [],
        'runs.start': new AppError('conflict', 'd1 is removed'),
      },
      1,
      /d1 is removed/,
    ],
  ])('refuses %s in one line', async (_, answers, code, why) => {
    const ended = await sluice(['run', 'proxy-2017', '--on', 'd1'], fakeEngine(answers))
    expect([ended.code, ended.stderr.trim().split('\n')]).toEqual([code, [expect.stringMatching(why)]])
  })

  test.each(['--keep', '--yes', '--account work', '--cap 3', '--lifetime 2h', '--option a.B=c'])(
    'cannot be used with %s, which the deployment has settled',
    async (option) => {
      const { code, stderr } = await sluice(['run', 'proxy-2017', '--on', 'd1', ...option.split(' ')])
      expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be used with option')])
    },
  )
})
