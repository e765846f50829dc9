import type { Account } from './account.ts'
import type { Load } from './experiment.ts'
import { lightLeadInSec, lightSeconds } from './light-load.ts'
import { firstLook } from './statistics/verdict.ts'
import { trialsPerRound } from './trial-time.ts'

/** What is allowed for where nothing was measured yet, in milliseconds. */
export interface Allowance {
  /** Between two trials: asking the origin, packing and fetching the result. */
  betweenTrialsMs: number
  /** One answer at light load, without the service time of the origin. */
  answerMs: number
}

/** An account of AWS, by rule 17; and what the practice account was seen to take. */
const onAws: Allowance = { betweenTrialsMs: 3_000, answerMs: 20 }
const onPractice: Allowance = { betweenTrialsMs: 500, answerMs: 3 }

export function allowanceOf({ kind }: Pick<Account, 'kind'>): Allowance {
  return kind === 'practice' ? onPractice : onAws
}

/** What decides how long a run takes. The scenarios of a run until sure hold the baseline. */
export interface Measured {
  load: Load
  paths: readonly string[]
  scenarios: readonly string[]
}

export interface MeasuringTime {
  /** In each round. */
  trialsPerRound: number
  /** Of the load alone, in each round: lead-ins and measured parts. */
  loadMsPerRound: number
  roundMs: number
  /** After so many rounds a run ends at the earliest, and at the latest. */
  rounds: { least: number; most: number }
}

/**
 * How long a run measures, round by round, and how many rounds it takes. A number that is missing gives NaN.
 */
export function measuringTime(run: Measured, allowance: Allowance = onAws): MeasuringTime {
  const { load } = run
  const { closed, light } = trialsPerRound(run)
  const lightSec = lightLeadInSec + lightSeconds(allowance.answerMs + load.service.timeMs)
  const leadInSec = load.leadIn.kind === 'load' ? load.leadIn.seconds : 0
  const loadMsPerRound =
    1000 * (closed * (leadInSec + load.durationSec) + (light === 0 ? 0 : light * lightSec))
  const trials = closed + light
  return {
    trialsPerRound: trials,
    loadMsPerRound,
    roundMs: loadMsPerRound + trials * allowance.betweenTrialsMs,
    rounds: {
      least: load.untilSure === null ? load.rounds : Math.min(firstLook, load.rounds),
      most: load.rounds,
    },
  }
}
