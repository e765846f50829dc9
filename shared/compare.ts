import { baselineIdOf } from './baseline.ts'
import type { Experiment } from './experiment.ts'
import { closedTrials } from './rounds.ts'
import type { Run, Trial } from './run.ts'
import { isUnpaired } from './statistics/level.ts'
import { errorCount } from './trial-errors.ts'

/** One cell of the outcome: a scenario on a path, over the complete rounds. */
export interface Outcome {
  scenarioId: string
  path: string
  /** Complete rounds in which it was measured. */
  rounds: number
  /** Those of them with a trial that may be ranked. */
  validRounds: number
  /** Geometric mean over the valid rounds, per second; null without any. */
  goodRatePerSec: number | null
  /**
   * Geometric mean of the per-round ratios to the baseline in the same block, or the ratio of the means where
   * rounds do not belong together; null where there is none, and for a floor.
   */
  shareOfBaseline: number | null
  /**
   * Geometric means of the trials' values, in microseconds; null where a valid round could not measure it.
   */
  p50Us: number | null
  p99Us: number | null
  /** Sum over these rounds, the invalid trials too. */
  errors: number
  requests: number
  /** What was published for this cell elsewhere: per second, and as a share of the published baseline. */
  published: { ratePerSec: number; shareOfBaseline: number | null } | null
}

/** The geometric mean of positive numbers; null when there is none, or one that has no logarithm. */
export function geometricMean(values: readonly number[]): number | null {
  if (values.length === 0 || values.some((value) => !(value > 0))) return null
  // One alone stays what it is, to the last digit.
  if (values.length === 1) return values[0] ?? null
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

/**
 * The outcome of a run, scenario by scenario in the experiment's order, path by path, from the trials at
 * closed load of its complete rounds. Point values only: no interval, so no verdict.
 */
export function outcomes(run: Run, trials: readonly Trial[], experiment: Experiment | undefined): Outcome[] {
  const counted = closedTrials(trials)
  const baselineId = baselineIdOf(run, experiment)
  return run.scenarios.flatMap(({ id: scenarioId, reachesOrigin }) =>
    run.paths.map((path) => {
      const own = counted.filter((trial) => trial.scenarioId === scenarioId && trial.path === path)
      const base = counted.filter((trial) => trial.scenarioId === baselineId && trial.path === path)
      const valid = own.filter(isValid)
      return {
        scenarioId,
        path,
        rounds: new Set(own.map(({ round }) => round)).size,
        validRounds: new Set(valid.map(({ round }) => round)).size,
        goodRatePerSec: geometricMean(roundRates(own).map(({ goodRatePerSec }) => goodRatePerSec)),
        shareOfBaseline: reachesOrigin === false ? null : shareOf(run, own, base),
        p50Us: meanPercentile(valid, 'p50'),
        p99Us: meanPercentile(valid, 'p99'),
        errors: own.reduce((sum, { result }) => sum + (result ? errorCount(result) : 0), 0),
        requests: own.reduce((sum, { result }) => sum + (result?.requests ?? 0), 0),
        published: publishedFor(experiment, scenarioId, path),
      }
    }),
  )
}

/**
 * One good rate per round of some trials of a scenario on a path, ascending: the geometric mean of its valid
 * slots. A round without one is left out.
 */
export function roundRates(own: readonly Trial[]): { round: number; goodRatePerSec: number }[] {
  const rounds = Map.groupBy(own.filter(isValid), ({ round }) => round)
  return [...rounds]
    .flatMap(([round, trials]) => {
      const goodRatePerSec = geometricMean(trials.map(({ result }) => result.goodRatePerSec))
      return goodRatePerSec === null ? [] : [{ round, goodRatePerSec }]
    })
    .toSorted((one, other) => one.round - other.round)
}

function shareOf({ rule }: Run, own: readonly Trial[], base: readonly Trial[]): number | null {
  return isUnpaired(rule) ? ratioOfMeans(own, base) : geometricMean(roundRatios(own, base))
}

/** The ratio of two scenarios' rates in each round that has both. */
function roundRatios(own: readonly Trial[], base: readonly Trial[]): number[] {
  const bases = new Map(roundRates(base).map(({ round, goodRatePerSec }) => [round, goodRatePerSec]))
  return roundRates(own).flatMap(({ round, goodRatePerSec }) => {
    const divisor = bases.get(round)
    return divisor === undefined ? [] : [goodRatePerSec / divisor]
  })
}

/** Where rounds do not belong together. */
function ratioOfMeans(own: readonly Trial[], base: readonly Trial[]): number | null {
  const [mean, divisor] = [own, base].map((trials) =>
    geometricMean(roundRates(trials).map(({ goodRatePerSec }) => goodRatePerSec)),
  )
  return mean == null || divisor == null ? null : mean / divisor
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
