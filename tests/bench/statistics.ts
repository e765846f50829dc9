/** Two-sided 90 % quantiles of Student's t by degrees of freedom (1-19). */
const t90 = [
  6.314, 2.92, 2.353, 2.132, 2.015, 1.943, 1.895, 1.86, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753,
  1.746, 1.74, 1.734, 1.729,
]

/** Geometric mean of ratios with its 90 % t-interval, taken on the logarithms. Needs 2 to 20 ratios. */
export function ratioInterval(ratios: readonly number[]): { mean: number; low: number; high: number } {
  const logs = ratios.map(Math.log)
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1)
  const t = t90[logs.length - 2]
  if (t === undefined) throw new Error(`An interval needs 2 to 20 ratios, not ${ratios.length}.`)
  const half = t * Math.sqrt(variance / logs.length)
  return { mean: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) }
}
