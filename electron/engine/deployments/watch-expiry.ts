import { errorMessage } from '../../../shared/errors.ts'
import { isLive } from '../../../shared/lifecycle.ts'
import { report, type EngineContext } from '../engine-context.ts'

/** How often to look: wall time, so that a machine that slept notices within a moment of its waking. */
const lookMs = 2_000

/**
 * Removes what has expired, as a person's click would. The switch in the account does the same where nobody
 * is there. @returns stops it
 */
export function watchExpiry(context: EngineContext, remove: (id: string) => Promise<void>): () => void {
  const asked = new Set<string>()
  const look = (): void => {
    const now = Date.now()
    for (const { id, phase, expiresAtMs } of context.deployments.list()) {
      const due =
        isLive(phase) &&
        phase !== 'removing' &&
        phase !== 'stranded' &&
        expiresAtMs !== null &&
        expiresAtMs <= now
      if (!due || asked.has(id)) continue
      asked.add(id)
      report(context, id, { level: 'warning', message: 'It has expired: removing it' })
      remove(id).catch((thrown: unknown) => {
        asked.delete(id)
        report(context, id, { level: 'error', message: errorMessage(thrown) })
      })
    }
  }
  const timer = setInterval(() => context.guarded(look), lookMs)
  timer.unref()
  return () => clearInterval(timer)
}
