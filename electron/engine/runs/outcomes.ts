import type { CommandOutput } from '../../../shared/contract.ts'
import { outcomeLine } from '../../../shared/outcome-line.ts'
import { outcomesOf, type Result } from '../../../shared/result.ts'
import type { Run } from '../../../shared/run.ts'
import type { EngineContext } from '../engine-context.ts'
import { findPublished } from './published-runs.ts'

type RunOutcome = CommandOutput<'runs.outcomes'>[number]
type OwnOutcome = Omit<RunOutcome, 'previousId'>

/** What runs came to, for lists of them. A run that has ended is computed once. */
export function createOutcomes({ runs, catalog }: Pick<EngineContext, 'runs' | 'catalog'>) {
  const known = new Map<string, OwnOutcome>()
  const outcomeOf = (run: Run): OwnOutcome => {
    const key = `${run.id} ${run.status}`
    const before = known.get(key)
    if (before !== undefined) return before
    const experiment = catalog.experiments.find(({ id }) => id === run.experimentId)
    const outcome = summed({ run, trials: runs.trials(run.id), diagnoses: [], experiment })
    if (run.status !== 'running') known.set(key, outcome)
    return outcome
  }
  const previousOf = (run: Run): string | null => {
    let before = runs.findBefore(run)
    while (before !== undefined && !outcomeOf(before).hasFigure) before = runs.findBefore(before)
    return before?.id ?? null
  }
  return {
    of(ids: readonly string[]): RunOutcome[] {
      const stored = runs.list({ ids: [...ids] }).map((run) => {
        const own = outcomeOf(run)
        return { ...own, previousId: own.hasFigure ? previousOf(run) : null }
      })
      const published = ids.flatMap((id) => {
        const found = findPublished(catalog, id)
        return found ? [{ ...summed({ ...found, diagnoses: [] }), previousId: null }] : []
      })
      return [...stored, ...published]
    },
  }
}

function summed(result: Result): OwnOutcome {
  const hasFigure = outcomesOf(result).some(({ goodRatePerSec }) => goodRatePerSec !== null)
  return { id: result.run.id, outcome: outcomeLine(result), hasFigure }
}
