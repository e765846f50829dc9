import type { Deployment } from '../../shared/deployment.ts'
import { isInFlight, type Phase } from '../../shared/lifecycle.ts'
import { provesEmpty, receiptVerdict } from '../../shared/receipt-verdict.ts'
import { deploymentName, type Known } from '../../shared/run-name.ts'
import type { Run, RunStatus } from '../../shared/run.ts'
import { runEndings } from '../../shared/run-endings.ts'

/** A step shorter than this was watched to its end, or is not worth a notification. */
export const longStepMs = 30_000

/** What a system notification says. */
export interface StepNotice {
  title: string
  body: string
}

/**
 * What to notify a person of, now that a deployment has changed: a long step ended while the window
 * was in the background.
 * @param before what was known of the deployment, and since when it is in its phase
 * @param known the experiments and scenarios, to name the deployment as its screens do
 * @param run the run on it that has ended last; undefined where none was seen to
 * @returns undefined where no step has ended, or only a short one
 */
export function stepNotice(
  before: { deployment: Deployment; sinceMs: number } | undefined,
  after: Deployment,
  nowMs: number,
  focused: boolean,
  known: Known,
  run?: Pick<Run, 'status' | 'failure'>,
): StepNotice | undefined {
  if (before === undefined || focused) return undefined
  const { phase } = before.deployment
  const tookMs = nowMs - before.sinceMs
  if (phase === after.phase || !isInFlight(phase) || tookMs < longStepMs) return undefined
  const ended = phase === 'measuring' ? run : undefined
  const reason = reasonOf(after) ?? ended?.failure
  const what = deploymentName(after, known)
  return {
    title: (ended && measuredTitle(ended.status, after)) ?? title(phase, after),
    body: `${what}, after ${spoken(tookMs)}${typeof reason === 'string' ? `: ${reason}` : ''}`,
  }
}

/** What is wrong with the deployment; undefined where nothing is. */
function reasonOf(after: Deployment): string | undefined {
  return doubtOf(after) ?? (after.removalFailure ?? after.failure)?.reason
}

/** What the receipt could not prove; undefined where it proves that nothing is left, or there is none. */
function doubtOf({ phase, receipt }: Deployment): string | undefined {
  if (phase !== 'removed' || receipt === null || provesEmpty(receipt)) return undefined
  return receiptVerdict(receipt)
}

/** How the run has ended; undefined where the deployment has more to tell. */
function measuredTitle(status: RunStatus, { phase, failure }: Deployment): string | undefined {
  if (status === 'running' || phase === 'stranded' || failure !== null) return undefined
  return phase === 'removing' ? `${runEndings[status]}; tearing down` : runEndings[status]
}

function title(ended: Phase, { phase, failure, receipt }: Deployment): string {
  if (phase === 'stranded') return 'The removal failed'
  if (phase === 'removed')
    return receipt !== null && provesEmpty(receipt) ? 'Removed: nothing is left' : 'Removed'
  if (phase === 'removing') return failure === null ? 'Stopped; tearing down' : 'Failed; tearing down'
  return ended === 'deploying' ? 'Deployed and ready' : 'The measurement has ended'
}

function spoken(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
