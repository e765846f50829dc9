import { times } from './figures.ts'
import { runOutcomes } from './run-endings.ts'
import type { Run } from './run.ts'
import { lastRoundOf } from './statistics/level.ts'

type Counted = Pick<Run, 'rule' | 'status' | 'endedBy'>

/** How many rounds a run has of those it may have: `7 of at most 8`, `3 of 5`, or `5` where it has all. */
export function roundCount({ rule }: Pick<Run, 'rule'>, complete: number): string {
  const last = lastRoundOf(rule)
  if (rule.kind === 'until-sure') return `${complete} of at most ${last}`
  return complete === last ? String(last) : `${complete} of ${last}`
}

/** What ended a run that came to an end of its own: `sure`, `all rounds`, `cost cap`; null for others. */
export function endedBy({ endedBy: cause }: Pick<Run, 'endedBy'>): string | null {
  const causes = { sure: 'sure', cap: 'cost cap', rounds: 'all rounds' } as const
  return cause === null ? null : causes[cause]
}

/** How a run ended, at the start of a sentence: `Sure after 7 of at most 8 rounds`. */
export function endedAfter(run: Counted, complete: number): string {
  const last = lastRoundOf(run.rule)
  const rounds = complete === last ? times(last, 'round') : `${roundCount(run, complete)} rounds`
  if (run.status === 'running') return `Running: ${rounds} so far`
  if (run.endedBy === 'sure') return `Sure after ${roundCount(run, complete)} rounds`
  if (run.endedBy === 'cap') return `Ended by the cost cap after ${roundCount(run, complete)} rounds`
  return `${runOutcomes[run.status]} after ${complete === last && last > 1 ? 'all ' : ''}${rounds}`
}
