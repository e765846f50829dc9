import { setTimeout as delay } from 'node:timers/promises'

/** Waits; rejects with the signal's reason as soon as it is aborted. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  await delay(durationMs, undefined, { signal })
}
