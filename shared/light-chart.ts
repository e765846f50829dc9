import type { Assessment } from './assessment.ts'
import type { BarGroup, BarRow, BarsChart } from './chart.ts'
import { besideOthers } from './floor-text.ts'
import { intervalFigures } from './precision.ts'
import { inSentence, type Result } from './result.ts'

/** Latency with one connection, p50 and p90 with intervals; null where the run has no light load. */
export function lightChart({ run }: Result, found: Assessment): BarsChart | null {
  const groups = run.scenarios.flatMap((scenario): BarGroup[] => {
    const { id } = scenario
    const rows = found.light
      .filter(({ scenarioId }) => scenarioId === id)
      .map(({ percentile, absoluteMs: { point, low, high } }): BarRow => ({
        label: percentile,
        value: point,
        missing: null,
        interval: low === null || high === null ? null : { low, high },
        dots: [],
        marks: [],
      }))
    return rows.length === 0 ? [] : [{ label: besideOthers(scenario), scenarioId: id, rows }]
  })
  if (groups.length === 0) return null
  const title = 'Latency with one connection'
  return {
    kind: 'bars',
    title,
    sentence: `${title}: ${groups.map(aloud).join('; ')}.`,
    value: { title: 'Milliseconds', unit: 'milliseconds', scale: 'linear' },
    groupTitle: 'Scenario',
    rowTitle: 'Percentile',
    groups,
    reference: null,
    dotTitle: null,
    markTitles: {},
  }
}

function aloud({ label, rows }: BarGroup): string {
  const spoken = rows.flatMap((row) => {
    if (row.value === null) return []
    const { value, interval } = intervalFigures('milliseconds', row.value, row.interval)
    return [`${row.label} ${value}${interval === null ? '' : ` (${interval})`}`]
  })
  return `${inSentence(label)} ${spoken.join(', ')}`
}
