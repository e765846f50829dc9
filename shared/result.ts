import { baselineIdOf } from './baseline.ts'
import { outcomes, type Outcome } from './compare.ts'
import type { Experiment } from './experiment.ts'
import { closedTrials } from './rounds.ts'
import type { Run, Trial, TrialResult } from './run.ts'

/** A run with everything that its charts and sentences are made from. */
export interface Result {
  run: Run
  trials: readonly Trial[]
  /** What counted status codes after trials with errors; no figure comes from them. */
  diagnoses: readonly Trial[]
  /** Undefined where the app no longer knows the experiment of an old run. */
  experiment: Experiment | undefined
}

export type MeasuredTrial = Trial & { result: TrialResult }

/** Whether a trial's figures may be ranked. */
export function isValid(trial: Trial): trial is MeasuredTrial {
  return trial.status === 'succeeded' && trial.result !== null
}

/** The scenario that the others are measured against; null where it was not part of the run. */
export function baselineOf({
  run,
  experiment,
}: Pick<Result, 'run' | 'experiment'>): { id: string; title: string } | null {
  const baselineId = baselineIdOf(run, experiment)
  return run.scenarios.find(({ id }) => id === baselineId) ?? null
}

export function outcomesOf({ run, trials, experiment }: Result): Outcome[] {
  return outcomes(run, trials, experiment)
}

/** The trials of one cell that count: see `closedTrials`. */
export function cellTrials({ trials }: Result, scenarioId: string | undefined, path: string): Trial[] {
  return closedTrials(trials).filter((trial) => trial.scenarioId === scenarioId && trial.path === path)
}

/** Why a cell has no figure, in a few words. */
export function whyMissing(result: Result, scenarioId: string, path: string): string {
  const planned = result.trials.filter((trial) => trial.load === 'closed' && trial.path === path)
  const mine = planned.filter((trial) => trial.scenarioId === scenarioId)
  if (mine.every(({ status }) => status === 'pending'))
    return result.run.status === 'running' ? 'not measured yet' : 'not measured'
  const own = cellTrials(result, scenarioId, path)
  if (own.length === 0) return result.run.status === 'running' ? 'no complete round yet' : 'no complete round'
  const valid = own.filter(isValid)
  if (valid.length === 0)
    return own.some(({ status }) => status === 'invalid') ? 'no valid trial' : 'no trial finished'
  if (!valid.some((trial) => trial.result.goodRatePerSec > 0)) return 'no good requests'
  return 'no valid baseline trial'
}

/**
 * A scenario in the middle of a sentence: `the load balancer`. What a person called it who imported files
 * stands in quotes: `“before”`.
 */
export function theScenario({ account }: Pick<Run, 'account'>, title: string): string {
  return account.kind === 'elsewhere' ? `“${title}”` : `the ${inSentence(title)}`
}

/** The baseline in the middle of a sentence. */
export function theBaseline(result: Result): string {
  return theScenario(result.run, baselineOf(result)?.title ?? 'baseline')
}

/**
 * How a title stands in the middle of a sentence: `Load balancer` → `load balancer`, `HTTP proxy` and `ELB`
 * as they are.
 */
export function inSentence(title: string): string {
  return /^[A-Z][a-z]/.test(title) && !/^(Lambda|Amazon)/.test(title)
    ? title.charAt(0).toLowerCase() + title.slice(1)
    : title
}

/** What the scenario is called together with those that differ from it in one detail only. */
export function familyOf({ experiment }: Result, scenario: { id: string; title: string }): string {
  const family = experiment?.families.find(({ scenarios }) => scenarios.includes(scenario.id))
  return family?.title ?? scenario.title
}
