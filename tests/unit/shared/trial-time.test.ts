import { describe, expect, test } from 'vitest'
import type { Load } from '../../../shared/experiment.ts'
import { plainLoad } from '../../../shared/plain-load.ts'
import type { Trial } from '../../../shared/run.ts'
import { planTrials } from '../../../shared/schedule.ts'
import { measuringTime } from '../../../shared/measuring-time.ts'
import { timeLeftText } from '../../../shared/time-left.ts'
import { allowanceOf, lightDurations, trialsPerRound, trialTime } from '../../../shared/trial-time.ts'
import { aRun, aTrialResult } from '../../examples.ts'

const load: Load = {
  ...plainLoad,
  threads: 1,
  connections: 1,
  durationSec: 8,
  rounds: 8,
  leadIn: { kind: 'load', seconds: 3 },
  untilSure: { same: 0.05, precise: 0.1 },
  light: true,
}
const practice = allowanceOf({ kind: 'practice' })
const runOf = (ids: string[], changes: Partial<Load> = {}, paths = ['/']) =>
  aRun({ scenarios: ids.map((id) => ({ id, title: id })), paths, load: { ...load, ...changes } })

describe('the time of a trial', () => {
  test('at closed load is lead-in, measured part and a pause', () => {
    expect(trialTime(load, 'closed', practice)).toEqual({ leadInMs: 3000, measuredMs: 8000, allMs: 11_500 })
    const replay = { ...load, leadIn: { kind: 'one-request' as const } }
    expect(trialTime(replay, 'closed', practice).allMs).toBe(8500)
  })

  test('at light load has a lead-in of its own, and is as it was before, or a guess within 2 to 20 s', () => {
    expect(trialTime(load, 'light', practice, 4200)).toEqual({
      leadInMs: 1000,
      measuredMs: 4200,
      allMs: 5700,
    })
    const guess = (timeMs: number) =>
      trialTime({ ...load, service: { ...load.service, timeMs } }, 'light', practice).measuredMs
    expect(guess(0)).toBeGreaterThanOrEqual(2000)
    expect(guess(10)).toBeGreaterThan(guess(0))
    expect(guess(2000)).toBe(20_000)
  })

  test('at light load is known from the newest trial of the scenario', () => {
    const light = (scenarioId: string, durationMs: number, kind: Trial['load'] = 'light') =>
      ({ scenarioId, load: kind, result: aTrialResult({ durationMs }) }) as Trial
    const pending = { scenarioId: 'proxy', load: 'light', result: null } as Trial
    expect(
      lightDurations([light('elb', 2000), light('elb', 8000, 'closed'), light('elb', 2100), pending]),
    ).toEqual({ elb: 2100 })
  })
})

test.each([
  [['elb', 'a', 'b', 'c'], load.untilSure, true, ['/']],
  [['elb', 'a', 'b', 'c', 'd'], load.untilSure, true, ['/', '/x']],
  [['elb', 'a', 'b'], load.untilSure, false, ['/']],
  [['elb', 'a', 'b', 'c', 'd'], null, true, ['/']],
])('a round of %j is counted as it is scheduled', (scenarios, untilSure, light, paths) => {
  const run = { ...runOf(scenarios, { untilSure, light }, paths), floors: 0 }
  const { light: lights, closed } = trialsPerRound(run)
  const twice = untilSure !== null && scenarios.length > 3 ? 'elb' : undefined
  const planned = planTrials({ scenarios, paths, rounds: 1, seed: 1, light, ...(twice && { twice }) })
  expect(lights).toBe(planned.filter((trial) => trial.load === 'light').length)
  expect(closed).toBe(planned.filter((trial) => trial.load === 'closed').length)
  const allMs = planned.reduce((sum, trial) => sum + trialTime(run.load, trial.load, practice).allMs, 0)
  expect(measuringTime(run, practice).roundMs).toBe(allMs)
})

test.each([
  [40_000, 40_000, 'about 40 s'],
  [61_000, 61_000, 'about 70 s'],
  [130_000, 130_000, 'about 3 min'],
  [130_000, 500_000, '2–9 min'],
  [59_000, 500_000, 'up to 9 min'],
  [31_000, 90_000, '30–90 s'],
  [0, 90_000, 'up to 90 s'],
  [170_000, 175_000, 'about 3 min'],
])('from %i to %i ms are %s', (leastMs, mostMs, text) => {
  expect(timeLeftText({ leastMs, mostMs })).toBe(text)
})
