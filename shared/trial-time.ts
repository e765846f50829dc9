import type { MeasuredIn } from './account.ts'
import type { Load } from './experiment.ts'
import { leadInSecOf } from './lead-in.ts'
import { lightLoad, lightSeconds } from './light-load.ts'
import { runsBaselineTwice } from './rule.ts'
import type { Trial } from './run.ts'

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

export function allowanceOf({ kind }: Pick<MeasuredIn, 'kind'>): Allowance {
  return kind === 'practice' ? onPractice : onAws
}

/** How long the measured part of a trial at light load takes, by scenario: what the trials so far took. */
export function lightDurations(trials: readonly Trial[]): Record<string, number> {
  return Object.fromEntries(
    trials.flatMap(({ load, scenarioId, result }) =>
      load === 'light' && result !== null ? [[scenarioId, result.durationMs]] : [],
    ),
  )
}

/** The parts of a trial in milliseconds, and all of it with the pause behind it. */
export interface TrialTime {
  leadInMs: number
  measuredMs: number
  allMs: number
}

/** How long a trial takes. @param lightMs of the measured part at light load, where it is known */
export function trialTime(
  load: Load,
  kind: Trial['load'],
  { betweenTrialsMs, answerMs }: Allowance,
  lightMs?: number,
): TrialTime {
  const driven = kind === 'light' ? lightLoad(load, lightSeconds(answerMs + load.service.timeMs)) : load
  const leadInMs = leadInSecOf(driven) * 1000
  const measuredMs = kind === 'light' && lightMs !== undefined ? lightMs : driven.durationSec * 1000
  return { leadInMs, measuredMs, allMs: leadInMs + measuredMs + betweenTrialsMs }
}

/**
 * How many trials a round has, by load. The baseline is taken to be one of the scenarios.
 * @param run `floors`: how many of the scenarios never reach the origin
 */
export function trialsPerRound({
  load,
  scenarios,
  floors,
  paths,
}: {
  load: Load
  scenarios: readonly unknown[]
  floors: number
  paths: readonly string[]
}): { light: number; closed: number } {
  const twice = runsBaselineTwice(load, scenarios.length - floors - 1)
  const slots = scenarios.length + (twice ? 1 : 0)
  return { light: load.light ? scenarios.length : 0, closed: slots * paths.length }
}
