import type { TrialResult } from './run.ts'

/** First and last third may differ by this share before it counts. */
const mostDrift = 0.1
/** They must also differ by this many standard errors of their difference. */
const leastT = 3

/**
 * Whether the seconds of a trial drift: its first and last thirds differ by more than 10 %, and by more
 * than chance (Welch's t above 3). Needs two seconds a third; false with fewer.
 */
export function isUnsteady(samples: TrialResult['samples']): boolean {
  const third = Math.floor(samples.length / 3)
  if (third < 2) return false
  const first = spread(samples.slice(0, third))
  const last = spread(samples.slice(-third))
  if (first.mean === 0 && last.mean === 0) return false
  const drift = Math.abs(last.mean - first.mean) / Math.max(first.mean, last.mean)
  const error = Math.sqrt((first.variance + last.variance) / third)
  return drift > mostDrift && (error === 0 || Math.abs(last.mean - first.mean) / error > leastT)
}

function spread(samples: TrialResult['samples']): { mean: number; variance: number } {
  const mean = samples.reduce((sum, { requests }) => sum + requests, 0) / samples.length
  const squares = samples.reduce((sum, { requests }) => sum + (requests - mean) ** 2, 0)
  return { mean, variance: squares / (samples.length - 1) }
}
