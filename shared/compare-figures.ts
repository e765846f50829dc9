import type { ComparedRun } from './compare-runs.ts'
import { baselineOf, isValid, whyMissing } from './result.ts'
import type { Trial } from './run.ts'
import { estimate, meanOf, type LogRatios } from './statistics/interval.ts'
import { levelOf } from './statistics/level.ts'

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

/** How many percentiles at light load are compared. Rule 11. */
const lightPercentiles = 2

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
  return fullLoadFigure(run, scenarioId, path, measure)
}

/** Good rate, or share of the baseline, of one path: the geometric mean over complete rounds. Rule 7. */
function fullLoadFigure(
  run: ComparedRun,
  scenarioId: string,
  path: string,
  measure: 'share' | 'rate',
): ComparedFigure {
  const rates = logRates(run, scenarioId, path)
  if (measure === 'rate') return estimated(run, rates, run.alpha, scenarioId, path)
  const baseline = baselineOf(run.result)
  const bases = baseline === null ? [] : logRates(run, baseline.id, path)
  const shares = rates.map((rate, round) => {
    const base = bases[round] ?? null
    return rate === null || base === null ? null : rate - base
  })
  return estimated(run, shares, run.alpha, scenarioId, path)
}

function estimated(
  { result }: ComparedRun,
  logs: LogRatios,
  alpha: number,
  scenarioId: string,
  path: string,
): ComparedFigure {
  return figureOf(logs, alpha) ?? without(whyMissing(result, scenarioId, path))
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

function figureOf(logs: LogRatios, alpha: number): ComparedFigure | null {
  const { point, low, high } = estimate(logs, alpha)
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

/** A percentile at light load in milliseconds: the geometric mean over complete rounds. Rules 3 and 11. */
function lightFigure(run: ComparedRun, scenarioId: string, percentile: 'p50' | 'p90'): ComparedFigure {
  const { rounds, result } = run
  const logs = rounds.complete.map((round) => {
    const trial = rounds.light(scenarioId, round)
    const us = trial && isValid(trial) ? trial.result.latencyUs.measured[percentile] : null
    return us === null || us <= 0 ? null : Math.log(us / 1000)
  })
  const others = result.run.scenarios.length - 1
  const alpha = levelOf(result.run.rule, Math.max(1, others * lightPercentiles))
  return figureOf(logs, alpha) ?? noLight(result.trials)
}

function noLight(trials: readonly Trial[]): ComparedFigure {
  return trials.some((trial) => trial.load === 'light' && trial.result !== null)
    ? without('too few requests')
    : without('not measured')
}

function without(missing: string): ComparedFigure {
  return { value: null, interval: null, rounds: [], missing }
}
