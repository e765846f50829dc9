import { lastRoundOf, marginsOf } from './statistics/level.ts'
import { firstLook } from './statistics/look-rounds.ts'
import { isSettled, type Verdict } from './statistics/verdict.ts'
import type { Rule } from './run.ts'
import { roundsToGo } from './rounds-left.ts'

/** Rounds from which on there is an interval. Rule 7. */
export const fewestForInterval = 3

/** What more rounds take. `usd` is null where nothing is charged. */
export interface RoundsTake {
  rounds: number
  ms: number
  usd: number | null
}

/** How far the comparison of one scenario is, while the run goes on. */
export type LiveState =
  /** What the others are compared with. */
  | { kind: 'baseline' }
  /** The baseline against itself, what a run shows where there is no difference. */
  | { kind: 'noise-floor'; tripped: boolean }
  /** It answers without the origin: see `floors.ts`. */
  | { kind: 'floor' }
  /** The run has no baseline, and so no shares. */
  | { kind: 'not-compared' }
  | { kind: 'no-round' }
  | { kind: 'not-ranked'; lost: number; of: number }
  | { kind: 'baseline-differs' }
  | { kind: 'identical'; verdict: Verdict }
  /** Too few rounds to say anything. */
  | { kind: 'too-few'; rounds: number; needs: number; most: number }
  | { kind: 'settled'; verdict: Verdict }
  /** Until sure; `more` is null where even the longest run would not settle it. */
  | { kind: 'not-yet'; more: RoundsTake | null; left: number }
  /** Rounds are fixed: what they say up to now. */
  | { kind: 'so-far'; verdict: Verdict; complete: number; most: number }

/** What a state follows from, besides the verdict. */
interface Progress {
  rule: Rule
  alpha: number
  completeRounds: number
  /** Of the complete rounds. */
  lostRounds: number
  take: (rounds: number) => RoundsTake
}

/** How far a scenario's comparison is. @param verdict null where it is not ranked */
export function liveState(verdict: Verdict | null, progress: Progress): LiveState {
  const { rule, alpha, completeRounds, lostRounds, take } = progress
  if (completeRounds === 0) return { kind: 'no-round' }
  if (verdict === null) return { kind: 'not-ranked', lost: lostRounds, of: completeRounds }
  if (verdict.reason === 'baseline-differs-from-itself') return { kind: 'baseline-differs' }
  const most = lastRoundOf(rule)
  const rounds = verdict.estimate.n
  const needs = rule.kind === 'until-sure' ? firstLook : fewestForInterval
  if (rounds < needs) return { kind: 'too-few', rounds, needs, most }
  if (verdict.reason === 'identical-rounds') return { kind: 'identical', verdict }
  if (rule.kind === 'fixed') return { kind: 'so-far', verdict, complete: completeRounds, most }
  const margins = marginsOf(rule)
  if (isSettled(verdict.estimate, margins)) return { kind: 'settled', verdict }
  const more = roundsToGo(verdict.estimate, alpha, margins)
  return { kind: 'not-yet', more: more === null ? null : take(more), left: most - completeRounds }
}
