import type { BarsChart, ChartTable, LinesChart, LineSeries } from './chart.ts'
import { meanPercentile, percentiles, roundRates, type PercentileName } from './compare.ts'
import type { Curve } from './contract.ts'
import { millisecondsOf, percentileAt, range } from './figures.ts'
import { besideOthers } from './floor-text.ts'
import { cellTrials, inSentence, isValid, outcomesOf, type Result, whyMissing } from './result.ts'

/** Good requests per second per scenario and path, the baseline among them. */
export function rateChart(result: Result): BarsChart {
  const { run } = result
  const cells = outcomesOf(result)
  const spoken = run.scenarios.map((scenario) => {
    const { id } = scenario
    const rates = cells.flatMap((cell) =>
      cell.scenarioId === id && cell.goodRatePerSec !== null ? [cell.goodRatePerSec] : [],
    )
    return `${inSentence(besideOthers(scenario))} ${rates.length === 0 ? 'no figure' : range(rates)}`
  })
  return {
    kind: 'bars',
    title: 'Good requests per second',
    sentence: `Good requests per second: ${spoken.join('; ')}.`,
    value: { title: 'Good requests per second', unit: 'perSecond', scale: 'linear' },
    groupTitle: 'Scenario',
    rowTitle: 'Path',
    groups: run.scenarios.map((scenario) => ({
      label: besideOthers(scenario),
      scenarioId: scenario.id,
      rows: cells
        .filter((cell) => cell.scenarioId === scenario.id)
        .map((cell) => ({
          label: cell.path,
          value: cell.goodRatePerSec,
          missing: cell.goodRatePerSec === null ? whyMissing(result, scenario.id, cell.path) : null,
          interval: null,
          dots:
            run.load.rounds > 1
              ? roundRates(cellTrials(result, scenario.id, cell.path)).map(
                  ({ goodRatePerSec }) => goodRatePerSec,
                )
              : [],
          marks: [],
        })),
    })),
    reference: null,
    dotTitle: run.load.rounds > 1 ? 'Single rounds' : null,
    markTitles: {},
  }
}

function validTrials(result: Result, scenarioId: string, path: string) {
  return cellTrials(result, scenarioId, path).filter(isValid)
}

/**
 * Latency by percentile on one path: what was measured, scenario by scenario, all valid trials merged. Null
 * without any curve.
 */
export function latencyChart(result: Result, curves: readonly Curve[], path: string): LinesChart | null {
  const series = result.run.scenarios.flatMap((scenario): LineSeries[] => {
    const { id } = scenario
    const label = besideOthers(scenario)
    const curve = curves.find((one) => one.scenarioId === id && one.path === path)
    return curve && curve.measured.length > 0
      ? [
          {
            label,
            endLabel: label,
            scenarioId: id,
            role: 'main',
            points: inMilliseconds(curve.measured),
          },
        ]
      : []
  })
  if (series.length === 0) return null
  const lines = series.map(({ label, scenarioId }) => ({
    title: label,
    of: (name: PercentileName) => meanPercentile(validTrials(result, scenarioId, path), name),
  }))
  const spoken = lines.map(({ title, of }) => `${inSentence(title)} ${percentilesAloud(of)}`)
  return {
    ...latencyAxes,
    title: `Latency by percentile on ${path}, measured, all valid trials merged`,
    sentence: `Latency on ${path}, means of the trials: ${spoken.join('; ')}.`,
    series,
    table: percentileTable(lines),
  }
}

/** Percentiles as everywhere else: means of the trials' values. */
function percentileTable(
  columns: readonly { title: string; of: (name: PercentileName) => number | null }[],
): ChartTable {
  const names = Object.keys(percentiles) as PercentileName[]
  return {
    columns: [
      { title: latencyAxes.x.title, numeric: true },
      ...columns.map(({ title }) => ({ title, numeric: true })),
    ],
    rows: names
      .map((name) => ({ place: percentiles[name], values: columns.map(({ of }) => of(name)) }))
      .filter(({ values }) => values.some((value) => value !== null))
      .map(({ place, values }) => [
        percentileAt(place),
        ...values.map((value) => (value === null ? 'n/a' : millisecondsOf(value))),
      ]),
    note: 'Geometric means of the trials’ values. The curve merges all valid trials.',
  }
}

/**
 * One scenario's latency on one path, measured and as wrk's model of coordinated omission corrects it. Null
 * without a curve.
 */
export function correctedLatencyChart(
  result: Result,
  curves: readonly Curve[],
  scenarioId: string,
  path: string,
): LinesChart | null {
  const curve = curves.find((one) => one.scenarioId === scenarioId && one.path === path)
  if (curve === undefined || curve.measured.length === 0) return null
  const title = result.run.scenarios.find(({ id }) => id === scenarioId)?.title ?? scenarioId
  const [measured, corrected] = [inMilliseconds(curve.measured), inMilliseconds(curve.corrected)]
  const valid = validTrials(result, scenarioId, path)
  const measuredOf = (name: PercentileName) => meanPercentile(valid, name)
  const correctedOf = (name: PercentileName) => meanPercentile(valid, name, 'corrected')
  return {
    ...latencyAxes,
    title: `${title}: latency by percentile on ${path}, measured and corrected, all valid trials merged`,
    sentence:
      `${title} on ${path}, means of the trials: measured ${percentilesAloud(measuredOf)}; ` +
      `corrected ${percentilesAloud(correctedOf)}. ` +
      'The corrected curve adds the requests that a steady client would have sent while a response was ' +
      'late. Its step differs between scenarios, so it is not compared between them.',
    series: [
      { label: 'Measured', endLabel: 'Measured', scenarioId, role: 'main', points: measured },
      { label: 'Corrected', endLabel: 'Corrected', scenarioId, role: 'second', points: corrected },
    ],
    table: percentileTable([
      { title: 'Measured', of: measuredOf },
      { title: 'Corrected', of: correctedOf },
    ]),
  }
}

const latencyAxes = {
  kind: 'lines',
  x: { title: 'Percentile of requests', unit: 'percentile', scale: 'logarithmic' },
  y: { title: 'Latency', unit: 'milliseconds', scale: 'logarithmic' },
} as const

function inMilliseconds(points: Curve['measured']): LineSeries['points'] {
  return points.map(([x, us]) => [x, us / 1000] as const)
}

/** Percentiles as tables have them, aloud: `5.00 ms at 50 %, 26.7 ms at 99 %`. */
function percentilesAloud(of: (name: PercentileName) => number | null): string {
  const spoken = (['p50', 'p99'] as const).flatMap((name) => {
    const us = of(name)
    return us === null ? [] : [`${millisecondsOf(us)} at ${percentileAt(percentiles[name])}`]
  })
  return spoken.length === 0 ? 'too few requests' : spoken.join(', ')
}
