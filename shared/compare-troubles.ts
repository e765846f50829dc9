import type { ComparedRun } from './compare-runs.ts'
import type { Trial } from './run.ts'
import { errorCount } from './trial-errors.ts'

/** What went wrong with a scenario in one run, over the trials of its complete rounds. */
export interface Troubles {
  trials: number
  /** More than 1 % of the requests were errors. */
  invalid: number
  failed: number
  requests: number
  errors: number
}

/**
 * Errors and invalid trials of a scenario, light load among them.
 * @returns `not-published` where nobody has said; null where the run has no complete round of the scenario
 */
export function troublesOf(run: ComparedRun, scenarioId: string): Troubles | 'not-published' | null {
  const complete = new Set(run.rounds.complete)
  const own = run.result.trials.filter(
    (trial) => trial.scenarioId === scenarioId && trial.load !== 'diagnosis' && complete.has(trial.round),
  )
  if (own.length === 0) return null
  if (run.published) return 'not-published'
  const withStatus = (status: Trial['status']): number =>
    own.filter((trial) => trial.status === status).length
  return {
    trials: own.length,
    invalid: withStatus('invalid'),
    failed: withStatus('failed'),
    requests: own.reduce((sum, { result }) => sum + (result?.requests ?? 0), 0),
    errors: own.reduce((sum, { result }) => sum + (result ? errorCount(result) : 0), 0),
  }
}
