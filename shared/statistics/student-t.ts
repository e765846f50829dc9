import { incompleteBeta, logGamma } from './incomplete-beta.ts'

/**
 * P(T > t) for Student's T with `df` > 0 degrees of freedom and t ≥ 0: I_x(ν/2, 1/2) / 2 with
 * x = ν / (ν + t²) (DLMF 8.17.1 with the density of T).
 */
function upperTail(df: number, t: number): number {
  const square = t * t
  return incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square)) / 2
}

/**
 * The quantile t with P(T > t) = `tail`, for 0 < tail < 1/2. It takes the upper tail, since 1 − p has lost
 * its digits for the small tails of many comparisons. Newton's method on ln tail over ln t, which is concave:
 * from the first step on it comes down to the root.
 * @param df degrees of freedom, which may be a fraction (Welch)
 */
export function tQuantile(df: number, tail: number): number {
  if (!(tail > 0 && tail < 0.5 && df > 0)) throw new RangeError(`No quantile for ${tail} and ${df}.`)
  const logScale = logGamma((df + 1) / 2) - logGamma(df / 2) - Math.log(df * Math.PI) / 2
  let t = 1
  for (let step = 0; step < 100; step += 1) {
    const beyond = upperTail(df, t)
    const density = Math.exp(logScale - ((df + 1) / 2) * Math.log1p((t * t) / df))
    // At most doubled, so that the tail does not underflow.
    const next = t * Math.min(2, Math.exp((Math.log(beyond / tail) * beyond) / (t * density)))
    if (Math.abs(next - t) <= 1e-15 * t) return next
    t = next
  }
  return t
}

/**
 * P(|T| > t) for the noncentral T with `df` degrees of freedom and noncentrality δ, t > 0. T² is noncentral
 * F, so this is one minus the Poisson mixture Σ e^(−λ) λ^j / j! · I_x(j + 1/2, ν/2) with λ = δ²/2 and
 * x = t² / (ν + t²) (Johnson, Kotz, Balakrishnan: Continuous Univariate Distributions 2, chapters 30, 31).
 */
export function noncentralBeyond(df: number, noncentrality: number, t: number): number {
  const mean = (noncentrality * noncentrality) / 2
  const square = t * t
  const within = (j: number): number =>
    incompleteBeta(j + 0.5, df / 2, square / (df + square), df / (df + square))
  if (mean === 0) return 1 - within(0)
  const spread = 10 * Math.sqrt(mean) + 30
  let inside = 0
  for (let j = Math.max(0, Math.floor(mean - spread)); j <= mean + spread; j += 1)
    inside += Math.exp(j * Math.log(mean) - mean - logGamma(j + 1)) * within(j)
  return 1 - inside
}

/**
 * The place between `low` and `high` where `isBelow` turns false, to the last digit that a double holds.
 */
export function bisect(low: number, high: number, isBelow: (at: number) => boolean): number {
  let [from, to] = [low, high]
  for (let step = 0; step < 200; step += 1) {
    const middle = (from + to) / 2
    if (middle === from || middle === to) break
    if (isBelow(middle)) from = middle
    else to = middle
  }
  return (from + to) / 2
}
