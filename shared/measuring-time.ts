import type { Load } from './experiment.ts'
import { firstLook } from './statistics/look-rounds.ts'
import { trialsPerRound, trialTime, type Allowance } from './trial-time.ts'

/** What decides how long a run takes. The scenarios of a run until sure hold the baseline. */
export interface Measured {
  load: Load
  paths: readonly string[]
  scenarios: readonly unknown[]
  /** How many of the scenarios never reach the origin: see `floors.ts`. */
  floors: number
}

export interface MeasuringTime {
  /** In each round. */
  trialsPerRound: number
  /** Of the load alone, in each round: lead-ins and measured parts. */
  loadMsPerRound: number
  roundMs: number
  /** The rounds after which a run ends, at the earliest and at the latest. */
  rounds: { least: number; most: number }
}

/**
 * How long a run measures, round by round, and how many rounds it takes. A number that is missing gives NaN.
 */
export function measuringTime(run: Measured, allowance: Allowance): MeasuringTime {
  const { load } = run
  const { closed, light } = trialsPerRound(run)
  const roundMs =
    closed * trialTime(load, 'closed', allowance).allMs +
    // A light trial that nobody asked for does not make the rest unknown.
    (light === 0 ? 0 : light * trialTime(load, 'light', allowance).allMs)
  return {
    trialsPerRound: closed + light,
    loadMsPerRound: roundMs - (closed + light) * allowance.betweenTrialsMs,
    roundMs,
    rounds: {
      least: load.untilSure === null ? load.rounds : Math.min(firstLook, load.rounds),
      most: load.rounds,
    },
  }
}
