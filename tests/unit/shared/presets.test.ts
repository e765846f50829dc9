import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { loadFaults } from '../../../shared/load-rules.ts'
import { measuringTime } from '../../../shared/measuring-time.ts'
import { presetOf, presetPlan, presets, roundsWithin, usualPreset } from '../../../shared/presets.ts'
import { allowanceOf } from '../../../shared/trial-time.ts'

const experiment = openCatalog().experiment('proxy-2017')
const { scenarios } = experiment
const minutesOf = (preset: (typeof presets)[number], chosen = scenarios): number => {
  const plan = { ...presetPlan(preset, experiment, chosen), scenarios: chosen, floors: 0 }
  const { roundMs, rounds } = measuringTime(plan, allowanceOf({ kind: 'profile' }))
  return (roundMs * rounds.most) / 60_000
}

describe('the table of rule 17', () => {
  test('quick: one path, 4 rounds, 3 + 1 s, no light load, in 2:20', () => {
    expect(presetPlan('quick', experiment, scenarios)).toEqual({
      paths: ['/'],
      load: {
        ...experiment.load,
        rounds: 4,
        durationSec: 3,
        leadIn: { kind: 'load', seconds: 1 },
        spread: true,
      },
    })
    expect(minutesOf('quick')).toBeCloseTo(2 + 20 / 60, 10)
  })

  test('standard: one path until sure, 8 + 3 s, light load, in 15 min for 5 scenarios', () => {
    const { load, paths } = presetPlan('standard', experiment, scenarios)
    expect(paths).toEqual(['/'])
    expect(load).toEqual({
      ...experiment.load,
      rounds: 6,
      durationSec: 8,
      leadIn: { kind: 'load', seconds: 3 },
      untilSure: { same: 0.05, precise: 0.1 },
      light: true,
      spread: true,
    })
    expect(Math.round(minutesOf('standard'))).toBe(15)
  })

  test('exact: what the experiment says, on the first address, in 11:00', () => {
    const { load, paths } = presetPlan('exact', experiment, scenarios)
    expect([load, paths]).toEqual([experiment.load, experiment.paths])
    expect([load.spread, load.light, load.untilSure]).toEqual([false, false, null])
    expect(minutesOf('exact')).toBeCloseTo(11, 10)
  })

  test.each([
    [1, 12],
    [2, 12],
    [3, 11],
    [4, 7],
    [5, 6],
  ])('until sure with %i scenarios takes at most %i rounds', (count, rounds) => {
    expect(presetPlan('standard', experiment, scenarios.slice(0, count)).load.rounds).toBe(rounds)
  })
})

test.each(presets)('%s can be driven, and is known again', (preset) => {
  const plan = presetPlan(preset, experiment, scenarios)
  expect(loadFaults(plan.load)).toEqual([])
  expect(presetOf({ ...plan, scenarios }, experiment)).toBe(preset)
  const own = { ...plan.load, connections: 25 }
  expect(presetOf({ ...plan, load: own, scenarios }, experiment)).toBeNull()
})

test('own answers make no difference to a preset, but to the exact one', () => {
  const service = { timeMs: 80, answer: { kind: 'page' }, request: { kind: 'get' } } as const
  const answers = { service, margins: { same: 0.02, precise: 0.2 } }
  for (const preset of ['quick', 'standard'] as const) {
    const plan = presetPlan(preset, experiment, scenarios, answers)
    expect(plan.load.service).toEqual(service)
    expect(presetOf({ ...plan, scenarios }, experiment)).toBe(preset)
  }
  const replay = { load: { ...experiment.load, service }, paths: experiment.paths, scenarios }
  expect(presetOf(replay, experiment)).toBeNull()
})

test('a number that is missing leaves the fewest rounds', () => {
  const { load, paths } = presetPlan('standard', experiment, scenarios)
  const without = { ...load, durationSec: Number.NaN }
  expect(roundsWithin({ load: without, paths, scenarios, floors: 0 })).toBe(6)
  const noTime = { ...load, service: { ...load.service, timeMs: Number.NaN } }
  expect(roundsWithin({ load: noTime, paths, scenarios: scenarios.slice(0, 2), floors: 0 })).toBe(12)
})

test('a real account is asked for a decision, the practice account for a first look', () => {
  expect(usualPreset({ kind: 'practice' })).toBe('quick')
  expect([usualPreset({ kind: 'profile' }), usualPreset({ kind: 'environment' })]).toEqual([
    'standard',
    'standard',
  ])
})
