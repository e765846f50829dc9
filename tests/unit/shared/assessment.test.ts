import { describe, expect, test } from 'vitest'
import { assess } from '../../../shared/assessment.ts'
import { mulberry32 } from '../../../shared/random.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { planTrials } from '../../../shared/schedule.ts'
import { couldHaveSeen } from '../../../shared/statistics/detectable.ts'
import { defaultMargins } from '../../../shared/statistics/level.ts'
import { aRun, aTrialResult, recorded } from '../../examples.ts'

const scenarios = ['elb', 'lambda-512', 'http-proxy'].map((id) => ({ id, title: id }))
const untilSure: Run['rule'] = { kind: 'until-sure', most: 8, ...defaultMargins }
const rates: Record<string, number> = { elb: 8_000, 'lambda-512': 920, 'http-proxy': 1_800 }
const lightUs: Record<string, number> = { elb: 1_000, 'lambda-512': 15_000, 'http-proxy': 22_000 }

/** A run whose trials have been made for its first rounds, with 2 % of noise. */
function someTrials(rounds: number, made: number, twice = false): Trial[] {
  const random = mulberry32(3)
  const noise = (): number => 0.98 + 0.04 * random()
  const planned = planTrials({
    scenarios: scenarios.map(({ id }) => id),
    paths: ['/'],
    rounds,
    seed: 5,
    light: true,
    ...(twice && { twice: 'elb' }),
  })
  return planned.map((trial) => {
    const p50 = (lightUs[trial.scenarioId] ?? 0) * noise()
    const measured = { ...aTrialResult().latencyUs.measured, p50 }
    const result = aTrialResult({
      goodRatePerSec: (rates[trial.scenarioId] ?? 0) * noise(),
      latencyUs: { measured, corrected: measured },
    })
    return recorded('r1', trial, trial.round <= made ? result : null)
  })
}

const run = aRun({ scenarios, rule: untilSure })
const experiment = { baseline: 'elb' }

describe('assess', () => {
  test('gives each scenario a verdict, added latency and what could have been seen', () => {
    const found = assess(run, someTrials(8, 6), experiment)
    expect(found).toMatchObject({
      completeRounds: 6,
      headlinePaths: ['/'],
      againstItself: null,
      resemblance: null,
    })
    expect(
      found?.scenarios.map(({ scenarioId, validRounds, verdict }) => [
        scenarioId,
        validRounds,
        verdict?.kind,
      ]),
    ).toEqual([
      ['lambda-512', 6, 'different'],
      ['http-proxy', 6, 'different'],
    ])
    const proxy = found?.scenarios[1]
    expect(proxy?.verdict?.estimate.point).toBeCloseTo(0.225, 2)
    expect(proxy?.added?.addedMs).toBeCloseTo(21, 0)
    expect(proxy?.paths[0]?.estimate.point).toBe(proxy?.verdict?.estimate.point)
    expect(proxy?.verdict && couldHaveSeen(proxy.verdict.estimate, found?.alpha ?? 1)?.down).toBeLessThan(0.1)
    expect(found?.leader).toMatchObject({ id: 'http-proxy', named: true })
  })

  test('an unfinished round enters no figure', () => {
    const six = someTrials(8, 6)
    const begun = someTrials(8, 7).map((trial) =>
      trial.round === 7 && trial.scenarioId === 'http-proxy'
        ? { ...trial, status: 'pending' as const }
        : trial,
    )
    expect(begun.filter(({ status }) => status === 'succeeded').length).toBeGreaterThan(
      six.filter(({ status }) => status === 'succeeded').length,
    )
    expect(assess(run, begun, experiment)).toEqual(assess(run, six, experiment))
  })

  test('a scenario that loses too many rounds is not ranked, and the others are', () => {
    const trials = someTrials(8, 6).map((trial) =>
      trial.scenarioId === 'lambda-512' && trial.round <= 2 && trial.load === 'closed'
        ? { ...trial, status: 'invalid' as const }
        : trial,
    )
    expect(assess(run, trials, experiment)?.scenarios).toMatchObject([
      { ranked: false, verdict: null },
      { ranked: true, verdict: { kind: 'different' } },
    ])
  })

  test('a baseline that runs twice is compared with itself, and counts as a comparison', () => {
    const once = assess(run, someTrials(8, 6), experiment)
    const twice = assess(run, someTrials(8, 6, true), experiment)
    expect(twice?.alpha).toBeCloseTo(((once?.alpha ?? 0) * 2) / 3, 12)
    expect(twice?.againstItself).toMatchObject({ tripped: false })
    expect(twice?.againstItself?.estimate.point).toBeCloseTo(1, 1)
  })

  test('a baseline that differs from itself leaves no verdict', () => {
    const trials = someTrials(8, 6, true).map((trial) =>
      trial.slot === 1 && trial.result
        ? { ...trial, result: { ...trial.result, goodRatePerSec: trial.result.goodRatePerSec * 0.8 } }
        : trial,
    )
    const found = assess(run, trials, experiment)
    expect(found?.againstItself?.tripped).toBe(true)
    for (const { verdict } of found?.scenarios ?? [])
      expect(verdict).toMatchObject({ kind: 'unknown', reason: 'baseline-differs-from-itself' })
  })

  test('without its baseline a run has no shares', () => {
    expect(assess(run, someTrials(8, 6), undefined)).toBeNull()
    expect(assess({ ...run, scenarios: scenarios.slice(1) }, [], experiment)).toBeNull()
  })
})
