import type { ComparedRun } from './compare-runs.ts'
import type { LightPercentile } from './light-latency.ts'
import { isValid, whyMissing } from './result.ts'
import type { Trial } from './run.ts'
import { estimate, meanOf, type Estimate, type LogRatios } from './statistics/interval.ts'

/** What is compared between runs, in the order in which it is shown. */
export const comparedMeasures = ['share', 'rate', 'added', 'lightP50', 'lightP90'] as const
export type ComparedMeasure = (typeof comparedMeasures)[number]

/** One figure of one run: a share (1 = the baseline), per second, or milliseconds. */
export interface ComparedFigure {
  value: number | null
  /** Null below three rounds. */
  interval: { low: number; high: number } | null
  /** The value of each complete round; empty where there is only one. */
  rounds: readonly number[]
  /** Why there is no value, in a few words. */
  missing: string | null
}

/** The figure of a scenario in one run; `path` matters at full load only. */
export function comparedFigure(
  run: ComparedRun,
  measure: ComparedMeasure,
  scenarioId: string,
  path: string,
): ComparedFigure {
  const { run: own } = run.result
  const light = measure !== 'share' && measure !== 'rate'
  if (!own.scenarios.some(({ id }) => id === scenarioId) || (!light && !own.paths.includes(path)))
    return without('not in this run')
  if (light && run.published) return without('not published')
  if (measure === 'added') return addedFigure(run, scenarioId)
  if (light) return lightFigure(run, scenarioId, measure === 'lightP50' ? 'p50' : 'p90')
  return measure === 'rate' ? rateFigure(run, scenarioId, path) : shareFigure(run, scenarioId, path)
}

/** The good rate on one path: the geometric mean over complete rounds. */
function rateFigure(run: ComparedRun, scenarioId: string, path: string): ComparedFigure {
  const logs = logRates(run, scenarioId, path)
  return figureOf(estimate(logs, run.alpha), logs) ?? without(whyMissing(run.result, scenarioId, path))
}

/** The share of the baseline on one path, by the same rule as in the run's own result. Rule 7. */
function shareFigure({ assessment, result }: ComparedRun, scenarioId: string, path: string): ComparedFigure {
  if (assessment?.baselineId === scenarioId) return without('the baseline')
  const scenario = assessment?.scenarios.find((one) => one.scenarioId === scenarioId)
  const own = scenario?.paths.find((one) => one.path === path)
  const figure = own ? figureOf(own.estimate, own.logRatios) : null
  return (
    figure ?? without(scenario?.validRounds ? 'too many rounds lost' : whyMissing(result, scenarioId, path))
  )
}

/** ln of a scenario's good rate in each complete round; null for a round without a valid trial. */
function logRates({ rounds }: ComparedRun, scenarioId: string, path: string): LogRatios {
  return rounds.complete.map((round) => {
    const valid = rounds.closed(scenarioId, round, path).filter(isValid)
    const logs = valid.flatMap(({ result }) =>
      result.goodRatePerSec > 0 ? [Math.log(result.goodRatePerSec)] : [],
    )
    return logs.length === 0 ? null : meanOf(logs)
  })
}

/** @param logs the logarithm of the value of each round that the estimate is of */
function figureOf({ point, low, high }: Estimate, logs: LogRatios): ComparedFigure | null {
  if (point === null) return null
  const rounds = logs.filter((log) => log !== null).map(Math.exp)
  return {
    value: point,
    interval: low === null || high === null ? null : { low, high },
    rounds: rounds.length > 1 ? rounds : [],
    missing: null,
  }
}

/** Milliseconds that a scenario adds to the baseline's p50 at light load. Rule 11. */
function addedFigure({ assessment, result }: ComparedRun, scenarioId: string): ComparedFigure {
  const added = assessment?.scenarios.find((one) => one.scenarioId === scenarioId)?.added ?? null
  if (added === null) return noLight(result.trials)
  const { addedMs, lowMs, highMs } = added
  return {
    value: addedMs,
    interval: lowMs === null || highMs === null ? null : { low: lowMs, high: highMs },
    rounds: [],
    missing: null,
  }
}

/** A percentile at light load in milliseconds. Rules 3 and 11. */
function lightFigure(
  { assessment, result }: ComparedRun,
  scenarioId: string,
  percentile: LightPercentile,
): ComparedFigure {
  const own = assessment?.light.find((one) => one.scenarioId === scenarioId && one.percentile === percentile)
  return (own && figureOf(own.absoluteMs, own.logMs)) ?? noLight(result.trials)
}

function noLight(trials: readonly Trial[]): ComparedFigure {
  return trials.some((trial) => trial.load === 'light' && trial.result !== null)
    ? without('too few requests')
    : without('not measured')
}

function without(missing: string): ComparedFigure {
  return { value: null, interval: null, rounds: [], missing }
}
