import { estimate, type Estimate } from './interval.ts'

/** What a scenario reached in one round at `connections`, and at light load without service time. */
export interface MeasuredRound {
  goodRatePerSec: number | null
  lightMs: number | null
}

/**
 * The good rate that remains when the origin takes `serviceMs` longer: min(X, c / (L + S)), since c
 * connections cannot be answered more often than once in L + S. A forecast; near the knee a little too
 * high. Rule 18.
 * @param round X in requests per second and L, the p50 at light load, in milliseconds
 */
function rateWithService(round: MeasuredRound, connections: number, serviceMs: number): number | null {
  const { goodRatePerSec, lightMs } = round
  if (goodRatePerSec === null || lightMs === null || !(lightMs + serviceMs > 0)) return null
  return Math.min(goodRatePerSec, (connections * 1000) / (lightMs + serviceMs))
}

/**
 * The share of the baseline that a scenario would keep if the origin took `serviceMs`, round by round, with
 * its interval. Rule 18.
 */
export function forecastShare(
  scenario: readonly MeasuredRound[],
  baseline: readonly MeasuredRound[],
  load: { connections: number; serviceMs: number },
  alpha: number,
): Estimate {
  const ratios = scenario.map((round, place) => {
    const base = baseline[place]
    if (base === undefined) return null
    const own = rateWithService(round, load.connections, load.serviceMs)
    const other = rateWithService(base, load.connections, load.serviceMs)
    return own === null || other === null ? null : Math.log(own / other)
  })
  return estimate(ratios, alpha)
}
