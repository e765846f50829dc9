import { setTimeout as delay } from 'node:timers/promises'
import { isRoleNotReady } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/** With the pauses between them a minute and a half on AWS, where some seconds are usual. */
const tries = 10
const longestStepMs = 2_000

/**
 * Makes a call that hands a role to a service, again while the service cannot assume the role yet: IAM is
 * eventually consistent.
 * @throws what the call throws, once it is refused for another reason or too often
 */
export async function whenRoleIsReady<T>(
  { pacing }: { pacing: Pick<Aws['pacing'], 'pollMs'> },
  call: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call()
    } catch (thrown) {
      if (!isRoleNotReady(thrown) || attempt === tries) throw thrown
      await delay(Math.min(pacing.pollMs, longestStepMs) * attempt, undefined, signal ? { signal } : {})
    }
  }
}
