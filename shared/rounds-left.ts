import type { Assessment } from './assessment.ts'
import type { Rule } from './run.ts'
import type { Estimate } from './statistics/interval.ts'
import { lastRoundOf, marginsOf, type Margins } from './statistics/level.ts'
import { firstLook } from './statistics/look-rounds.ts'
import { isSettled, roundsToSettle } from './statistics/verdict.ts'

/** How many rounds a run still takes: a range until it is known. */
export interface RoundsLeft {
  least: number
  most: number
  /** The rule ends the run here. Rule 8. */
  sure: boolean
}

/**
 * The rounds that a run still takes after its complete ones. At the least: to the first look; from there on
 * what would settle every ranked scenario if the coming rounds are like these; all of them while the
 * baseline differs from itself. At the most: to its last.
 * @param assessment null where the run has no shares, and so never gets sure
 */
export function roundsLeft(rule: Rule, assessment: Assessment | null, completeRounds: number): RoundsLeft {
  const most = Math.max(0, lastRoundOf(rule) - completeRounds)
  if (rule.kind === 'fixed' || assessment === null) return { least: most, most, sure: false }
  if (assessment.look.sure) return { least: 0, most: 0, sure: true }
  if (completeRounds < firstLook)
    return { least: Math.min(most, firstLook - completeRounds), most, sure: false }
  const margins = marginsOf(rule)
  const needed = assessment.scenarios.flatMap(({ verdict }) =>
    verdict === null ? [] : [roundsToGo(verdict.estimate, assessment.alpha, margins) ?? most],
  )
  const waits = needed.length === 0 || assessment.look.tripped
  return { least: waits ? most : Math.min(most, Math.max(1, ...needed)), most, sure: false }
}

/** Rounds that would settle a comparison if they are like those before; 0 for one that is, null for never. */
export function roundsToGo(estimate: Estimate, alpha: number, margins: Margins): number | null {
  return isSettled(estimate, margins) ? 0 : roundsToSettle(estimate, alpha, margins)
}
