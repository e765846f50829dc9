import { estimate, type Estimate, type LogRatios } from './interval.ts'
import { tQuantile } from './student-t.ts'
import { marginsOf, type Margins } from './level.ts'
import { firstLook, mostRounds } from './look-rounds.ts'
import type { Rule } from '../run.ts'

/** Why nothing can be said yet. */
type UnknownReason =
  | 'no-round'
  | 'one-round'
  | 'two-rounds'
  | 'too-early'
  | 'identical-rounds'
  | 'baseline-differs-from-itself'
  | 'straddles'

export interface Verdict {
  kind: 'same' | 'different' | 'unknown'
  /** Only with `unknown`. */
  reason: UnknownReason | null
  /** The difference is there, but its interval reaches into the margin that does not matter. */
  mayBeTooSmallToMatter: boolean
  /** Three or four rounds. */
  fewRounds: boolean
  estimate: Estimate
  /** With `unknown`: the rounds that would settle it if the coming ones are like these; null: none would. */
  moreRounds: number | null
}

/** Below this the rounds are the same number, and their spread is rounding. Rule 7. */
const identicalSd = 1e-12

interface Interval {
  low: number
  high: number
}

/** Whether an interval lies within the margin that does not matter. */
export function isWithin({ low, high }: Interval, margin: number): boolean {
  return low >= 1 / (1 + margin) && high <= 1 + margin
}

/** Whether an interval leaves out 1. */
export function excludesOne({ low, high }: Interval): boolean {
  return low > 1 || high < 1
}

type Settling = Pick<Estimate, 'n' | 'sd' | 'half' | 'low' | 'high'>

/**
 * Whether a scenario's comparison needs no more rounds: n ≥ 5, and its interval lies within the margin, or
 * excludes 1 and is known to the precision. Rule 8.
 */
export function isSettled({ n, half, low, high, sd }: Settling, margins: Margins): boolean {
  if (n < firstLook || half === null || low === null || high === null || isIdentical(sd)) return false
  return (
    isWithin({ low, high }, margins.same) ||
    (excludesOne({ low, high }) && half <= Math.log1p(margins.precise))
  )
}

/**
 * The verdict on one scenario against the baseline. Rule 8.
 * @param baselineDiffers whether the baseline differs from itself (A/A)
 */
export function verdictOf(
  logRatios: LogRatios,
  alpha: number,
  rule: Rule,
  baselineDiffers: boolean,
): Verdict {
  return verdictOn(estimate(logRatios, alpha), alpha, rule, baselineDiffers)
}

/** The same of an estimate that was made already. */
export function verdictOn(found: Estimate, alpha: number, rule: Rule, baselineDiffers: boolean): Verdict {
  const margins = marginsOf(rule)
  const reason = unknownReason(found, rule, baselineDiffers, margins)
  const { n, low, high } = found
  const common = { estimate: found, fewRounds: reason === null && n < firstLook }
  if (reason !== null || low === null || high === null) {
    const moreRounds =
      reason === 'straddles' || reason === 'too-early' ? roundsToSettle(found, alpha, margins) : null
    return { kind: 'unknown', reason, mayBeTooSmallToMatter: false, moreRounds, ...common }
  }
  const same = isWithin({ low, high }, margins.same)
  return {
    kind: same ? 'same' : 'different',
    reason: null,
    mayBeTooSmallToMatter: !same && low < 1 + margins.same && high > 1 / (1 + margins.same),
    moreRounds: null,
    ...common,
  }
}

function unknownReason(
  { n, sd, low, high }: Estimate,
  rule: Rule,
  baselineDiffers: boolean,
  margins: Margins,
): UnknownReason | null {
  if (baselineDiffers) return 'baseline-differs-from-itself'
  if (n < 3) return (['no-round', 'one-round', 'two-rounds'] as const)[n] ?? 'no-round'
  if (rule.kind === 'until-sure' && n < firstLook) return 'too-early'
  if (isIdentical(sd)) return 'identical-rounds'
  if (low === null || high === null) return 'no-round'
  return isWithin({ low, high }, margins.same) || excludesOne({ low, high }) ? null : 'straddles'
}

/** Whether the rounds gave the same number but for rounding. */
export function isIdentical(sd: number | null): boolean {
  return sd !== null && sd <= identicalSd
}

/**
 * How many more rounds would settle a comparison if its mean and spread stay as they are; null when 30 in
 * all would not. Rule 8.
 */
export function roundsToSettle({ n, mean, sd }: Estimate, alpha: number, margins: Margins): number | null {
  if (mean === null || sd === null) return null
  for (let rounds = Math.max(n + 1, firstLook); rounds <= mostRounds; rounds += 1) {
    const half = (tQuantile(rounds - 1, alpha / 2) * sd) / Math.sqrt(rounds)
    const interval = { low: Math.exp(mean - half), high: Math.exp(mean + half) }
    if (isSettled({ n: rounds, sd, half, ...interval }, margins)) return rounds - n
  }
  return null
}
