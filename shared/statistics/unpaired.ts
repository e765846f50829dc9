import { betweenRuns } from './between-runs.ts'
import { standardDeviation, type Estimate } from './interval.ts'

/**
 * What two samples of rounds say about a ratio, where no round of the one belongs to a round of the other:
 * Welch's interval on the logarithms. `n` is the smaller number of rounds, and `sd` what rounds in pairs
 * would have for the same standard error. Rule 10.
 * @param alpha two-sided error of this comparison
 */
export function unpaired(ones: readonly number[], others: readonly number[], alpha: number): Estimate {
  const n = Math.min(ones.length, others.length)
  if (n === 0) return { n, point: null, mean: null, sd: null, half: null, low: null, high: null, range: null }
  const { ratio, half, low, high, verdictAllowed } = betweenRuns(ones, others, alpha)
  const common = { n, point: ratio, mean: Math.log(ratio), sd: commonSd(ones, others, n), range: null }
  return verdictAllowed ? { ...common, half, low, high } : { ...common, half: null, low: null, high: null }
}

function commonSd(ones: readonly number[], others: readonly number[], n: number): number | null {
  const [x, y] = [standardDeviation(ones.map(Math.log)), standardDeviation(others.map(Math.log))]
  if (x === null || y === null) return null
  return Math.sqrt(n * (x ** 2 / ones.length + y ** 2 / others.length))
}
