import { setTimeout as delay } from 'node:timers/promises'
import type { Deployment, Stack } from '../../../shared/deployment.ts'

/**
 * Whose turn it is to have AWS make or delete a REST API: an account may do that only every so often. The
 * turns of all deployments of this process; one of another process is not known here.
 */
export interface CallTurns {
  /**
   * Waits for a turn. @param restMs from its end to the next turn in the same queue
   * @returns what ends the turn; calling it again does nothing
   */
  take(queue: string, restMs: number, signal: AbortSignal): Promise<() => void>
}

export function createCallTurns(): CallTurns {
  /** When the turn that was taken last in a queue is over, in the time of `performance.now`. */
  const last = new Map<string, Promise<number>>()
  return {
    async take(queue, restMs, signal) {
      const before = last.get(queue) ?? Promise.resolve(0)
      const { promise: ended, resolve: end } = Promise.withResolvers<number>()
      last.set(
        queue,
        before.then(async (freeAtMs) => Math.max(freeAtMs, await ended)),
      )
      try {
        const freeAtMs = await unlessAborted(before, signal)
        await delay(Math.max(0, freeAtMs - performance.now()), undefined, { signal })
      } catch (thrown) {
        end(0)
        throw thrown
      }
      return () => end(performance.now() + restMs)
    },
  }
}

/** Rejects with the signal's reason as soon as it is aborted. */
async function unlessAborted<T>(wait: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort)
  return Promise.race([wait, aborted.promise]).finally(() => signal.removeEventListener('abort', abort))
}

/** The queue of a deployment's account. The limits count in the whole account, over its Regions. */
export function queueOf(call: 'create' | 'delete', { accountId, account }: Deployment): string {
  return `${call} ${accountId ?? account.kind}`
}

/** Whether a stack has a REST API. */
export function hasGateway({ billables }: Pick<Stack, 'billables'>): boolean {
  return billables.some(({ kind }) => kind === 'rest-api')
}
