import { assess } from './assessment.ts'
import { comparedRuns } from './compare-runs.ts'
import { compareSides, headlinesOf } from './compare-sides.ts'
import type { GateCondition } from './gate-grammar.ts'
import { otherValue, shareValue, type GatedRun, type GateValue, type NotJudged } from './gate-values.ts'
import type { Result } from './result.ts'
import { roundsOf } from './rounds.ts'
import type { Run } from './run.ts'
import { gateExitCode, judge, type GateOutcome } from './statistics/gate.ts'
import { levelOf } from './statistics/level.ts'

/** A condition with what a run says about it. */
export interface JudgedCondition {
  condition: GateCondition
  outcome: GateOutcome
  value: GateValue
}

/** What a gate says of a run. */
export interface GateVerdict {
  judged: readonly JudgedCondition[]
  strict: boolean
  /** 1 where measuring itself has failed, else as `gateExitCode` says. */
  exitCode: 0 | 1 | 3 | 99
}

/** What is judged: a run, and for ratios of shares the runs beside it and those before. */
export interface Gated {
  result: Result
  /** Further runs on the side of this one. */
  also: readonly Result[]
  /** The runs that it is compared with. */
  before: readonly Result[]
}

/** Fewer rounds than this have no interval. Rule 7. */
export const fewestRounds = 3

/** Fewer runs on a side than this have no verdict. Rule 10. */
export const fewestRuns = 3

/** Judges a run by its conditions. Rule 16. */
export function judgeGate(gated: Gated, conditions: readonly GateCondition[], strict: boolean): GateVerdict {
  if (hasMeasuringFailed(gated.result.run)) return failedGate(conditions, strict)
  const judged = conditions.map((condition): JudgedCondition => {
    const value = valueOf(gated, condition, conditions)
    const interval = value.reason === null ? value : { low: null, high: null }
    return { condition, value, outcome: judge(interval, condition) }
  })
  const outcomes = judged.map(({ outcome }) => outcome)
  return { judged, strict, exitCode: gateExitCode(outcomes, strict) }
}

/** Nothing is judged where measuring itself has failed. */
function failedGate(conditions: readonly GateCondition[], strict: boolean): GateVerdict {
  const value: GateValue = { n: 0, point: null, low: null, high: null, reason: 'measuring-failed' }
  const judged = conditions.map((condition) => ({ condition, value, outcome: 'not-judged' as const }))
  return { judged, strict, exitCode: 1 }
}

/**
 * Whether something else than its own end has ended a run: then what it has is no outcome. One that came to
 * its end without a valid trial was measured.
 */
function hasMeasuringFailed({ status, endedBy }: Run): boolean {
  return status === 'interrupted' || (status === 'failed' && endedBy === null)
}

function valueOf(gated: Gated, condition: GateCondition, all: readonly GateCondition[]): GateValue {
  const { run, trials, experiment } = gated.result
  const own: GatedRun = { run, trials, found: assess(run, trials, experiment) }
  if (condition.metric === 'share.ratio') return ratioValue(gated, condition)
  const value =
    condition.metric === 'share'
      ? shareValue(own, condition)
      : otherValue(own, condition, levelOf(run.rule, all.filter(hasOwnLevel).length))
  const isEarly = roundsOf(trials).complete.length < fewestRounds
  return isEarly && value.reason !== 'not-measured' ? { ...value, reason: 'few-rounds' } : value
}

/** Neither a share, which has rule 8's level, nor a ratio of shares, which has rule 10's. */
function hasOwnLevel({ metric }: GateCondition): boolean {
  return metric !== 'share' && metric !== 'share.ratio'
}

/** The share of these runs ÷ that of the runs before: the runs are the sample. Rule 10. */
function ratioValue({ result, also, before }: Gated, { scenarioId }: GateCondition): GateValue {
  const runs = comparedRuns([result, ...also, ...before])
  const earlier = new Set(before.map(({ run }) => run))
  const sides = runs.map((one) => (earlier.has(one.result.run) ? 'before' : 'after'))
  const compared = compareSides(headlinesOf(runs), sides)
  const own = compared.find((one) => one.scenarioId === scenarioId)
  const between = own?.between ?? null
  const n = own?.runs.filter(({ value }, place) => value !== null && sides[place] === 'after').length ?? 0
  const none = { n, point: null, low: null, high: null }
  if (own === undefined || own.measure !== 'share' || between === null)
    return { ...none, reason: 'not-measured' }
  const { ratio: point, low, high, verdictAllowed } = between
  return { n, point, low, high, reason: ratioReason(runs, verdictAllowed, low) }
}

function ratioReason(
  runs: ReturnType<typeof comparedRuns>,
  verdictAllowed: boolean,
  low: number | null,
): NotJudged | null {
  if (runs.some(({ assessment }) => assessment?.againstItself?.tripped)) return 'baseline-differs-from-itself'
  if (!verdictAllowed) return 'few-runs'
  return low === null ? 'identical-rounds' : null
}
