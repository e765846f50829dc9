import { expect, test } from 'vitest'
import { createLiveTrials } from '../../../../electron/engine/runs/live.ts'

test('remembers what the running trial has shown, until its run has ended', () => {
  const live = createLiveTrials()
  live.onEvent({ name: 'trial.started', data: { runId: 'r1', order: 3, part: 'measured' } })
  live.onEvent({ name: 'sample.taken', data: { runId: 'r1', order: 3, offsetMs: 0, requests: 7 } })
  expect(live.of('r1')).toMatchObject({ order: 3, part: 'measured', samples: [{ offsetMs: 0, requests: 7 }] })
  live.onEvent({ name: 'trial.started', data: { runId: 'r1', order: 4, part: 'lead-in' } })
  expect(live.of('r1')).toMatchObject({ order: 4, samples: [] })
  live.onEvent({ name: 'run.changed', data: { id: 'r1', status: 'succeeded' } as never })
  expect(live.of('r1')).toBeNull()
})

test('knows which trial the machine slept through, and only that one', () => {
  const live = createLiveTrials()
  live.sleep()
  live.onEvent({ name: 'trial.started', data: { runId: 'r1', order: 3, part: 'measured' } })
  live.sleep()
  live.onEvent({ name: 'trial.started', data: { runId: 'r1', order: 4, part: 'measured' } })
  expect([live.hasSlept('r1', 3), live.hasSlept('r1', 4)]).toEqual([true, false])
})
