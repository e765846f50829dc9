import { meanOf } from './interval.ts'

/** Rounds from which on resemblance is looked at, and the quantile of its test. Rule 9. */
const fewestRounds = 8
const quantile = 2.33

/** How much neighbouring rounds resemble each other. */
export interface Resemblance {
  /** c = mean lag-1 autocorrelation + 1/n. */
  lag1: number
  threshold: number
  /** Intervals may be too narrow. */
  flagged: boolean
  /** The autocorrelation itself, within 0-0.95: c / (1 − 3/n), as Marriott and Pope (1954) give the bias. */
  estimate: number
}

/**
 * Whether rounds resemble their neighbours, over all compared scenarios. Rule 9.
 * @param series ln ratios of one scenario each, without lost rounds; all equally long
 * @returns null below eight rounds
 */
export function resemblance(series: readonly (readonly number[])[]): Resemblance | null {
  const n = Math.min(...series.map((values) => values.length))
  const m = series.length
  if (m === 0 || n < fewestRounds) return null
  const lag1 = meanOf(series.map(lagOneAutocorrelation)) + 1 / n
  const variance = ((n - 2) ** 2 / (n ** 2 * (n - 1))) * ((1 + (m - 1) / 4) / m)
  const threshold = quantile * Math.sqrt(variance)
  const corrected = lag1 / (1 - 3 / n)
  return { lag1, threshold, flagged: lag1 > threshold, estimate: Math.min(0.95, Math.max(0, corrected)) }
}

/** Σ (x_i − x̄)(x_(i+1) − x̄) / Σ (x_i − x̄)²; 0 where all values are the same. */
function lagOneAutocorrelation(values: readonly number[]): number {
  const mean = meanOf(values)
  const around = values.map((value) => value - mean)
  const total = around.reduce((sum, value) => sum + value * value, 0)
  if (total === 0) return 0
  return around.slice(1).reduce((sum, value, before) => sum + value * (around[before] ?? 0), 0) / total
}
