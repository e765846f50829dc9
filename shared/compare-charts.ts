import type { BarGroup, BarRow, BarsChart } from './chart.ts'
import { roundRates, type Outcome } from './compare.ts'
import { threeFigures, withUnit } from './figures.ts'
import {
  baselineOf,
  cellTrials,
  inSentence,
  outcomesOf,
  type Result,
  roundShares,
  whyMissing,
} from './result.ts'

/** The names of compared runs: the same beside every bar, in every table and in the list of conditions. */
export const runLetters = ['A', 'B', 'C', 'D', 'E', 'F'] as const

/** One scenario on one path in all compared runs. A run without a figure for it has null. */
export interface ComparedCell {
  scenarioId: string
  title: string
  path: string
  cells: (Outcome | null)[]
}

/** Scenarios and paths of all runs, in the order in which the runs name them first. */
export function comparedCells(results: readonly Result[]): ComparedCell[] {
  const titles = new Map(
    results.flatMap(({ run }) => run.scenarios.map(({ id, title }) => [id, title] as const)),
  )
  const outcomes = results.map(outcomesOf)
  return [...titles].flatMap(([scenarioId, title]) =>
    comparedPaths(results).map((path) => ({
      scenarioId,
      title,
      path,
      cells: outcomes.map(
        (cells) => cells.find((cell) => cell.scenarioId === scenarioId && cell.path === path) ?? null,
      ),
    })),
  )
}

export function comparedPaths(results: readonly Result[]): string[] {
  return [...new Set(results.flatMap(({ run }) => run.paths))]
}

interface Measure {
  title: string
  unit: 'share' | 'perSecond'
  value: (cell: Outcome) => number | null
  dots: (result: Result, scenarioId: string, path: string) => number[]
}

/** Share of the baseline on one path, run beside run; null where no run has its baseline. */
export function compareShareChart(results: readonly Result[], path: string): BarsChart | null {
  const baseline = results.map(baselineOf).find((one) => one !== null)
  if (baseline === undefined) return null
  const name = inSentence(baseline.title)
  const measure: Measure = {
    title: `% of the ${name}’s good requests per second`,
    unit: 'share',
    value: (cell) => cell.shareOfBaseline,
    dots: roundShares,
  }
  const groups = groupsOf(results, path, measure).filter(({ scenarioId }) => scenarioId !== baseline.id)
  return {
    ...bars(results, groups, measure),
    title: `Share of the ${name}’s good requests per second on ${path}`,
    sentence: `Share of the ${name}’s good requests per second on ${path}: ${aloud(groups, measure)}.`,
    reference: { value: 1, label: `${baseline.title} = 100 %` },
  }
}

/** Good requests per second on one path, run beside run. */
export function compareRateChart(results: readonly Result[], path: string): BarsChart {
  const measure: Measure = {
    title: 'Good requests per second',
    unit: 'perSecond',
    value: (cell) => cell.goodRatePerSec,
    dots: (result, scenarioId, onPath) =>
      roundRates(cellTrials(result, scenarioId, onPath)).map(({ goodRatePerSec }) => goodRatePerSec),
  }
  const groups = groupsOf(results, path, measure)
  return {
    ...bars(results, groups, measure),
    title: `Good requests per second on ${path}`,
    sentence: `Good requests per second on ${path}: ${aloud(groups, measure)}.`,
    reference: null,
  }
}

function bars(
  results: readonly Result[],
  groups: BarGroup[],
  { title, unit }: Measure,
): Omit<BarsChart, 'title' | 'sentence' | 'reference'> {
  return {
    kind: 'bars',
    value: { title, unit, scale: 'linear' },
    groupTitle: 'Scenario',
    rowTitle: 'Run',
    groups,
    dotTitle: results.some(({ run }) => run.load.rounds > 1) ? 'Single rounds' : null,
    markTitles: {},
  }
}

function groupsOf(results: readonly Result[], path: string, measure: Measure): BarGroup[] {
  return comparedCells(results)
    .filter((compared) => compared.path === path)
    .map(({ scenarioId, title, cells }) => ({
      label: title,
      scenarioId,
      rows: cells.map((cell, index) => rowOf(results, index, scenarioId, cell, measure)),
    }))
}

function rowOf(
  results: readonly Result[],
  index: number,
  scenarioId: string,
  cell: Outcome | null,
  measure: Measure,
): BarRow {
  const result = results[index]
  const value = cell === null ? null : measure.value(cell)
  return {
    label: runLetters[index] ?? String(index + 1),
    value,
    missing:
      value !== null ? null : result && cell ? whyMissing(result, scenarioId, cell.path) : 'not in this run',
    interval: null,
    dots: result && cell && result.run.load.rounds > 1 ? measure.dots(result, scenarioId, cell.path) : [],
    marks: [],
  }
}

function aloud(groups: readonly BarGroup[], { unit }: Measure): string {
  return groups
    .map(({ label, rows }) => {
      const figures = rows.map(
        (row) => `${row.label} ${row.value === null ? (row.missing ?? '') : withUnit(unit, row.value)}`,
      )
      return `${inSentence(label)} ${figures.join(', ')}`
    })
    .join('; ')
}

/** A share against the first run's, in percentage points with their sign: `+2.30 points`. */
export function pointsBetween(
  share: number | null | undefined,
  first: number | null | undefined,
): string | null {
  if (typeof share !== 'number' || typeof first !== 'number') return null
  const points = (share - first) * 100
  return `${points > 0 ? '+' : points < 0 ? '−' : '±'}${threeFigures(Math.abs(points))}\u00A0points`
}

/** A rate as a multiple of the first run's: `1.07 ×`. */
export function timesFirst(rate: number | null | undefined, first: number | null | undefined): string | null {
  return typeof rate === 'number' && typeof first === 'number' && first > 0
    ? `${threeFigures(rate / first)}\u00A0×`
    : null
}
