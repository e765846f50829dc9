import type { Load } from './experiment.ts'
import { lightLoad, lightSeconds } from './light-load.ts'
import { runsBaselineTwice } from './rule.ts'
import type { Run, Trial } from './run.ts'

/** Between two trials: asking the origin, packing and fetching the result. */
const betweenTrialsMs = 500

/** What an answer is taken to need on the way, before a trial at light load has shown it. */
const assumedWayMs = 15

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
export function trialTime(load: Load, kind: Trial['load'], lightMs?: number): TrialTime {
  const guessedSec = lightSeconds(load.service.timeMs + assumedWayMs)
  const { leadIn, durationSec } = kind === 'light' ? lightLoad(load, guessedSec) : load
  const leadInMs = leadIn.kind === 'load' ? leadIn.seconds * 1000 : 0
  const measuredMs = kind === 'light' && lightMs !== undefined ? lightMs : durationSec * 1000
  return { leadInMs, measuredMs, allMs: leadInMs + measuredMs + betweenTrialsMs }
}

/** How many trials a round has, by load. The baseline is taken to be one of the scenarios. */
export function trialsPerRound({
  load,
  scenarios,
  paths,
}: {
  load: Load
  scenarios: readonly unknown[]
  paths: readonly string[]
}): { light: number; closed: number } {
  const slots = scenarios.length + (runsBaselineTwice(load, scenarios.length - 1) ? 1 : 0)
  return { light: load.light ? scenarios.length : 0, closed: slots * paths.length }
}

/** How long a round takes, before anything of it has been measured. */
export function plannedRoundMs(run: Pick<Run, 'load' | 'scenarios' | 'paths'>): number {
  const { light, closed } = trialsPerRound(run)
  return light * trialTime(run.load, 'light').allMs + closed * trialTime(run.load, 'closed').allMs
}
