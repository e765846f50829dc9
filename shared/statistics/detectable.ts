import type { Estimate } from './interval.ts'
import { bisect, noncentralBeyond, tQuantile } from './student-t.ts'

/** The share of runs that would have seen the difference. */
const power = 0.8

/**
 * The smallest difference that a run of `n` ≥ 3 rounds would see in 8 of 10 cases: e^(±d·s) − 1, where d
 * solves P(|T(n − 1, d√n)| > t(n − 1; 1 − a/2)) = 0.8. Rule 9.
 * @param alpha two-sided error of the comparison
 * @param sd of the logarithms of the ratios, from round to round
 * @returns `up` and `down` as positive fractions: 0.088 is "8.8 % more", and `d` in standard deviations
 */
export function detectable(n: number, alpha: number, sd: number): { d: number; up: number; down: number } {
  const critical = tQuantile(n - 1, alpha / 2)
  const seen = (d: number): number => noncentralBeyond(n - 1, d * Math.sqrt(n), critical)
  let above = 1
  while (seen(above) < power) above *= 2
  const d = bisect(0, above, (at) => seen(at) < power)
  return { d, up: Math.expm1(d * sd), down: -Math.expm1(-d * sd) }
}

/**
 * The same of a comparison that was made, by its own spread: what it could have seen. Takes milliseconds, so
 * it is asked for where it is shown. Rule 9.
 * @returns null below three rounds
 */
export function couldHaveSeen(
  { n, sd }: Pick<Estimate, 'n' | 'sd'>,
  alpha: number,
): { up: number; down: number } | null {
  if (n < 3 || sd === null) return null
  const { up, down } = detectable(n, alpha, sd)
  return { up, down }
}
