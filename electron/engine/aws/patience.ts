import { setTimeout as delay } from 'node:timers/promises'
import { errorMessage } from '../../../shared/errors.ts'
import { unreachableOf, unreachableReasonText } from './unreachable.ts'
import { errorKind, type ErrorKind } from './error-kind.ts'

/** Whom to tell when calls fail that will work later, and what can be done about it. */
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
   * Gets new credentials, if necessary by asking the person.
   * @param again the renewed ones were refused as well, so that only the person knows better
   * @throws when there are none to be had
   */
  renew?(refused: unknown, again: boolean): Promise<void>
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000
/** How often one call may be refused for its time. */
const mostClockRefusals = 3
const clockPauseMs = 200

const passing: ReadonlySet<ErrorKind> = new Set(['transient', 'throttled'])

/**
 * Calls until it works, as long as failing is a matter of time: a lost network, throttling, a fault at AWS,
 * or credentials that have expired. Calls that fail at the same time share one renewal and one outage.
 */
export function createPatience(patience: Patience): <T>(call: () => Promise<T>) => Promise<T> {
  const { patienceMs, signal } = patience
  const outage = createOutage(patience)
  const pause = async (forMs: number): Promise<void> => {
    await delay(forMs, undefined, signal ? { signal } : {})
  }
  let renewing: Promise<void> | undefined
  const renew = (thrown: unknown, again: boolean): Promise<void> => {
    renewing ??= (patience.renew?.(thrown, again) ?? Promise.reject(thrown)).finally(
      () => (renewing = undefined),
    )
    return renewing
  }
  return async (call) => {
    const beganMs = performance.now()
    let renewed = false
    let clockRefusals = 0
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await call()
        outage.end()
        return answer
      } catch (thrown) {
        signal?.throwIfAborted()
        const kind = errorKind(thrown)
        if (kind === 'renew') {
          await renew(thrown, renewed)
          renewed = true
          continue
        }
        // The clock was set while the call was on its way. The SDK knows the right time from the answer.
        if (kind === 'clock' && (clockRefusals += 1) < mostClockRefusals) {
          await pause(clockPauseMs)
          continue
        }
        if (!passing.has(kind) || performance.now() - beganMs >= patienceMs) throw thrown
        outage.begin(thrown)
        const pauseMs = Math.min(longestPauseMs, firstPauseMs * 1.6 ** attempt, patienceMs)
        await pause(pauseMs)
        await patience.revive?.()
      }
    }
  }
}

function whyText(thrown: unknown): string {
  const unreachable = unreachableOf(thrown)
  return unreachable === null ? errorMessage(thrown) : unreachableReasonText(unreachable)
}

/** Tells the beginning and the end of an outage once, however many calls it affects. */
function createOutage(patience: Patience): { begin(thrown: unknown): void; end(): void } {
  // A clock that only goes forward, and stands still while the machine sleeps.
  let sinceMs: number | null = null
  return {
    begin(thrown) {
      if (sinceMs !== null) return
      sinceMs = performance.now()
      const limit = spoken(patience.patienceMs)
      patience.tell(`AWS does not answer (${whyText(thrown)}). Trying again for up to ${limit}.`)
    },
    end() {
      if (sinceMs === null) return
      const seconds = Math.round((performance.now() - sinceMs) / 1000)
      sinceMs = null
      patience.tell(`AWS answers again, after ${seconds} s`)
    },
  }
}

/** Below two minutes in seconds: a minute of patience must not become `0 min`. */
function spoken(durationMs: number): string {
  const seconds = Math.max(1, Math.round(durationMs / 1000))
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
