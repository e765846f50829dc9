import type { Curve } from './contract.ts'
import { correctHistogram, countOf, mergeHistograms, type Histogram } from './histogram.ts'
import { decodeHistogram } from './histogram-text.ts'
import { isValid } from './result.ts'
import { closedTrials } from './rounds.ts'
import type { Run, Trial } from './run.ts'
import { percentileUse } from './statistics/percentile-rule.ts'
import { lostRequests } from './trial-errors.ts'

/** Points of a curve: enough for a smooth look at every zoom, few enough to send. */
const pointsPerDecade = 60

/**
 * Latency by percentile of each scenario and path. Histograms of one run are merged by adding counts; each
 * trial is corrected by its own interval first. Only trials of complete rounds that may be ranked count, and
 * a curve ends where one of them could not measure the percentile: tables have no figure there either.
 * @param histogramOf the raw histogram of the trial of an order, encoded; null without one
 */
export function curvesOf(
  run: Pick<Run, 'scenarios' | 'paths'>,
  planned: readonly Trial[],
  histogramOf: (order: number) => string | null,
): Curve[] {
  const trials = closedTrials(planned).filter(isValid)
  return run.scenarios.flatMap(({ id: scenarioId }) =>
    run.paths.flatMap((path) => {
      const own = trials
        .filter((trial) => trial.scenarioId === scenarioId && trial.path === path)
        .flatMap(({ order, result }) => {
          const text = histogramOf(order)
          return text === null ? [] : [{ raw: decodeHistogram(text), result }]
        })
      if (own.length === 0) return []
      const measured = own.map(({ raw }) => raw)
      const corrected = own.map(({ raw, result }) => correctHistogram(raw, result.correctionIntervalUs))
      const lost = own.map(({ result }) => lostRequests(result))
      return [
        {
          scenarioId,
          path,
          measured: percentilePoints(measured, lost),
          corrected: percentilePoints(corrected, lost),
        },
      ]
    }),
  )
}

/**
 * Points [1 / (1 - p), microseconds] of all histograms together, up to the last percentile that can be
 * measured in each of them. `lost`: requests that each of them lacks.
 */
function percentilePoints(histograms: readonly Histogram[], lost: readonly number[]): [number, number][] {
  const counts = histograms.map(countOf)
  const reaches = (place: number): boolean =>
    counts.every((count, index) => percentileUse(count, 1 - 1 / place, lost[index] ?? 0).show)
  const merged = mergeHistograms(histograms)
  const count = countOf(merged)
  const points: [number, number][] = []
  let below = 0
  let next = 1
  for (const [valueUs, times] of merged) {
    below += times
    while (reaches(next) && below >= count * (1 - 1 / next)) {
      points.push([next, valueUs])
      next *= 10 ** (1 / pointsPerDecade)
    }
  }
  return points
}
