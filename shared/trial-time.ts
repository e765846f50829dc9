import type { Load, Service } from './experiment.ts'
import { runsBaselineTwice } from './rule.ts'
import type { Run, Trial } from './run.ts'

/** Between two trials: asking the origin, packing and fetching the result. */
const betweenTrialsMs = 500

/** A trial at light load takes as long as this many answers do, within these bounds. Rule 11. */
const lightAnswers = 450
const lightMs = { min: 2_000, max: 20_000 } as const
const lightLeadInMs = 1_000
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

/** A guess, before a trial at light load has shown it. */
function assumedLightMs({ timeMs }: Service): number {
  return Math.min(lightMs.max, Math.max(lightMs.min, lightAnswers * (timeMs + assumedWayMs)))
}

/** The parts of a trial in milliseconds, and all of it with the pause behind it. */
export interface TrialTime {
  leadInMs: number
  measuredMs: number
  allMs: number
}

/** How long a trial takes. @param lightMs of the measured part at light load, where it is known */
export function trialTime(load: Load, kind: Trial['load'], lightMs?: number): TrialTime {
  const light = kind === 'light'
  const fullLeadInMs = load.leadIn.kind === 'load' ? load.leadIn.seconds * 1000 : 0
  const leadInMs = light ? lightLeadInMs : fullLeadInMs
  const measuredMs = light ? (lightMs ?? assumedLightMs(load.service)) : load.durationSec * 1000
  return { leadInMs, measuredMs, allMs: leadInMs + measuredMs + betweenTrialsMs }
}

/** How many trials a round has, by load. The baseline is taken to be one of the scenarios. */
export function trialsPerRound({ load, scenarios, paths }: Pick<Run, 'load' | 'scenarios' | 'paths'>): {
  light: number
  closed: number
} {
  const slots = scenarios.length + (runsBaselineTwice(load, scenarios.length - 1) ? 1 : 0)
  return { light: load.light ? scenarios.length : 0, closed: slots * paths.length }
}

/** How long a round takes, before anything of it has been measured. */
export function plannedRoundMs(run: Pick<Run, 'load' | 'scenarios' | 'paths'>): number {
  const { light, closed } = trialsPerRound(run)
  return light * trialTime(run.load, 'light').allMs + closed * trialTime(run.load, 'closed').allMs
}
