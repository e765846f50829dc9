import type { Faults } from './faults.ts'
import { practiceServiceName } from './services/practice.ts'

/** A token bucket: `ratePerSec` tokens are added each second, up to `burst`. */
export interface Allowance {
  ratePerSec: number
  burst: number
}

/**
 * The rate that a service admits. AWS publishes few of these figures; what matters is that there is a limit,
 * that reading and changing have one each, and that a client that polls without pause reaches it.
 */
export function allowanceOf(service: string): Allowance {
  return slow.has(service) ? { ratePerSec: 10, burst: 40 } : { ratePerSec: 40, burst: 80 }
}

/** API Gateway is the only one of these whose figures are published: these. */
const slow = new Set(['apigateway', 'cloudformation', 'logs', 'ssm', 'servicequotas', 'tagging'])

export interface Throttle {
  /** Whether this call may run now; takes a token if so. */
  admits(service: string, operation: string): boolean
}

/**
 * Token buckets per service and kind of operation, and a share of calls that is refused at random on top
 * (`faults().throttle`).
 * @param nowMs a clock that only goes forward, in milliseconds
 * @param random a number in [0, 1)
 */
export function createThrottle(
  refusedShare: () => number,
  nowMs: () => number,
  random: () => number,
): Throttle {
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  return {
    admits(service, operation) {
      // Sluice's own requests are no calls to AWS.
      if (service === practiceServiceName) return true
      if (random() < refusedShare()) return false
      const { ratePerSec, burst } = allowanceOf(service)
      const key = `${service} ${/^(\S+ )?(Describe|Filter|Get|List)/.test(operation) ? 'read' : 'change'}`
      const now = nowMs()
      const bucket = buckets.get(key) ?? { tokens: burst, atMs: now }
      const tokens = Math.min(burst, bucket.tokens + ((now - bucket.atMs) / 1000) * ratePerSec)
      const admitted = tokens >= 1
      buckets.set(key, { tokens: admitted ? tokens - 1 : tokens, atMs: now })
      return admitted
    },
  }
}

/** The share of calls that is refused now: all of them within a burst. */
export function refusedShare({ throttle, throttleBursts }: Faults, nowMs: number): number {
  return throttleBursts !== undefined && nowMs % throttleBursts.everyMs < throttleBursts.forMs ? 1 : throttle
}

/**
 * Whether a call fails with an error of its service, before or after it has taken effect: both equally often.
 * Sluice's own requests never do.
 */
export function breakOf(
  service: string,
  share: number,
  random: () => number,
): 'before' | 'after' | undefined {
  if (service === practiceServiceName || random() >= share) return undefined
  return random() < 0.5 ? 'before' : 'after'
}
