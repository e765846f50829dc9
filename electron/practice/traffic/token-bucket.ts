/**
 * A bucket that fills at `ratePerSec` up to `burst`; every request takes one. This is how API Gateway
 * throttles.
 */
export interface Throttle {
  ratePerSec: number
  burst: number
}

/** What the service allows an account and Region unless asked: 10,000 requests per second, 5,000 at once. */
export const accountThrottle: Throttle = { ratePerSec: 10_000, burst: 5_000 }

/** Makes a full bucket. The function answers whether a request at that moment may pass. */
export function tokenBucket(throttle: Throttle, startMs: number): (nowMs: number) => boolean {
  let tokens = throttle.burst
  let filledAtMs = startMs
  return (nowMs) => {
    tokens = Math.min(throttle.burst, tokens + ((nowMs - filledAtMs) / 1_000) * throttle.ratePerSec)
    filledAtMs = nowMs
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
