import type { Experiment } from './experiment.ts'
import type { Run, Trial } from './run.ts'
import { errorCount } from './trial-errors.ts'

/** One cell of the outcome: a scenario on a path, over all its rounds. */
export interface Outcome {
  scenarioId: string
  path: string
  rounds: number
  /** Rounds whose trial may be ranked. */
  validRounds: number
  /** Geometric mean over the valid rounds, per second; null without any. */
  goodRatePerSec: number | null
  /** Geometric mean of the per-round ratios to the baseline in the same block; null where there is none. */
  shareOfBaseline: number | null
  /**
   * Geometric means of the trials' values, in microseconds; null where a valid round could not measure it.
   */
  p50Us: number | null
  p99Us: number | null
  /** Sum over all rounds, the invalid ones too. */
  errors: number
  requests: number
  /** What was published for this cell elsewhere: per second, and as a share of the published baseline. */
  published: { ratePerSec: number; shareOfBaseline: number | null } | null
}

/** The geometric mean of positive numbers; null when there is none, or one that has no logarithm. */
export function geometricMean(values: readonly number[]): number | null {
  if (values.length === 0 || values.some((value) => !(value > 0))) return null
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

/**
 * The outcome of a run, scenario by scenario in the experiment's order, path by path. Point values only: no
 * interval, so no verdict.
 */
export function outcomes(run: Run, trials: readonly Trial[], experiment: Experiment | undefined): Outcome[] {
  const baseline = experiment?.baseline
  return run.scenarios.flatMap(({ id: scenarioId }) =>
    run.paths.map((path) => {
      const own = trials.filter((trial) => trial.scenarioId === scenarioId && trial.path === path)
      const valid = own.filter(isValid)
      const ratios = valid.flatMap((trial) => {
        const base = trials.find(
          (other) => other.scenarioId === baseline && other.path === path && other.round === trial.round,
        )
        return base && isValid(base) ? [trial.result.goodRatePerSec / base.result.goodRatePerSec] : []
      })
      return {
        scenarioId,
        path,
        rounds: own.length,
        validRounds: valid.length,
        goodRatePerSec: geometricMean(valid.map((trial) => trial.result.goodRatePerSec)),
        shareOfBaseline: geometricMean(ratios),
        p50Us: meanPercentile(valid, 'p50'),
        p99Us: meanPercentile(valid, 'p99'),
        errors: own.reduce((sum, { result }) => sum + (result ? errorCount(result) : 0), 0),
        requests: own.reduce((sum, { result }) => sum + (result?.requests ?? 0), 0),
        published: publishedFor(experiment, scenarioId, path),
      }
    }),
  )
}

type ValidTrial = Trial & { result: NonNullable<Trial['result']> }

function isValid(trial: Trial): trial is ValidTrial {
  return trial.status === 'succeeded' && trial.result !== null
}

/** Percentile → one in how many requests is slower. */
export const percentiles = { p50: 2, p75: 4, p90: 10, p99: 100, p999: 1000 } as const
export type PercentileName = keyof typeof percentiles

/**
 * A percentile of valid trials, in microseconds: the geometric mean of their values. Null where one of them
 * could not measure it.
 */
export function meanPercentile(
  valid: readonly ValidTrial[],
  name: PercentileName,
  view: 'measured' | 'corrected' = 'measured',
): number | null {
  const values = valid.map((trial) => trial.result.latencyUs[view][name])
  return values.some((value) => value === null) ? null : geometricMean(values as number[])
}

function publishedFor(
  experiment: Experiment | undefined,
  scenarioId: string,
  path: string,
): Outcome['published'] {
  const published = experiment?.published
  if (!experiment || !published) return null
  const place = experiment.paths.indexOf(path)
  const total = published.totals[scenarioId]?.[place]
  if (total === undefined || total === null) return null
  const base = published.totals[experiment.baseline]?.[place]
  return { ratePerSec: total / published.durationSec, shareOfBaseline: base ? total / base : null }
}
