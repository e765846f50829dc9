import type { Deployment } from '../../shared/deployment.ts'
import { isInFlight, type Phase } from '../../shared/lifecycle.ts'
import { provesEmpty, receiptVerdict } from '../../shared/receipt.ts'

/** A step shorter than this was watched to its end, or is not worth a notification. */
export const longStepMs = 30_000

/** What a system notification says. */
export interface StepNotice {
  title: string
  body: string
}

/**
 * What to notify a person of, now that a deployment has changed: a long step has ended while they were
 * looking elsewhere.
 * @param before what was known of the deployment, with when it came into its phase
 * @returns undefined where no step has ended, or none that is worth it
 */
export function stepNotice(
  before: { deployment: Deployment; sinceMs: number } | undefined,
  after: Deployment,
  nowMs: number,
  focused: boolean,
): StepNotice | undefined {
  if (before === undefined || focused) return undefined
  const { phase } = before.deployment
  const tookMs = nowMs - before.sinceMs
  if (phase === after.phase || !isInFlight(phase) || tookMs < longStepMs) return undefined
  const { receipt } = after
  const unproven =
    phase === 'removing' && after.phase === 'removed' && receipt !== null && !provesEmpty(receipt)
  const reason = unproven ? receiptVerdict(receipt) : (after.removalFailure ?? after.failure)?.reason
  return {
    title: title(phase, after),
    body: `${after.experimentId}, after ${spoken(tookMs)}${reason === undefined ? '' : `: ${reason}`}`,
  }
}

function title(ended: Phase, { phase, failure, receipt }: Deployment): string {
  if (phase === 'stranded') return 'The removal has failed'
  if (phase === 'removed')
    return receipt !== null && provesEmpty(receipt) ? 'Removed: nothing is left' : 'Removed'
  if (phase === 'removing') return failure === null ? 'Stopped; tearing down' : 'Failed; tearing down'
  return ended === 'deploying' ? 'Deployed and ready' : 'The measurement has ended'
}

function spoken(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
