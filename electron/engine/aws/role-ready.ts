import { setTimeout as delay } from 'node:timers/promises'
import { isRoleNotReady } from './aws-errors.ts'
import type { Aws } from './clients.ts'

/** With the pauses between them about 90 s on AWS, where a few seconds are usual. */
const tries = 10
const longestStepMs = 2_000

/**
 * Makes a call that passes a role to a service, and repeats it while the service cannot assume the role yet:
 * IAM is eventually consistent.
 * @throws what the call throws, once it fails for another reason or too often
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
