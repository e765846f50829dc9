/* The two special functions that Student's central and noncentral distributions need. */

/** Terms of Stirling's series, DLMF 5.11.1: B(2k) / (2k (2k − 1)). */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156]

/**
 * ln Γ(x) for x > 0: recurrence up to x ≥ 10, then Stirling's series (DLMF 5.5.1 and 5.11.1). Relative error
 * below 1e-14.
 */
export function logGamma(x: number): number {
  let shifted = x
  let product = 1
  while (shifted < 10) {
    product *= shifted
    shifted += 1
  }
  const square = shifted * shifted
  let power = shifted
  let series = 0
  for (const term of stirling) {
    series += term / power
    power *= square
  }
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
  )
}

/**
 * The regularized incomplete beta function I_x(a, b) for a, b > 0: the continued fraction DLMF 8.17.22,
 * with the symmetry DLMF 8.17.4 where it converges faster.
 * @param complement 1 − x: given apart, so that it keeps its digits where x is near 1
 * @returns a probability, with a relative error of about 1e-13
 */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): number {
  if (x <= 0) return 0
  if (complement <= 0) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, complement, x)
  const front = a * Math.log(x) + b * Math.log(complement) - logBeta(a, b)
  return (Math.exp(front) / a) * continuedFraction(a, b, x)
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/** 1 / (1 + d1 / (1 + d2 / (1 + …))), evaluated from the front by Lentz's method (DLMF 3.10.7). */
function continuedFraction(a: number, b: number, x: number): number {
  const nearZero = 1e-300
  let numerator = 1
  let denominator = 1 / avoidZero(1 - ((a + b) * x) / (a + 1), nearZero)
  let value = denominator
  for (let m = 1; m <= 2000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    let change = 1
    for (const term of [even, odd]) {
      denominator = 1 / avoidZero(1 + term * denominator, nearZero)
      numerator = avoidZero(1 + term / numerator, nearZero)
      change = numerator * denominator
      value *= change
    }
    if (Math.abs(change - 1) < 1e-16) break
  }
  return value
}

function avoidZero(value: number, instead: number): number {
  return Math.abs(value) < instead ? instead : value
}
