import { setTimeout as delay } from 'node:timers/promises'
import { errorMessage } from '../../../shared/errors.ts'
import { isCredentialError, isTransient } from './aws-errors.ts'

/** Who is told when calls fail that will work later, and what can be done about it. */
export interface Patience {
  /** For how long a call is tried again, after the SDK's own tries. */
  patienceMs: number
  /** Ends every wait. */
  signal?: AbortSignal | undefined
  /** The beginning and the end of an outage, once each. */
  tell(message: string): void
  /** Before a call is tried again: what the account needs to be reachable. */
  revive?(): Promise<void>
  /**
   * Gets new credentials, by asking the person where that is needed. @throws when there are none to be had
   */
  renew?(refused: unknown): Promise<void>
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000
/** Renewed credentials that are refused as well are not renewed for ever. */
const mostRenewals = 3

/**
 * Calls until it works, as long as failing is a matter of time: a lost network, throttling, a fault at AWS,
 * or credentials that have expired. One outage is told once, whatever many calls meet it.
 */
export function createPatience(patience: Patience): <T>(call: () => Promise<T>) => Promise<T> {
  // Times of a clock that only goes forward, and stands still while the machine sleeps: a sleep uses up no
  // patience.
  let outageSinceMs: number | null = null
  let renewing: Promise<void> | undefined
  const renew = (thrown: unknown): Promise<void> => {
    renewing ??= (patience.renew?.(thrown) ?? Promise.reject(thrown)).finally(() => (renewing = undefined))
    return renewing
  }
  return async (call) => {
    const beganMs = performance.now()
    let renewals = 0
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await call()
        if (outageSinceMs !== null) {
          const seconds = Math.round((performance.now() - outageSinceMs) / 1000)
          outageSinceMs = null
          patience.tell(`AWS answers again, after ${seconds} s`)
        }
        return answer
      } catch (thrown) {
        patience.signal?.throwIfAborted()
        if (isCredentialError(thrown) && patience.renew !== undefined && renewals < mostRenewals) {
          renewals += 1
          await renew(thrown)
          continue
        }
        if (!isTransient(thrown) || performance.now() - beganMs >= patience.patienceMs) throw thrown
        if (outageSinceMs === null) {
          outageSinceMs = performance.now()
          patience.tell(
            `AWS does not answer (${errorMessage(thrown)}). Trying again for up to ${Math.round(patience.patienceMs / 60_000)} min.`,
          )
        }
        const pauseMs = Math.min(longestPauseMs, firstPauseMs * 1.6 ** attempt, patience.patienceMs)
        await delay(pauseMs, undefined, patience.signal ? { signal: patience.signal } : {})
        await patience.revive?.()
      }
    }
  }
}
