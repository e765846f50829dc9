import type { Account } from '../../../shared/account.ts'
import type { Load } from '../../../shared/experiment.ts'

export interface Duration {
  trials: number
  /** Lead-in and measured part of all trials. */
  measureMs: number
  deployMs: number
  /** From Start to the result. */
  totalMs: number
}

/**
 * From Start to ready. Practice: about what two cores take. AWS: instances boot and functions join the VPC
 * in a few minutes.
 */
const deployMs: Record<Account['kind'], number> = {
  practice: 8_000,
  profile: 6 * 60_000,
  environment: 6 * 60_000,
}
/** Between two trials: asking the origin, packing and fetching the result. */
const betweenTrialsMs = 500

/** How long a draft takes from Start to the result; NaN where its load is not complete. */
export function durationOf(
  draft: { account: Account; scenarios: readonly string[]; paths: readonly string[] },
  load: Load,
): Duration {
  const trials = draft.scenarios.length * draft.paths.length * load.rounds
  const leadInSec = load.leadIn.kind === 'load' ? load.leadIn.seconds : 0
  const measureMs = trials * (leadInSec + load.durationSec) * 1000
  const deploying = deployMs[draft.account.kind]
  return { trials, measureMs, deployMs: deploying, totalMs: deploying + measureMs + trials * betweenTrialsMs }
}
