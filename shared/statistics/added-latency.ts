import { meanOf, standardDeviation } from './interval.ts'
import { tQuantile } from './student-t.ts'

/** What a scenario adds to the baseline's latency, in milliseconds. */
export interface AddedLatency {
  n: number
  addedMs: number
  /** Null below three rounds. */
  lowMs: number | null
  highMs: number | null
}

/**
 * Added milliseconds at light load: Student's interval on the difference to the baseline, one value per
 * round. Rule 11.
 * @param rounds a percentile of the scenario and of the baseline in the same round, in milliseconds; null
 *   where it was not measured
 * @returns null without a round that has both
 */
export function addedLatency(
  rounds: readonly { scenarioMs: number | null; baselineMs: number | null }[],
  alpha: number,
): AddedLatency | null {
  const added = rounds.flatMap(({ scenarioMs, baselineMs }) =>
    scenarioMs === null || baselineMs === null ? [] : [scenarioMs - baselineMs],
  )
  if (added.length === 0) return null
  const n = added.length
  const mean = meanOf(added)
  const sd = standardDeviation(added)
  if (sd === null || n < 3) return { n, addedMs: mean, lowMs: null, highMs: null }
  const half = (tQuantile(n - 1, alpha / 2) * sd) / Math.sqrt(n)
  return { n, addedMs: mean, lowMs: mean - half, highMs: mean + half }
}
