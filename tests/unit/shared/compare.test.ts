import { describe, expect, test } from 'vitest'
import { geometricMean, outcomes } from '../../../shared/compare.ts'
import type { Experiment } from '../../../shared/experiment.ts'
import type { Run, Trial, TrialResult, TrialStatus } from '../../../shared/run.ts'

const summary = { p50: 1000, p75: 1500, p90: 2000, p99: 4000, p999: null, max: 9000, mean: 1200, count: 1000 }

function trial(
  scenarioId: string,
  round: number,
  goodRatePerSec: number,
  status: TrialStatus = 'succeeded',
): Trial {
  const result: TrialResult = {
    requests: 1000,
    goodRequests: 1000,
    unanswered: 0,
    bytes: 1,
    durationMs: 1000,
    ratePerSec: goodRatePerSec,
    goodRatePerSec,
    errors: { connect: 0, read: 1, write: 0, timeout: 0, status: 2 },
    statusCodes: null,
    latencyUs: { measured: summary, corrected: summary },
    correctionIntervalUs: null,
    originRequests: null,
    samples: [],
    generator: { name: 'wrk', version: '4.2.0', standsFor: null },
    generatorCpu: null,
    generatorLoad: null,
    addresses: [],
  }
  return {
    runId: 'r',
    order: 0,
    round,
    scenarioId,
    slot: 0,
    path: '/',
    load: 'closed',
    status,
    reason: null,
    result: status === 'failed' ? null : result,
  }
}

const run = {
  scenarios: [
    { id: 'elb', title: '' },
    { id: 'slow', title: '' },
  ],
  paths: ['/'],
  rule: { kind: 'fixed', rounds: 1 },
} as unknown as Run
const experiment = {
  baseline: 'elb',
  paths: ['/', '/other'],
  published: { durationSec: 30, totals: { elb: [3000, 1], slow: [300, null] } },
} as unknown as Experiment

describe('outcomes', () => {
  test('takes ratios within a round, then their geometric mean, so that drift between rounds cancels', () => {
    const cells = outcomes(
      run,
      [trial('elb', 1, 1000), trial('slow', 1, 100), trial('elb', 2, 4000), trial('slow', 2, 400)],
      experiment,
    )
    expect(cells[1]?.shareOfBaseline).toBeCloseTo(0.1, 10)
    expect(cells[1]?.goodRatePerSec).toBeCloseTo(200, 10)
    expect(cells[0]?.shareOfBaseline).toBeCloseTo(1, 10)
  })

  test('leaves a round out whose baseline or own trial is not valid, and says how many are left', () => {
    const trials = [
      trial('elb', 1, 1000),
      trial('slow', 1, 100),
      trial('elb', 2, 1000, 'invalid'),
      trial('slow', 2, 900),
      trial('slow', 3, 1, 'failed'),
    ]
    const slow = outcomes(run, trials, experiment)[1]
    expect(slow).toMatchObject({ rounds: 3, validRounds: 2, errors: 6 })
    expect(slow?.shareOfBaseline).toBeCloseTo(0.1, 10)
  })

  test('counts complete rounds at closed load only, and both slots of the baseline as one round', () => {
    const trials = [
      trial('elb', 1, 1000),
      { ...trial('elb', 1, 4000), slot: 1 },
      trial('slow', 1, 500),
      { ...trial('slow', 1, 7), load: 'light' as const },
      { ...trial('slow', 1, 9), load: 'diagnosis' as const },
      trial('elb', 2, 1000),
      trial('slow', 2, 1, 'pending'),
    ]
    const [elb, slow] = outcomes(run, trials, experiment)
    expect(elb).toMatchObject({ rounds: 1, validRounds: 1, requests: 2000, shareOfBaseline: 1 })
    expect(elb?.goodRatePerSec).toBeCloseTo(2000, 10)
    expect(slow).toMatchObject({ rounds: 1, validRounds: 1, requests: 1000 })
    expect(slow?.shareOfBaseline).toBeCloseTo(0.25, 10)
  })

  test('has no figure where nothing valid was measured', () => {
    const cells = outcomes(run, [trial('elb', 1, 1000, 'failed')], undefined)
    expect(cells[0]).toMatchObject({
      goodRatePerSec: null,
      shareOfBaseline: null,
      p50Us: null,
      published: null,
    })
  })

  test('sets the published totals beside them as rates and shares', () => {
    const cells = outcomes(run, [trial('elb', 1, 1)], experiment)
    expect(cells.map((cell) => cell.published)).toEqual([
      { ratePerSec: 100, shareOfBaseline: 1 },
      { ratePerSec: 10, shareOfBaseline: 0.1 },
    ])
  })
})

test('a geometric mean needs positive numbers', () => {
  expect(geometricMean([1, 100])).toBeCloseTo(10, 10)
  expect(geometricMean([])).toBeNull()
  expect(geometricMean([1, 0])).toBeNull()
})
