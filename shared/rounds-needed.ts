import type { Load } from './experiment.ts'
import { ruleOf, runsBaselineTwice } from './rule.ts'
import { detectable } from './statistics/detectable.ts'
import { comparisonCount, levelOf } from './statistics/level.ts'
import { tQuantile } from './statistics/student-t.ts'
import { firstLook, mostRounds } from './statistics/look-rounds.ts'

/** How much a share is assumed to vary from round to round, before anything was measured. Rule 9. */
export const assumedSd = 0.07

/**
 * The rounds after which an interval is expected to reach at most a margin to either side: the smallest
 * n ≥ 5 with t(n − 1; 1 − a/2) · s / √n ≤ ln(1 + margin), for the a of a run until sure that may take n
 * rounds. Rules 7 and 8; null where 30 rounds would not do.
 */
export function roundsNeeded(
  load: Pick<Load, 'rounds' | 'untilSure'>,
  otherScenarios: number,
  margin: number,
  sd: number = assumedSd,
): number | null {
  if (load.untilSure === null) return null
  const comparisons = comparisonCount(otherScenarios, runsBaselineTwice(load, otherScenarios))
  for (let n = firstLook; n <= mostRounds; n += 1) {
    const rule = ruleOf({ ...load, rounds: Math.max(n, load.rounds) })
    const half = (tQuantile(n - 1, levelOf(rule, comparisons) / 2) * sd) / Math.sqrt(n)
    if (half <= Math.log1p(margin)) return n
  }
  return null
}

/**
 * The smallest difference that a run is expected to see, as a fraction of the baseline upwards and
 * downwards; null where it has too few rounds for an interval. Rule 9.
 */
export function differenceSeen(
  load: Pick<Load, 'rounds' | 'untilSure'>,
  otherScenarios: number,
  sd: number = assumedSd,
): { up: number; down: number } | null {
  if (!(load.rounds >= 3) || otherScenarios < 1) return null
  const twice = runsBaselineTwice(load, otherScenarios)
  const { up, down } = detectable(
    load.rounds,
    levelOf(ruleOf(load), comparisonCount(otherScenarios, twice)),
    sd,
  )
  return { up, down }
}
