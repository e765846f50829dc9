import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../../shared/run.ts'
import { betweenRuns } from '../../../../shared/statistics/between-runs.ts'
import { detectable } from '../../../../shared/statistics/detectable.ts'
import { gateExitCode, judge, type GateOutcome } from '../../../../shared/statistics/gate.ts'
import { estimate, type LogRatios } from '../../../../shared/statistics/interval.ts'
import { leaderOf } from '../../../../shared/statistics/leader.ts'
import { comparisonCount, defaultMargins, levelOf } from '../../../../shared/statistics/level.ts'
import { percentileUse } from '../../../../shared/statistics/percentile-rule.ts'
import { resemblance } from '../../../../shared/statistics/resemblance.ts'
import { roundValues, type RatesByPath } from '../../../../shared/statistics/round-values.ts'
import { tQuantile } from '../../../../shared/statistics/student-t.ts'
import { hasTripped, lookAt, type Look } from '../../../../shared/statistics/until-sure.ts'
import { roundsToSettle, verdictOf } from '../../../../shared/statistics/verdict.ts'
import { williamsRows } from '../../../../shared/statistics/williams.ts'

/*
 * Expected values made with scipy. Each kind of vector has one function here, which answers in the words of
 * the vectors; a kind without one fails.
 */
interface Vector {
  id: string
  kind: string
  input: never
  expected: Record<string, unknown>
  relativeTolerance: number
}

