import { expect, test } from 'vitest'
import { functionTimeOf } from '../../../shared/function-time.ts'
import { plainLoad } from '../../../shared/plain-load.ts'
import type { Trial } from '../../../shared/run.ts'
import { aTrialResult } from '../../examples.ts'
import { exampleTrial } from './example-result.ts'

function light(meanUs: number | null, changes: Partial<Trial> = {}): Trial {
  const summary = { ...aTrialResult().latencyUs.measured, mean: meanUs }
  const trial = exampleTrial(
    { scenarioId: 'lambda-512' },
    { latencyUs: { measured: summary, corrected: summary } },
  )
  return { ...trial, load: 'light', ...changes }
}

test('is the mean of the client at light load, with the service of the person in place of the run', () => {
  const trials = [
    light(10_000),
    light(40_000),
    light(90_000, { scenarioId: 'http-proxy' }),
    light(90_000, { load: 'closed' }),
    light(90_000, { status: 'invalid' }),
    light(null),
  ]
  const time = functionTimeOf(trials, plainLoad, 'lambda-512', 0)
  expect(time).toEqual({ ms: expect.closeTo(20, 9), source: 'client-latency' })
  const shaped = { service: { ...plainLoad.service, timeMs: 15 } }
  expect(functionTimeOf(trials, shaped, 'lambda-512', 80)?.ms).toBeCloseTo(5 + 80, 9)
  const slow = { service: { ...plainLoad.service, timeMs: 50 } }
  expect(functionTimeOf(trials, slow, 'lambda-512', 80)?.ms).toBe(80)
})

test('is not known without a valid trial at light load', () => {
  expect(functionTimeOf([light(10_000, { load: 'closed' })], plainLoad, 'lambda-512', 0)).toBeNull()
  expect(functionTimeOf([], plainLoad, 'lambda-512', 0)).toBeNull()
})
