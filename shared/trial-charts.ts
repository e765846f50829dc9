import type { BarGroup, BarRow, BarsChart, LinesChart, LineSeries } from './chart.ts'
import { count, listed, range } from './figures.ts'
import { cellTrials, inSentence, isValid, type Result } from './result.ts'
import { closedTrials } from './rounds.ts'

/**
 * Requests sent in each second of the valid trials on one path, a line per trial: of the others, many were
 * errors. Null where no such trial has whole seconds to show.
 */
export function overTimeChart(result: Result, path: string): LinesChart | null {
  const series = result.run.scenarios.flatMap(({ id, title }) =>
    cellTrials(result, id, path).flatMap((trial): LineSeries[] => {
      if (!isValid(trial) || trial.result.samples.length < 2) return []
      const points = trial.result.samples.map(
        ({ offsetMs, requests }) => [offsetMs / 1000, requests] as const,
      )
      const label = result.run.load.rounds > 1 ? `${title}, round ${trial.round}` : title
      return [{ label, endLabel: title, scenarioId: id, role: 'main', points }]
    }),
  )
  if (series.length === 0) return null
  const spoken = result.run.scenarios.flatMap(({ id, title }) => {
    const own = series
      .filter(({ scenarioId }) => scenarioId === id)
      .flatMap(({ points }) => points.map(([, y]) => y))
    return own.length === 0 ? [] : [`${inSentence(title)} ${range(extremes(own))}`]
  })
  return {
    kind: 'lines',
    title: `Requests sent in each second of a valid trial on ${path}`,
    sentence: `Requests sent per second on ${path}, from slowest to fastest second: ${spoken.join('; ')}.`,
    x: { title: 'Time since the trial began', unit: 'seconds', scale: 'linear' },
    y: { title: 'Requests sent per second', unit: 'perSecond', scale: 'linear' },
    series,
  }
}

/** A long trial has more seconds than a call can take arguments. */
function extremes(values: readonly number[]): [number, number] {
  return values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  )
}

const errorTitles = {
  connect: 'Could not connect',
  read: 'Connection failed while reading',
  write: 'Connection failed while writing',
  timeout: 'Timed out',
  status: 'Status 400 or above',
} as const

/** Failed requests by kind, over the trials of complete rounds at closed load; null where none failed. */
export function errorsChart({ run, trials }: Result): BarsChart | null {
  const counted = closedTrials(trials)
  const kinds = Object.keys(errorTitles) as (keyof typeof errorTitles)[]
  const groups = run.scenarios.flatMap(({ id, title }): BarGroup[] => {
    const rows = kinds.flatMap((kind): BarRow[] => {
      const sum = counted.reduce(
        (all, trial) => all + (trial.scenarioId === id ? (trial.result?.errors[kind] ?? 0) : 0),
        0,
      )
      return sum === 0
        ? []
        : [{ label: errorTitles[kind], value: sum, missing: null, interval: null, dots: [], marks: [] }]
    })
    return rows.length === 0 ? [] : [{ label: title, scenarioId: id, rows }]
  })
  if (groups.length === 0) return null
  const spoken = groups.map(({ label, rows }) => {
    const kinds = rows.map((row) => `${count(row.value ?? 0)} ${inSentence(row.label)}`)
    return `${inSentence(label)}: ${listed(kinds)}`
  })
  return {
    kind: 'bars',
    title: 'Errors by kind',
    sentence: `Errors over all trials, ${spoken.join('; ')}.`,
    value: { title: 'Requests', unit: 'count', scale: 'linear' },
    groupTitle: 'Scenario',
    rowTitle: 'Kind',
    groups,
    reference: null,
    dotTitle: null,
    markTitles: {},
  }
}
