import type { Curve } from '../../../shared/contract.ts'
import { correctHistogram, countOf, mergeHistograms, type Histogram } from '../../../shared/histogram.ts'
import { decodeHistogram } from '../../../shared/histogram-text.ts'
import type { Run } from '../../../shared/run.ts'
import type { Runs } from '../store/runs.ts'

/** Points of a curve: enough for a smooth look at every zoom, few enough to send. */
const pointsPerDecade = 60

/**
 * Latency by percentile of each scenario and path. Histograms of one run are merged by adding counts; each
 * trial is corrected by its own interval first. Only trials that may be ranked count.
 */
export function curvesOf(runs: Pick<Runs, 'trials' | 'histogram'>, run: Run): Curve[] {
  const trials = runs.trials(run.id).filter((trial) => trial.status === 'succeeded')
  return run.scenarios.flatMap(({ id: scenarioId }) =>
    run.paths.flatMap((path) => {
      const own = trials
        .filter((trial) => trial.scenarioId === scenarioId && trial.path === path)
        .flatMap((trial) => {
          const text = runs.histogram(run.id, trial.order)
          return text === null
            ? []
            : [{ raw: decodeHistogram(text), intervalUs: trial.result?.correctionIntervalUs ?? null }]
        })
      if (own.length === 0) return []
      const measured = mergeHistograms(own.map(({ raw }) => raw))
      const corrected = mergeHistograms(own.map(({ raw, intervalUs }) => correctHistogram(raw, intervalUs)))
      return [
        { scenarioId, path, measured: percentilePoints(measured), corrected: percentilePoints(corrected) },
      ]
    }),
  )
}

/** Points [1 / (1 - p), microseconds] up to the last percentile that ten requests stand behind. */
function percentilePoints(histogram: Histogram): [number, number][] {
  const count = countOf(histogram)
  const most = count / 10
  const points: [number, number][] = []
  let below = 0
  let next = 1
  for (const [valueUs, times] of histogram) {
    below += times
    while (next <= most && below >= count * (1 - 1 / next)) {
      points.push([next, valueUs])
      next *= 10 ** (1 / pointsPerDecade)
    }
  }
  return points
}
