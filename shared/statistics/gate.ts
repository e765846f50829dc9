/** A condition that a build fails on, and what is known of it. Rule 16. */
export type GateOutcome = 'violated' | 'satisfied' | 'undecided' | 'not-judged'

export interface Condition {
  comparison: '<' | '>'
  limit: number
}

/**
 * Judges `--fail-if VALUE < LIMIT` by an interval: violated when all of it meets the condition, satisfied
 * when none of it does. Rule 16.
 */
export function judge(interval: { low: number | null; high: number | null }, failIf: Condition): GateOutcome {
  const { low, high } = interval
  if (low === null || high === null) return 'not-judged'
  const { comparison, limit } = failIf
  if (comparison === '<') return high < limit ? 'violated' : low >= limit ? 'satisfied' : 'undecided'
  return low > limit ? 'violated' : high <= limit ? 'satisfied' : 'undecided'
}

/**
 * The exit code of a run that was measured: 99 when a condition is violated, 3 when one was not judged (and,
 * with `strict`, when one is undecided), else 0. Rule 16.
 */
export function gateExitCode(outcomes: readonly GateOutcome[], strict: boolean): 0 | 3 | 99 {
  if (outcomes.includes('violated')) return 99
  if (outcomes.includes('not-judged') || (strict && outcomes.includes('undecided'))) return 3
  return 0
}
