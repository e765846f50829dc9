import { meanOf, standardDeviation } from './interval.ts'
import { tQuantile } from './student-t.ts'

/** Runs on each side from which on a verdict is given, and from which on they are not few. Rule 10. */
const fewestForVerdict = 3
const fewestWithoutMark = 5

/** Runs against runs: here the runs are the samples. */
export interface BetweenRuns {
  /** Geometric mean of the one side ÷ that of the other. */
  ratio: number
  /** Welch's degrees of freedom; null, as the interval, where a side has one run. */
  df: number | null
  half: number | null
  low: number | null
  high: number | null
  /** Three or more on each side. Below, the ratio only describes. */
  verdictAllowed: boolean
  few: boolean
}

/**
 * Welch's interval on the logarithms of one figure per run (the headline share, or the good rate). Rule 10;
 * Welch (1947).
 * @param alpha two-sided error: 0.05 ÷ the number of comparisons
 */
export function betweenRuns(ones: readonly number[], others: readonly number[], alpha: number): BetweenRuns {
  const [x, y] = [ones.map(Math.log), others.map(Math.log)]
  const difference = meanOf(x) - meanOf(y)
  const fewer = Math.min(x.length, y.length)
  const common = {
    ratio: Math.exp(difference),
    verdictAllowed: fewer >= fewestForVerdict,
    few: fewer < fewestWithoutMark,
  }
  const [sdX, sdY] = [standardDeviation(x), standardDeviation(y)]
  if (sdX === null || sdY === null || sdX + sdY === 0)
    return { ...common, df: null, half: null, low: null, high: null }
  const [a, b] = [sdX ** 2 / x.length, sdY ** 2 / y.length]
  const df = (a + b) ** 2 / (a ** 2 / (x.length - 1) + b ** 2 / (y.length - 1))
  const half = tQuantile(df, alpha / 2) * Math.sqrt(a + b)
  return { ...common, df, half, low: Math.exp(difference - half), high: Math.exp(difference + half) }
}
