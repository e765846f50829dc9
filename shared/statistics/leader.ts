import { estimate, type Estimate, type LogRatios } from './interval.ts'

/** The fastest of the scenarios that are not the baseline. */
export interface Leader {
  id: string
  /** Its interval against each of the others lies above 1: only then it may be called the fastest. */
  named: boolean
  notToldApart: readonly string[]
  /** Its ratio to each of the others, round by round. */
  against: Readonly<Record<string, Estimate>>
}

/**
 * The fastest scenario, and whether that is certain: its ratio to each of the others has its own interval.
 * Rule 8.
 * @returns null without a scenario that has a value
 */
export function leaderOf(logRatios: Readonly<Record<string, LogRatios>>, alpha: number): Leader | null {
  const means = Object.entries(logRatios).flatMap(([id, ratios]) => {
    const { mean } = estimate(ratios, alpha)
    return mean === null ? [] : [{ id, ratios, mean }]
  })
  const first = means.toSorted((one, other) => other.mean - one.mean)[0]
  if (first === undefined) return null
  const against = Object.fromEntries(
    means
      .filter((other) => other !== first)
      .map(({ id, ratios }) => [id, estimate(difference(first.ratios, ratios), alpha)]),
  )
  const notToldApart = Object.entries(against)
    .filter(([, { low }]) => low === null || low <= 1)
    .map(([id]) => id)
  return { id: first.id, named: notToldApart.length === 0, notToldApart, against }
}

/** Round by round; null where one of the two is missing. */
function difference(ones: LogRatios, others: LogRatios): LogRatios {
  return ones.map((value, round) => {
    const other = others[round] ?? null
    return value === null || other === null ? null : value - other
  })
}
