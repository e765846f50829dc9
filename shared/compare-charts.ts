import type { BarGroup, BarsChart } from './chart.ts'
import { comparedFigure, type ComparedFigure, type ComparedMeasure } from './compare-figures.ts'
import { comparedScenarios, sharedBaseline, type ComparedRun } from './compare-runs.ts'
import { figureText } from './compare-text.ts'
import type { Unit } from './figures.ts'
import { compared } from './floors.ts'
import { inSentence } from './result.ts'

/** One scenario in all compared runs, in their order. */
export interface ComparedRow {
  scenarioId: string
  title: string
  figures: readonly ComparedFigure[]
}

const unitOf: Record<ComparedMeasure, Unit> = {
  share: 'share',
  rate: 'perSecond',
  added: 'milliseconds',
  lightP50: 'milliseconds',
  lightP90: 'milliseconds',
}

/** A figure of all runs by scenario; without baseline and floors where it compares with the baseline. */
export function comparedRows(
  runs: readonly ComparedRun[],
  measure: ComparedMeasure,
  path: string,
): ComparedRow[] {
  const all = comparedScenarios(runs)
  const isRelative = measure === 'share' || measure === 'added'
  const against = sharedBaseline(runs)?.id
  const shown = isRelative ? compared(all).filter(({ id }) => id !== against) : all
  return shown.map(({ id: scenarioId, title }) => ({
    scenarioId,
    title,
    figures: runs.map((run) => comparedFigure(run, measure, scenarioId, path)),
  }))
}

/** What is measured, as the heading of a chart or a table says it. */
export function measureTitle(runs: readonly ComparedRun[], measure: ComparedMeasure, path: string): string {
  const baseline = inSentence(sharedBaseline(runs)?.title ?? 'baseline')
  const titles: Record<ComparedMeasure, string> = {
    share: `Share of the ${baseline}’s good requests per second on ${path}`,
    rate: `Good requests per second on ${path}`,
    added: `Latency added to the ${baseline}: p50 at light load`,
    lightP50: 'Latency at light load: p50',
    lightP90: 'Latency at light load: p90',
  }
  return titles[measure]
}

/**
 * A figure of all runs, bar beside bar with intervals. Null where no run has it, or one has a value below
 * zero, from where bars start.
 */
export function compareChart(
  runs: readonly ComparedRun[],
  measure: ComparedMeasure,
  path: string,
): BarsChart | null {
  const rows = comparedRows(runs, measure, path)
  const values = rows.flatMap(({ figures }) => figures.flatMap(({ value }) => value ?? []))
  if (values.length === 0 || values.some((value) => value < 0)) return null
  const baseline = sharedBaseline(runs)
  const title = measureTitle(runs, measure, path)
  const axis = measure === 'share' ? `% of the ${inSentence(baseline?.title ?? 'baseline')}` : title
  const rounds = rows.some(({ figures }) => figures.some((figure) => figure.rounds.length > 0))
  return {
    kind: 'bars',
    title,
    sentence: `${title}: ${aloud(runs, measure, rows)}.`,
    value: { title: axis, unit: unitOf[measure], scale: 'linear' },
    groupTitle: 'Scenario',
    rowTitle: 'Run',
    groups: rows.map((row) => groupOf(runs, row)),
    reference: measure === 'share' && baseline ? { value: 1, label: `${baseline.title} = 100 %` } : null,
    dotTitle: rounds ? 'Single rounds' : null,
    markTitles: {},
  }
}

function groupOf(runs: readonly ComparedRun[], { scenarioId, title, figures }: ComparedRow): BarGroup {
  return {
    label: title,
    scenarioId,
    rows: figures.map(({ value, interval, rounds, missing }, index) => ({
      label: runs[index]?.letter ?? '',
      value,
      missing,
      interval,
      dots: rounds,
      marks: [],
    })),
  }
}

function aloud(runs: readonly ComparedRun[], measure: ComparedMeasure, rows: readonly ComparedRow[]): string {
  return rows
    .map(({ title, figures }) => {
      const said = figures.map((figure, index) => {
        const text = figureText(measure, figure)
        return runs.length > 1 ? `${runs[index]?.letter ?? ''} ${text}` : text
      })
      return `${inSentence(title)} ${said.join(', ')}`
    })
    .join('; ')
}
