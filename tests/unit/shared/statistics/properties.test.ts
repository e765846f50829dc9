import { describe, expect, test } from 'vitest'
import { mulberry32 } from '../../../../shared/random.ts'
import { addedLatency } from '../../../../shared/statistics/added-latency.ts'
import { estimate } from '../../../../shared/statistics/interval.ts'
import { defaultMargins } from '../../../../shared/statistics/level.ts'
import { roundValues, type RatesByPath } from '../../../../shared/statistics/round-values.ts'
import { forecastShare } from '../../../../shared/statistics/service-time.ts'
import { verdictOf } from '../../../../shared/statistics/verdict.ts'

const random = mulberry32(7)
const between = (low: number, high: number): number => low + (high - low) * random()

/** Rates of a scenario on two paths over some rounds, around a level; some trials are not valid. */
function someRates(level: number, rounds: number, lost = 0): RatesByPath {
  const block = () => [random() < lost ? null : level * between(0.9, 1.1)]
  const blocks = () => Array.from({ length: rounds }, block)
  return { '/': blocks(), '/zip': blocks() }
}

function scaled(rates: RatesByPath, factor: number): RatesByPath {
  return Object.fromEntries(
    Object.entries(rates).map(([path, blocks]) => [
      path,
      blocks.map((block) => block.map((rate) => (rate === null ? null : rate * factor))),
    ]),
  )
}

const paths = ['/', '/zip']
const cases = Array.from({ length: 40 }, (_, place) => {
  const rounds = 3 + (place % 10)
  return {
    rounds,
    baseline: someRates(8_000, rounds, 0.02),
    scenarios: {
      a: someRates(1_800, rounds, 0.05),
      b: someRates(900, rounds, 0.05),
      c: someRates(8_000, rounds),
    },
  }
})

describe('one value per round', () => {
  test.each(cases)('a machine that is twice as fast keeps the same shares ($rounds rounds)', (one) => {
    const faster = Object.fromEntries(
      Object.entries(one.scenarios).map(([id, rates]) => [id, scaled(rates, 2)]),
    )
    const before = roundValues(one.baseline, one.scenarios, paths)
    const after = roundValues(scaled(one.baseline, 2), faster, paths)
    expect(after.headlinePaths).toEqual(before.headlinePaths)
    for (const [id, ratios] of Object.entries(before.logRatios))
      for (const [round, ratio] of ratios.entries())
        expect(after.logRatios[id]?.[round] ?? null).toEqual(
          ratio === null ? null : expect.closeTo(ratio, 10),
        )
  })

  test.each(cases)('the order of scenarios and paths does not matter ($rounds rounds)', (one) => {
    const turned = Object.fromEntries(Object.entries(one.scenarios).toReversed())
    const before = roundValues(one.baseline, one.scenarios, paths)
    const after = roundValues(one.baseline, turned, paths.toReversed())
    expect(new Set(after.headlinePaths)).toEqual(new Set(before.headlinePaths))
    for (const [id, ratios] of Object.entries(before.logRatios))
      for (const [round, ratio] of ratios.entries())
        expect(after.logRatios[id]?.[round] ?? null).toEqual(
          ratio === null ? null : expect.closeTo(ratio, 10),
        )
  })

  test.each(cases)('an interval holds its point, and is the wider the smaller the error', (one) => {
    for (const ratios of Object.values(roundValues(one.baseline, one.scenarios, paths).logRatios)) {
      const usual = estimate(ratios, 0.05)
      const strict = estimate(ratios, 0.005)
      if (usual.n < 3) continue
      expect(usual.low).toBeLessThan(usual.point ?? 0)
      expect(usual.high).toBeGreaterThan(usual.point ?? Infinity)
      expect(strict.low).toBeLessThan(usual.low ?? 0)
      expect(strict.high).toBeGreaterThan(usual.high ?? Infinity)
    }
  })

  test('a verdict is the same when both sides change places', () => {
    const rule = { kind: 'until-sure', most: 12, ...defaultMargins } as const
    for (const { baseline, scenarios } of cases) {
      for (const ratios of Object.values(roundValues(baseline, scenarios, paths).logRatios)) {
        const turned = ratios.map((ratio) => (ratio === null ? null : -ratio))
        const one = verdictOf(ratios, 0.01, rule, false)
        const other = verdictOf(turned, 0.01, rule, false)
        expect([other.kind, other.reason, other.moreRounds]).toEqual([one.kind, one.reason, one.moreRounds])
      }
    }
  })
})

describe('a forecast for another service time', () => {
  const rounds = (rate: number, lightMs: number) =>
    Array.from({ length: 6 }, () => ({ goodRatePerSec: rate * between(0.98, 1.02), lightMs }))

  test('grows with the service time, towards the baseline', () => {
    const shares = [0, 20, 80, 500].map(
      (serviceMs) =>
        forecastShare(rounds(1_000, 12), rounds(20_000, 1), { connections: 50, serviceMs }, 0.05).point ?? 0,
    )
    expect(shares[0]).toBeCloseTo(0.05, 2)
    expect(shares.toSorted((one, other) => one - other)).toEqual(shares)
    expect(shares[3]).toBeCloseTo(501 / 512, 3)
  })

  test('is missing where the light load was not measured', () => {
    const unknown = [{ goodRatePerSec: 1_000, lightMs: null }]
    expect(
      forecastShare(unknown, rounds(20_000, 1), { connections: 50, serviceMs: 0 }, 0.05).point,
    ).toBeNull()
  })
})

describe('added milliseconds', () => {
  test('are the mean of the differences, within an interval from three rounds on', () => {
    const rounds = [21, 22, 20, 21].map((scenarioMs) => ({ scenarioMs, baselineMs: 1 }))
    const three = addedLatency([...rounds, { scenarioMs: null, baselineMs: 1 }], 0.05)
    // scipy.stats.t.interval(0.95, 3, 20, scipy.stats.sem([20, 21, 19, 20]))
    expect(three).toEqual({
      n: 4,
      addedMs: 20,
      lowMs: expect.closeTo(18.7008, 4) as number,
      highMs: expect.closeTo(21.2992, 4) as number,
    })
    expect(addedLatency(rounds.slice(0, 2), 0.05)).toMatchObject({ n: 2, lowMs: null })
    expect(addedLatency([], 0.05)).toBeNull()
  })
})
