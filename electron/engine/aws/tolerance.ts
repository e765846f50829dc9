import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'

/** How often in a row Run Command may fail before what needs it is given up. */
export const failuresInARow = 5

/**
 * What became of a command that did not come to its end: `lost`, without an outcome in time; `not-taken`, no
 * agent took it; `failed`, SSM gave it up.
 */
export type CommandOutcome = 'lost' | 'not-taken' | 'failed'

/** An error for such a command. */
export function commandError(outcome: CommandOutcome, sentence: string, cause?: unknown): AppError {
  return new AppError('load-failed', sentence, { command: outcome }, cause)
}

/** Whether a command did not come to its end, so that the same one may do so the next time. */
export function isCommandError(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.details['command'] !== undefined
}

/**
 * Sends a command, and sends it again while it does not come to its end: SSM loses one now and then. For
 * scripts that may run twice.
 * @throws what the last try has thrown, and at once anything that is no command error
 */
export async function toleratingFailures<T>(
  send: () => Promise<T>,
  { tries = failuresInARow, pauseMs, signal }: { tries?: number; pauseMs: number; signal: AbortSignal },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send()
    } catch (thrown) {
      signal.throwIfAborted()
      if (!isCommandError(thrown) || attempt >= tries) throw thrown
      await delay(pauseMs, undefined, { signal })
    }
  }
}
