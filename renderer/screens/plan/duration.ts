import type { Account } from '../../../shared/account.ts'
import { creationMs, ratedInScenarios } from '../../../shared/api-turns.ts'
import { measuringTime, type Measured } from '../../../shared/measuring-time.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import type { TimeLeft } from '../../../shared/time-left.ts'
import { allowanceOf } from '../../../shared/trial-time.ts'

export interface Duration {
  /** With all rounds. */
  trials: number
  /** Lead-in and measured part of all trials. */
  measureMs: number
  deployMs: number
  /** From Start to the result: with the fewest rounds, and with all of them. */
  total: TimeLeft
}

/**
 * From Start to ready, with one REST API at most and without a VPC link. Practice: about what two cores
 * take. AWS: instances boot and functions join the VPC in a few minutes.
 */
const deployMs: Record<Account['kind'], number> = {
  practice: 8_000,
  profile: 6 * 60_000,
  environment: 6 * 60_000,
}

type Plan = Measured & { account: Account; scenarios: readonly string[] }

/**
 * How long a draft takes from Start to the result; NaN where its load is not complete.
 * @param known the scenarios that it may choose from
 */
export function durationOf({ account, ...measured }: Plan, known: readonly Scenario[]): Duration {
  const { trialsPerRound, loadMsPerRound, roundMs, rounds } = measuringTime(measured, allowanceOf(account))
  const chosen = known.filter(({ id }) => measured.scenarios.includes(id))
  const deploying = deployMs[account.kind] + creationMs(ratedInScenarios(chosen), account.kind)
  return {
    trials: trialsPerRound * rounds.most,
    measureMs: loadMsPerRound * rounds.most,
    deployMs: deploying,
    total: { leastMs: deploying + rounds.least * roundMs, mostMs: deploying + rounds.most * roundMs },
  }
}
