import { AdaptiveRetryStrategy, DefaultRateLimiter } from '@smithy/core/retry'

/** How often the SDK tries a call, before patience does. */
const tries = 8

/** The retries of one client: it slows down while its service throttles. */
export function createRetries(): AdaptiveRetryStrategy {
  return new AdaptiveRetryStrategy(tries, { rateLimiter: steadyLimiter() })
}

/**
 * The SDK's own limiter reads the time of day: when the clock is set back by an hour, it waits for an hour.
 * This one reads a clock that only goes forward.
 */
function steadyLimiter(): DefaultRateLimiter {
  const limiter = new DefaultRateLimiter()
  const startedAtMs = Date.now() - performance.now()
  Object.assign(limiter, { getCurrentTimeInSeconds: () => (startedAtMs + performance.now()) / 1000 })
  return limiter
}
