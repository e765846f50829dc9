import { tQuantile } from './student-t.ts'

/** Natural logarithms of one ratio per round; null for a round that does not count. */
export type LogRatios = readonly (number | null)[]

/** What rounds say about one ratio, rule 7. Ratios are plain numbers, `mean`, `sd` and `half` logarithms. */
export interface Estimate {
  /** Rounds that count. */
  n: number
  /** e^M: the geometric mean of the ratios; null without a round. */
  point: number | null
  mean: number | null
  /** Sample standard deviation of the logarithms; null below two rounds. */
  sd: number | null
  /** t(n − 1; 1 − a/2) · s / √n; null below three rounds, as `low` and `high`. */
  half: number | null
  low: number | null
  high: number | null
  /** The smallest and the largest ratio where there are two rounds, which is too few for an interval. */
  range: readonly [number, number] | null
}

/**
 * The share and its interval e^(M ± h) from one value per round. Rule 7.
 * @param alpha the two-sided error of this comparison, from `levelOf`
 */
export function estimate(logRatios: LogRatios, alpha: number): Estimate {
  const values = logRatios.filter((value) => value !== null)
  const n = values.length
  if (n === 0) return { n, point: null, mean: null, sd: null, half: null, low: null, high: null, range: null }
  const mean = meanOf(values)
  const point = Math.exp(mean)
  const sd = standardDeviation(values)
  if (sd === null || n < 3) {
    const range = n === 2 ? ([Math.exp(Math.min(...values)), Math.exp(Math.max(...values))] as const) : null
    return { n, point, mean, sd, half: null, low: null, high: null, range }
  }
  const half = (tQuantile(n - 1, alpha / 2) * sd) / Math.sqrt(n)
  return { n, point, mean, sd, half, low: Math.exp(mean - half), high: Math.exp(mean + half), range: null }
}

/** The arithmetic mean of at least one number. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The sample standard deviation, with n − 1; null below two values. */
export function standardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}
