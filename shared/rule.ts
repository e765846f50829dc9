import type { Load } from './experiment.ts'
import type { Rule } from './run.ts'

/** How many rounds a load takes, and what ends it earlier: the rule that a run keeps. Rule 8. */
export function ruleOf({ rounds, untilSure }: Pick<Load, 'rounds' | 'untilSure'>): Rule {
  return untilSure ? { kind: 'until-sure', most: rounds, ...untilSure } : { kind: 'fixed', rounds }
}

/** From this many other scenarios on, the baseline of a run until sure is compared with itself. Rule 12. */
const othersForTwice = 3

/** Whether the baseline runs twice in every block, which shows how much a run differs from itself. */
export function runsBaselineTwice({ untilSure }: Pick<Load, 'untilSure'>, otherScenarios: number): boolean {
  return untilSure !== null && otherScenarios >= othersForTwice
}
