import type { Environment } from './environment.ts'

/** AWS keeps an idle environment for minutes; here memory is scarcer. */
const idleMs = { usual: 60_000, short: 10_000 }
const sweepMs = 1_000

/** Environments that wait for their next event. */
export interface IdleEnvironments {
  /** The environment of a function that was used last, as on AWS, so that those not needed get old. */
  take(functionArn: string): Environment | undefined
  put(environment: Environment): void
  remove(environment: Environment): void
  longestIdle(): Environment | undefined
  close(): void
}

/**
 * @param expire called with each environment that has been idle too long or has ended
 * @param isShort whether memory is short
 */
export function openIdleEnvironments(
  expire: (environment: Environment) => void,
  isShort: () => boolean,
): IdleEnvironments {
  const idle: { environment: Environment; sinceMs: number }[] = []
  const sweep = setInterval(() => {
    const oldestMs = performance.now() - (isShort() ? idleMs.short : idleMs.usual)
    const expired = idle.filter(({ environment, sinceMs }) => sinceMs < oldestMs || !environment.usable())
    for (const { environment } of expired) expire(environment)
  }, sweepMs).unref()
  return {
    take(functionArn) {
      const at = idle.findLastIndex(
        ({ environment }) => environment.functionArn === functionArn && environment.usable(),
      )
      return at < 0 ? undefined : idle.splice(at, 1)[0]?.environment
    },
    put(environment) {
      idle.push({ environment, sinceMs: performance.now() })
    },
    remove(environment) {
      const at = idle.findIndex((entry) => entry.environment === environment)
      if (at >= 0) idle.splice(at, 1)
    },
    longestIdle: () => idle[0]?.environment,
    close: () => clearInterval(sweep),
  }
}
