import type { Rule } from '../run.ts'

/** The error that a run's intervals may make together. */
const familyError = 0.05

/**
 * How many comparisons a run makes: the other scenarios, and one more when the baseline runs twice.
 * Fixed before the first trial. Rule 8.
 */
export function comparisonCount(otherScenarios: number, baselineTwice: boolean): number {
  return Math.max(1, otherScenarios + (baselineTwice ? 1 : 0))
}

/**
 * The two-sided error a = 0.05 · w / m of one comparison at one look. w = 1 for rounds fixed beforehand and
 * 3 / N until sure, which holds the error over looks after every round from 5 to N. Rule 8.
 */
export function levelOf(rule: Rule, comparisons: number): number {
  const share = rule.kind === 'until-sure' ? 3 / rule.most : 1
  return (familyError * share) / comparisons
}

/** How far an interval may reach, as fractions: 0.05 stands for 1/1.05 to 1.05. Rule 8. */
export interface Margins {
  /** A difference within this does not matter. */
  same: number
  /** A difference is settled once its interval reaches at most this far to either side. */
  precise: number
}

/** The margins that hold unless a person has chosen others before the run. */
export const defaultMargins: Margins = { same: 0.05, precise: 0.1 }

/** The margins of a run: chosen with a run until sure, the usual ones where its rounds are fixed. */
export function marginsOf(rule: Rule): Margins {
  return rule.kind === 'until-sure' ? rule : defaultMargins
}

/** Whether rounds of different scenarios do not belong together. */
export function isUnpaired(rule: Rule): boolean {
  return rule.kind === 'fixed' && rule.unpaired === true
}

/** The rounds after which a run ends at the latest. */
export function lastRoundOf(rule: Rule): number {
  return rule.kind === 'until-sure' ? rule.most : rule.rounds
}
