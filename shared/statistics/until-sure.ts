import { estimate, type Estimate, type LogRatios } from './interval.ts'
import { lastRoundOf, levelOf, marginsOf } from './level.ts'
import type { Rule } from '../run.ts'
import { firstLook } from './look-rounds.ts'
import { excludesOne, isSettled } from './verdict.ts'

/** What one look after a round found. */
export interface Look {
  /** Complete rounds when it was taken. */
  round: number
  settled: Readonly<Record<string, boolean>>
  /** The baseline differs from itself. */
  tripped: boolean
  /** From the fifth round on: all scenarios are settled, and A/A has not tripped. */
  sure: boolean
  stop: boolean
}

/**
 * Looks at a run after a number of complete rounds: whether each scenario is settled, and whether the run
 * stops. Until sure it stops from the fifth round on when all are settled and A/A has not tripped, and at
 * its last round. Rule 8.
 * @param values one value per round and ranked scenario, and those of the baseline against itself
 */
export function lookAt(
  values: { logRatios: Readonly<Record<string, LogRatios>>; baselineAgainstItself: LogRatios | null },
  round: number,
  rule: Rule,
  comparisons: number,
): Look {
  const alpha = levelOf(rule, comparisons)
  const soFar = (ratios: LogRatios): Estimate => estimate(ratios.slice(0, round), alpha)
  const settled = Object.fromEntries(
    Object.entries(values.logRatios).map(([id, ratios]) => [id, isSettled(soFar(ratios), marginsOf(rule))]),
  )
  const twice = values.baselineAgainstItself
  const tripped = twice !== null && hasTripped(soFar(twice))
  const known = Object.values(settled)
  const sure = round >= firstLook && known.length > 0 && known.every(Boolean) && !tripped
  const stop = round >= lastRoundOf(rule) || (rule.kind === 'until-sure' && sure)
  return { round, settled, tripped, sure, stop }
}

/** Whether the interval of the baseline against itself excludes 1. Rule 12. */
export function hasTripped({ low, high }: Estimate): boolean {
  return low !== null && high !== null && excludesOne({ low, high })
}
