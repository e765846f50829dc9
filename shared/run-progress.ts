import type { LiveTrial } from './live-trial.ts'
import { times } from './figures.ts'
import type { RoundsLeft } from './rounds-left.ts'
import type { Run, Trial } from './run.ts'
import { lastRoundOf } from './statistics/level.ts'
import { timeLeftText, type TimeLeft } from './time-left.ts'
import { allowanceOf, lightDurations, trialTime, type TrialTime } from './trial-time.ts'

/** How far a run is, and how long it goes on. */
interface RunProgress {
  /** The trial that runs now or comes next; `round` and `trial` count from 1. Null without one. */
  at: { round: number; trial: number; trialsOfRound: number } | null
  completeRounds: number
  /** 0-1 of all that the run can take. */
  value: number
  /** 0-1: where the run can end at the earliest; null where that is its end, or has passed. */
  earliest: number | null
  left: TimeLeft
  sure: boolean
}

/**
 * How far a run is. Its rounds may end before the schedule does, so what is left is a range. Works without
 * `live`, in steps of whole trials then.
 */
export function runProgress(
  run: Pick<Run, 'load' | 'account'>,
  trials: readonly Trial[],
  rounds: RoundsLeft & { complete: number },
  live: LiveTrial | null,
  nowMs: number,
): RunProgress {
  const lightMs = lightDurations(trials)
  const allowance = allowanceOf(run.account)
  const timeOf = ({ load, scenarioId }: Trial): TrialTime =>
    trialTime(run.load, load, allowance, lightMs[scenarioId])
  const pending = trials.filter(({ status }) => status === 'pending')
  const running = pending.find(({ order }) => order === live?.order)
  const elapsedMs = live === null || running === undefined ? 0 : elapsedOf(timeOf(running), live, nowMs)
  const sumOf = (some: readonly Trial[]): number => some.reduce((sum, trial) => sum + timeOf(trial).allMs, 0)
  const leftThrough = (round: number): number =>
    Math.max(0, sumOf(pending.filter((trial) => trial.round <= round)) - elapsedMs)
  const left = {
    leastMs: leftThrough(rounds.complete + rounds.least),
    mostMs: leftThrough(rounds.complete + rounds.most),
  }
  const doneMs = sumOf(trials.filter(({ status }) => status !== 'pending')) + elapsedMs
  const allMs = doneMs + left.mostMs
  const share = (ms: number): number => (allMs === 0 ? 0 : ms / allMs)
  return {
    at: placeOf(running ?? pending[0], trials),
    completeRounds: rounds.complete,
    value: share(doneMs),
    earliest: left.leastMs > 0 && left.leastMs < left.mostMs ? share(doneMs + left.leastMs) : null,
    left,
    sure: rounds.sure,
  }
}

/** Where a run is: `Round 3 of at most 8, trial 4 of 11`, `Sure after 7 of at most 8 rounds`. */
export function progressText({ at, sure, completeRounds }: RunProgress, rule: Run['rule']): string {
  const rounds = `${rule.kind === 'until-sure' ? 'at most ' : ''}${times(lastRoundOf(rule), 'round')}`
  if (sure) return `Sure after ${completeRounds} of ${rounds}`
  if (at === null) return `${completeRounds} of ${rounds} finished`
  const of = `${rule.kind === 'until-sure' ? 'at most ' : ''}${lastRoundOf(rule)}`
  return `Round ${at.round} of ${of}, trial ${at.trial} of ${at.trialsOfRound}`
}

/** `2–9 min left`; empty where nothing is left. */
export function leftText({ left, sure }: RunProgress): string {
  return sure || left.mostMs === 0 ? '' : `${timeLeftText(left)} left`
}

function placeOf(current: Trial | undefined, trials: readonly Trial[]): RunProgress['at'] {
  if (current === undefined) return null
  const ofRound = trials.filter(({ round }) => round === current.round)
  const before = ofRound.filter(({ order }) => order < current.order)
  return { round: current.round, trial: before.length + 1, trialsOfRound: ofRound.length }
}

/** A trial that takes longer than planned does not count for more. */
function elapsedOf({ leadInMs, measuredMs }: TrialTime, live: LiveTrial, nowMs: number): number {
  const partMs = Math.max(0, nowMs - live.startedAtMs)
  return live.part === 'lead-in' ? Math.min(partMs, leadInMs) : leadInMs + Math.min(partMs, measuredMs)
}