const file = new URL('../../../fixtures/statistics-vectors.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }

type Mode = 'fixed' | 'sure'
const ruleOf = (mode: Mode, rounds: number): Rule =>
  mode === 'sure' ? { kind: 'until-sure', most: rounds, ...defaultMargins } : { kind: 'fixed', rounds }

interface Run {
  mode: Mode
  mostRounds: number
  comparisons: number
  logRatios: Record<string, LogRatios>
  baselineAgainstItself: LogRatios | null
}

/** Looks after each round from the fifth to the one that stops it. */
function looksOf(run: Run): Look[] {
  const looks: Look[] = []
  for (let round = 5; round <= run.mostRounds; round += 1) {
    const look = lookAt(run, round, ruleOf(run.mode, run.mostRounds), run.comparisons)
    looks.push(look)
    if (look.stop) break
  }
  return looks
}

interface Rates {
  baseline: string
  scenarios: string[]
  paths: string[]
  goodRates: Record<string, Record<string, (number | null | (number | null)[])[]>>
}

const byPath = (rates: Rates['goodRates'][string]): RatesByPath =>
  Object.fromEntries(
    Object.entries(rates).map(([path, rounds]) => [
      path,
      rounds.map((rate) => (Array.isArray(rate) ? rate : [rate])),
    ]),
  )

const answers: Record<string, (input: never) => unknown> = {
  level: (input: {
    cases: { mode: Mode; mostRounds: number; otherScenarios: number; baselineTwice: boolean }[]
  }) => ({
    results: input.cases.map(({ mode, mostRounds, otherScenarios, baselineTwice }) => {
      const comparisons = comparisonCount(otherScenarios, baselineTwice)
      const alpha = levelOf(ruleOf(mode, mostRounds), comparisons)
      return { comparisons, alpha, quantileAt: 1 - alpha / 2 }
    }),
  }),
  tQuantile: ({ p, upperTail, df }: { p: number; upperTail?: number; df: number[] }) => ({
    t: df.map((one) => tQuantile(one, upperTail ?? Number((1 - p).toPrecision(12)))),
  }),
  interval: ({ logRatios, alpha }: { logRatios: LogRatios; alpha: number }) => {
    const { range, ...found } = estimate(logRatios, alpha)
    return { ...found, rangeLow: range?.[0], rangeHigh: range?.[1] }
  },
  headline: ({ baseline, scenarios, paths, goodRates }: Rates) => {
    const { headlinePaths, ...values } = roundValues(
      byPath(goodRates[baseline] ?? {}),
      Object.fromEntries(scenarios.map((id) => [id, byPath(goodRates[id] ?? {})])),
      paths,
    )
    return { paths: headlinePaths, ...values }
  },
  verdict: (input: {
    mode: Mode
    alpha: number
    logRatios: LogRatios
    baselineDiffersFromItself: boolean
  }) => {
    const { mode, alpha, logRatios, baselineDiffersFromItself } = input
    const found = verdictOf(logRatios, alpha, ruleOf(mode, 8), baselineDiffersFromItself)
    const marks = [
      ...(found.mayBeTooSmallToMatter ? ['may-be-too-small-to-matter'] : []),
      ...(found.fewRounds ? ['few-rounds'] : []),
    ]
    const { low, high } = found.estimate
    return { verdict: found.kind, reason: found.reason, marks, low, high }
  },
  stopping: (run: Run) => {
    const looks = looksOf(run)
    const last = looks.at(-1)
    if (last === undefined) throw new Error('There was no look.')
    const rule = ruleOf(run.mode, run.mostRounds)
    const verdicts = Object.entries(run.logRatios).map(([id, ratios]) => {
      const soFar = ratios.slice(0, last.round)
      return [id, verdictOf(soFar, levelOf(rule, run.comparisons), rule, last.tripped)] as const
    })
    const settled = Object.values(last.settled).every(Boolean) && !last.tripped
    return {
      looks: looks.map(({ tripped, ...look }) => ({ ...look, aaTripped: tripped })),
      stoppedAfter: last.round,
      reason: settled ? 'settled' : 'most-rounds',
      verdicts: Object.fromEntries(verdicts.map(([id, { kind }]) => [id, kind])),
      intervals: Object.fromEntries(
        verdicts.map(
          ([
            id,
            {
              estimate: { low, high },
            },
          ]) => [id, { low, high }],
        ),
      ),
    }
  },
  forecast: ({ logRatios, alpha }: { logRatios: LogRatios; alpha: number }) => ({
    moreRounds: roundsToSettle(estimate(logRatios, alpha), alpha, defaultMargins),
  }),
  detectable: ({ n, alpha, sd }: { n: number; alpha: number; sd: number }) => detectable(n, alpha, sd),
  welch: ({ x, y, alpha }: { x: number[]; y: number[]; alpha: number }) => {
    const { few, ...found } = betweenRuns(x, y, alpha)
    expect(few).toBe(Math.min(x.length, y.length) < 5)
    return found
  },
  baselineAgainstItself: ({ logRatios, alpha }: { logRatios: LogRatios; alpha: number }) => {
    const found = estimate(logRatios, alpha)
    return { point: found.point, low: found.low, high: found.high, tripped: hasTripped(found) }
  },
  resemblance: ({ logRatios }: { logRatios: number[][] }) => resemblance(logRatios),
  order: ({ cases }: { cases: { slots: number }[] }) => ({
    results: cases.map(({ slots }) => ({ rows: williamsRows(slots) })),
  }),
  leader: ({ logRatios, alpha }: { logRatios: Record<string, LogRatios>; alpha: number }) => {
    const leader = leaderOf(logRatios, alpha)
    return {
      first: leader?.id,
      named: leader?.named,
      notToldApart: leader?.notToldApart,
      against: Object.fromEntries(
        Object.entries(leader?.against ?? {}).map(([id, { low, high }]) => [id, { low, high }]),
      ),
    }
  },
  gate: ({
    cases,
  }: {
    cases: { low: number | null; high: number | null; failIf: '<' | '>'; limit: number }[]
  }) => ({
    results: cases.map(({ low, high, failIf, limit }) => judge({ low, high }, { comparison: failIf, limit })),
  }),
  exitCode: ({ cases }: { cases: { results: GateOutcome[]; strict: boolean }[] }) => ({
    results: cases.map(({ results, strict }) => gateExitCode(results, strict)),
  }),
  percentile: ({ cases }: { cases: { count: number; p: number; lost: number }[] }) => ({
    results: cases.map(({ count, p, lost }) => percentileUse(count, p, lost)),
  }),
}

/** Expects the same shape, with numbers within a relative tolerance (or 1e-12 absolute, near 0). */
function expectClose(found: unknown, expected: unknown, tolerance: number, place: string): void {
  if (typeof expected === 'number' && typeof found === 'number') {
    const off = Math.abs(found - expected)
    if (off > Math.max(Math.abs(expected) * tolerance, 1e-12))
      expect.fail(`${place}: ${found} instead of ${expected}`)
  } else if (typeof expected === 'object' && expected !== null) {
    if (Array.isArray(expected)) expect((found as unknown[]).length, place).toBe(expected.length)
    for (const [key, value] of Object.entries(expected))
      expectClose((found as Record<string, unknown>)[key], value, tolerance, `${place}.${key}`)
  } else {
    expect(found, place).toBe(expected)
  }
}

describe('the figures that scipy made', () => {
  test('there are 79, of 16 kinds', () => {
    expect(vectors.length).toBe(79)
    expect(new Set(vectors.map(({ kind }) => kind)).size).toBe(16)
  })

  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (id, vector) => {
    const answer = answers[vector.kind]
    if (answer === undefined) throw new Error(`Nothing computes a ${vector.kind}.`)
    expectClose(answer(vector.input), vector.expected, vector.relativeTolerance, id)
  })
})
