import { times, withUnit } from './figures.ts'
import { quantityOf, type GateCondition } from './gate-grammar.ts'
import { fewestRounds, fewestRuns, type GateVerdict, type JudgedCondition } from './gate.ts'
import type { NotJudged } from './gate-values.ts'
import { intervalFigures } from './precision.ts'
import type { GateOutcome } from './statistics/gate.ts'

const units = { share: 'share', rate: 'perSecond', time: 'milliseconds' } as const

export const outcomeWords: Record<GateOutcome, string> = {
  violated: 'violated',
  satisfied: 'satisfied',
  undecided: 'undecided',
  'not-judged': 'not judged',
}

/** `1 violated, 2 satisfied`; `no condition`. */
function gateCounts({ judged }: GateVerdict): string {
  const counts = Object.keys(outcomeWords).flatMap((outcome) => {
    const own = judged.filter((one) => one.outcome === outcome).length
    return own === 0 ? [] : [`${own} ${outcomeWords[outcome as GateOutcome]}`]
  })
  return counts.join(', ') || 'no condition'
}

/** `Gate: failed (1 violated, 2 satisfied)`. */
export function gateHeadline(verdict: GateVerdict): string {
  const word = verdict.exitCode === 0 ? 'passed' : verdict.exitCode === 99 ? 'failed' : 'not passed'
  return `Gate: ${word} (${gateCounts(verdict)})`
}

/** What was measured, with its interval: `18 % (17–19 %)`; a dash without a value. */
export function measuredText({ condition, value }: JudgedCondition): string {
  const { point, low, high } = value
  if (point === null) return '–'
  const interval = low === null || high === null ? null : { low, high }
  const shown = intervalFigures(units[quantityOf(condition.metric)], point, interval)
  return shown.interval === null ? shown.value : `${shown.value} (${shown.interval})`
}

/** Why a condition has its outcome, in a few words: `all of the interval is below 20.0 %`. */
export function whyText({ condition, outcome, value }: JudgedCondition): string {
  const side = condition.comparison === '<' ? 'below' : 'above'
  const limit = limitText(condition)
  if (outcome === 'violated') return `all of the interval is ${side} ${limit}`
  if (outcome === 'satisfied') return `no part of the interval is ${side} ${limit}`
  if (outcome === 'undecided') return `the interval lies on both sides of ${limit}`
  return value.reason === null ? 'there is no interval' : reasons[value.reason]
}

function limitText({ metric, limit }: GateCondition): string {
  return withUnit(units[quantityOf(metric)], limit)
}

const reasons: Record<NotJudged, string> = {
  'measuring-failed': 'measuring has failed',
  'not-measured': 'it was not measured',
  'not-ranked': 'too many of its rounds have no valid trial',
  'few-rounds': `fewer than ${times(fewestRounds, 'valid round')}`,
  'lost-rounds': 'too many of its rounds have no valid trial at light load',
  'few-requests': 'a trial has too few requests for this percentile',
  'identical-rounds': 'all rounds gave the same number',
  'baseline-differs-from-itself': 'the baseline differs from itself',
  'few-runs': `fewer than ${times(fewestRuns, 'run')} on each side`,
}
