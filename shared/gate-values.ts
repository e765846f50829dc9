import { ratesOf, type Assessment } from './assessment.ts'
import type { GateCondition, GateMetric } from './gate-grammar.ts'
import { roundsOf } from './rounds.ts'
import type { Run, Trial } from './run.ts'
import { addedLatency } from './statistics/added-latency.ts'
import { estimate, type LogRatios } from './statistics/interval.ts'
import { roundValues, tolerableLosses } from './statistics/round-values.ts'
import { isIdentical } from './statistics/verdict.ts'

/** Why a condition is not judged. Rule 16. */
export type NotJudged =
  | 'measuring-failed'
  | 'not-measured'
  | 'not-ranked'
  | 'few-rounds'
  | 'lost-rounds'
  | 'few-requests'
  | 'identical-rounds'
  | 'baseline-differs-from-itself'
  | 'few-runs'

/** The value of a condition: a fraction, per second or milliseconds. */
export interface GateValue {
  /** How many rounds, or runs of this side, it comes from. */
  n: number
  point: number | null
  low: number | null
  high: number | null
  /** Why it may not be judged; null where it may. */
  reason: NotJudged | null
}

/** A run as a gate reads it; no assessment where its baseline is missing. */
export interface GatedRun {
  run: Run
  trials: readonly Trial[]
  found: Assessment | null
}

const none = { n: 0, point: null, low: null, high: null }

/** A share of the baseline with the interval of its verdict. Rules 7, 8 and 12. */
export function shareValue({ found }: GatedRun, { scenarioId }: GateCondition): GateValue {
  const scenario = found?.scenarios.find((one) => one.scenarioId === scenarioId)
  if (found === null || scenario === undefined) return { ...none, reason: 'not-measured' }
  if (scenario.verdict === null) return { ...none, reason: 'not-ranked' }
  const { n, point, low, high, sd } = scenario.verdict.estimate
  const value = { n, point, low, high }
  if (found.againstItself?.tripped) return { ...value, reason: 'baseline-differs-from-itself' }
  return { ...value, reason: reasonOf(n, isIdentical(sd)) }
}

/** Any other value, at its own level: rule 7 on its logarithm, or rule 11 on added milliseconds. */
export function otherValue(gated: GatedRun, { scenarioId, metric }: GateCondition, alpha: number): GateValue {
  const rates = rateLogs(gated, scenarioId)
  if (rates === null) return { ...none, reason: 'not-ranked' }
  if (metric === 'rate') return logValue(rates, alpha)
  const percentile = metric.endsWith('p50') ? 'p50' : 'p90'
  const lightOf = (id: string | undefined) =>
    gated.found?.light.find((one) => one.scenarioId === id && one.percentile === percentile)
  const own = lightOf(scenarioId)
  if (own === undefined) return { ...none, reason: noLight(gated, scenarioId) }
  if (!isAdded(metric)) return withoutMany(own.logMs, logValue(own.logMs, alpha))
  const base = lightOf(gated.found?.baselineId)
  if (own.added === null || base === undefined) return { ...none, reason: 'few-requests' }
  return addedValue(own.logMs, base.logMs, alpha)
}

export function isAdded(metric: GateMetric): boolean {
  return metric === 'added.p50' || metric === 'added.p90'
}

/**
 * ln of a scenario's good rate in each complete round, over the headline paths; null where it lost more
 * rounds than it may.
 */
function rateLogs({ run, trials, found }: GatedRun, scenarioId: string): LogRatios | null {
  const paths = found?.headlinePaths ?? run.paths
  const rates = ratesOf(roundsOf(trials), scenarioId, paths)
  // Against one request per second, a share is the rate.
  const ones = Object.fromEntries(paths.map((path) => [path, (rates[path] ?? []).map(() => [1])]))
  const ranked = found?.scenarios.find((one) => one.scenarioId === scenarioId)?.ranked ?? true
  return ranked ? (roundValues(ones, { [scenarioId]: rates }, paths).logRatios[scenarioId] ?? null) : null
}

function logValue(logs: LogRatios, alpha: number): GateValue {
  const { n, point, low, high, sd } = estimate(logs, alpha)
  return { n, point, low, high, reason: reasonOf(n, isIdentical(sd)) }
}

function addedValue(own: LogRatios, base: LogRatios, alpha: number): GateValue {
  const pairs = own.map((log, place) => ({ scenarioMs: msOf(log), baselineMs: msOf(base[place] ?? null) }))
  const both = pairs.map(({ scenarioMs, baselineMs }) =>
    scenarioMs === null || baselineMs === null ? null : scenarioMs - baselineMs,
  )
  const added = addedLatency(pairs, alpha)
  if (added === null) return { ...none, reason: 'few-rounds' }
  const { n, addedMs, lowMs, highMs } = added
  const reason = reasonOf(n, lowMs !== null && lowMs === highMs)
  return withoutMany(both, { n, point: addedMs, low: lowMs, high: highMs, reason })
}

function msOf(log: number | null): number | null {
  return log === null ? null : Math.exp(log)
}

/** Rule 7 for light load: a scenario that lost more rounds than it may is not judged by the others. */
function withoutMany(logs: LogRatios, value: GateValue): GateValue {
  const lost = logs.filter((log) => log === null).length
  return lost > tolerableLosses(logs.length) ? { ...value, reason: 'lost-rounds' } : value
}

function reasonOf(n: number, identical: boolean): NotJudged | null {
  if (n < 3) return 'few-rounds'
  return identical ? 'identical-rounds' : null
}

function noLight({ trials }: GatedRun, scenarioId: string): NotJudged {
  const own = trials.filter((trial) => trial.load === 'light' && trial.scenarioId === scenarioId)
  return own.some(({ result }) => result !== null) ? 'few-requests' : 'not-measured'
}
