import type { Rounds } from './rounds.ts'
import type { Rule, Trial } from './run.ts'
import { addedLatency, type AddedLatency } from './statistics/added-latency.ts'
import { estimate, type Estimate, type LogRatios } from './statistics/interval.ts'
import { comparisonCount, levelOf } from './statistics/level.ts'
import { percentileUse } from './statistics/percentile-rule.ts'
import { lostRequests } from './trial-errors.ts'

/** Light load offers these: a p99 would take thousands of requests a trial. Rule 11. */
const lightPercentiles = { p50: 0.5, p90: 0.9 } as const
export type LightPercentile = keyof typeof lightPercentiles

/** A scenario's latency with one connection. */
export interface LightLatency {
  scenarioId: string
  percentile: LightPercentile
  /** Milliseconds: point and interval of rule 7 on the logarithm of the value per round. */
  absoluteMs: Estimate
  /** ln of the milliseconds in each complete round; null for a round without a valid trial. */
  logMs: LogRatios
  /**
   * What it adds to the baseline; null for the baseline itself, for floors, and where a trial of one of the
   * two has too few requests beyond the percentile to compare it.
   */
  added: AddedLatency | null
}

/** The scenarios of a run by what they are compared with, by id. */
export interface ComparedParts {
  baseline: string
  others: readonly string[]
  /** Compared with nothing: see `floors.ts`. */
  floors: readonly string[]
}

/**
 * Latency at light load, scenario by scenario: p50 and p90, from complete rounds. Empty where the run has no
 * light load. Differences share the error of 0.05 over other scenarios × percentiles. Rule 11.
 * Floors have absolute figures only.
 */
export function lightLatencies(
  rounds: Rounds,
  { baseline, others, floors }: ComparedParts,
  rule: Rule,
): LightLatency[] {
  const names = Object.keys(lightPercentiles) as LightPercentile[]
  const alpha = levelOf(rule, comparisonCount(others.length * names.length, false))
  return [baseline, ...others, ...floors].flatMap((scenarioId) =>
    names.flatMap((percentile): LightLatency[] => {
      const own = valuesOf(rounds, scenarioId, percentile)
      const base = valuesOf(rounds, baseline, percentile)
      const logMs = own.map((one) => (one?.ms ? Math.log(one.ms) : null))
      const absoluteMs = estimate(logMs, alpha)
      if (absoluteMs.n === 0) return []
      const comparable = [...own, ...base].every((one) => one === null || one.compare)
      const pairs = own.map((one, place) => ({
        scenarioMs: one?.ms ?? null,
        baselineMs: base[place]?.ms ?? null,
      }))
      const added = others.includes(scenarioId) && comparable ? addedLatency(pairs, alpha) : null
      return [{ scenarioId, percentile, absoluteMs, logMs, added }]
    }),
  )
}

interface LightValue {
  ms: number | null
  compare: boolean
}

/** A percentile of a scenario at light load in each complete round; null for a trial that is not valid. */
function valuesOf(rounds: Rounds, scenarioId: string, percentile: LightPercentile): (LightValue | null)[] {
  return rounds.complete.map((round) => valueOf(rounds.light(scenarioId, round), percentile))
}

function valueOf(trial: Trial | undefined, percentile: LightPercentile): LightValue | null {
  if (trial?.status !== 'succeeded' || trial.result === null) return null
  const { measured } = trial.result.latencyUs
  const us = measured[percentile]
  const lost = lostRequests(trial.result)
  return {
    ms: us === null ? null : us / 1000,
    compare: percentileUse(measured.count, lightPercentiles[percentile], lost).compare,
  }
}
