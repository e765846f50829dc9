import type { Summary } from './latency.ts'
import { percentileUse } from './statistics/percentile-rule.ts'

/**
 * Exact latencies: pairs of a value in whole microseconds and how often it occurred, sorted by value, every
 * count positive. Histograms merge by addition; percentiles of different histograms are never averaged.
 */
export type Histogram = readonly (readonly [valueUs: number, count: number])[]

/** Sorts and drops what is zero. Throws a RangeError on a negative count, which no measurement has. */
function fromCounts(counts: ReadonlyMap<number, number>): Histogram {
  const pairs: [number, number][] = []
  for (const [value, count] of counts) {
    if (count < 0) throw new RangeError(`The histogram would hold ${count} requests of ${value} µs.`)
    if (count > 0) pairs.push([value, count])
  }
  return pairs.toSorted((a, b) => a[0] - b[0])
}

/** All of them together. */
export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const counts = new Map<number, number>()
  for (const histogram of histograms)
    for (const [value, count] of histogram) counts.set(value, (counts.get(value) ?? 0) + count)
  return fromCounts(counts)
}

/** How many requests it holds. */
export function countOf(histogram: Histogram): number {
  return histogram.reduce((sum, [, count]) => sum + count, 0)
}

/** The largest value in microseconds, or null where it is empty. */
export function maxOf(histogram: Histogram): number | null {
  return histogram.at(-1)?.[0] ?? null
}

/**
 * The interval of wrk's correction, in microseconds: what a connection took for one request on average.
 * Null where wrk does not correct, which is when there was less than one request for each connection
 * (wrk.c, 4.1.0 and 4.2.0). Both divisions drop the rest.
 */
export function correctionInterval(trial: {
  durationUs: number
  requests: number
  connections: number
}): number | null {
  const perConnection = Math.floor(trial.requests / trial.connections)
  return perConnection > 0 ? Math.floor(trial.durationUs / perConnection) : null
}

/**
 * wrk's model of coordinated omission (`stats_correct` in its stats.c): a request that took several
 * intervals stands for those that a steady client would have sent meanwhile, each waiting one interval
 * less. Without an interval the histogram stays as it is.
 */
export function correctHistogram(measured: Histogram, intervalUs: number | null): Histogram {
  if (intervalUs === null || intervalUs <= 0) return measured
  const counts = new Map(measured)
  for (const [value, count] of measured) {
    for (let ghost = value - intervalUs; ghost > intervalUs; ghost -= intervalUs)
      counts.set(ghost, (counts.get(ghost) ?? 0) + count)
  }
  return fromCounts(counts)
}

/**
 * Undoes `correctHistogram` exactly: what stands one interval above a value has put one ghost on it for
 * each of its own. Throws a RangeError where the histogram cannot be the outcome of a correction with this
 * interval.
 */
export function invertCorrection(corrected: Histogram, intervalUs: number | null): Histogram {
  if (intervalUs === null || intervalUs <= 0) return corrected
  const counts = new Map(corrected)
  const measured = new Map<number, number>()
  for (const [value, count] of corrected)
    measured.set(value, count - (value > intervalUs ? (counts.get(value + intervalUs) ?? 0) : 0))
  return fromCounts(measured)
}

/**
 * The value at a percentile (0-100) by wrk's rule: rank = round(p/100 · n + 0.5), the largest value beyond
 * the last. Null where empty.
 */
export function percentileOf(histogram: Histogram, percentile: number): number | null {
  const rank = Math.round((percentile / 100) * countOf(histogram) + 0.5)
  let passed = 0
  for (const [value, count] of histogram) {
    passed += count
    if (passed >= rank) return value
  }
  return maxOf(histogram)
}

/** The arithmetic mean in microseconds, or null where it is empty. */
export function meanOf(histogram: Histogram): number | null {
  const count = countOf(histogram)
  return count === 0 ? null : histogram.reduce((sum, [value, times]) => sum + value * times, 0) / count
}

/** Percentile → how many of a thousand requests are slower. */
const tails = { p50: 500, p75: 250, p90: 100, p99: 10, p999: 1 } as const

/**
 * A histogram in eight numbers. A percentile is null where it may not be shown. `lost`: requests whose
 * latency nobody knows (errors, timeouts and unanswered ones).
 */
export function summarize(histogram: Histogram, lost = 0): Summary {
  const count = countOf(histogram)
  const at = (name: keyof typeof tails): number | null =>
    percentileUse(count, 1 - tails[name] / 1000, lost).show
      ? percentileOf(histogram, 100 - tails[name] / 10)
      : null
  const percentiles = { p50: at('p50'), p75: at('p75'), p90: at('p90'), p99: at('p99'), p999: at('p999') }
  return { ...percentiles, max: maxOf(histogram), mean: meanOf(histogram), count }
}
