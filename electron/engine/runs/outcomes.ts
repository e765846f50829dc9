import { outcomeLine } from '../../../shared/outcome-line.ts'
import type { Run } from '../../../shared/run.ts'
import type { EngineContext } from '../engine-context.ts'

/** What runs came to, for lists of them. A run that has ended is computed once. */
export function createOutcomes({ runs, catalog }: Pick<EngineContext, 'runs' | 'catalog'>) {
  const known = new Map<string, string>()
  const outcomeOf = (run: Run): string => {
    const key = `${run.id} ${run.status}`
    const before = known.get(key)
    if (before !== undefined) return before
    const experiment = catalog.experiments.find(({ id }) => id === run.experimentId)
    const outcome = outcomeLine({ run, trials: runs.trials(run.id), diagnoses: [], experiment })
    if (run.status !== 'running') known.set(key, outcome)
    return outcome
  }
  return {
    of(ids: readonly string[]): { id: string; outcome: string }[] {
      const wanted = new Set(ids)
      return runs
        .list()
        .filter(({ id }) => wanted.has(id))
        .map((run) => ({ id: run.id, outcome: outcomeOf(run) }))
    },
  }
}
