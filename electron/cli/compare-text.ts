import { comparedRows, measureTitle } from '../../shared/compare-charts.ts'
import { comparedMeasures, type ComparedMeasure } from '../../shared/compare-figures.ts'
import {
  comparedPaths,
  comparedScenarios,
  sharedBaseline,
  type ComparedRun,
} from '../../shared/compare-runs.ts'
import { compareSides, headlinesOf, type SideComparison, type Sides } from '../../shared/compare-sides.ts'
import { betweenText, differenceText, figureText, sidesText } from '../../shared/compare-text.ts'
import { troublesOf } from '../../shared/compare-troubles.ts'
import { conditionDifferences } from '../../shared/condition-differences.ts'
import { count, listed } from '../../shared/figures.ts'
import { inSentence } from '../../shared/result.ts'
import { runOutcomes } from '../../shared/run-endings.ts'
import { runName } from '../../shared/run-name.ts'
import { marginsOf } from '../../shared/statistics/level.ts'
import { verdictText } from '../../shared/verdict-text.ts'
import type { Painter } from './painter.ts'

const none = '–'

/**
 * Runs side by side, as the window shows them: which they are, in what conditions they differ, what the sides
 * say, what each run says alone, and every figure with its interval.
 */
export function compareText(runs: readonly ComparedRun[], sides: Sides, painter: Painter): string {
  const lines = (text: string): string[] => painter.text(text)
  const compared = compareSides(headlinesOf(runs), sides)
  return [
    ...lines(`${runs.length} runs, oldest first. Differences are new minus old.`),
    '',
    runsTable(runs, sides, painter),
    '',
    ...conditionLines(runs).flatMap(lines),
    '',
    ...lines(`After against before: ${whatIsCompared(runs)}`),
    ...lines(sidesText(compared, sides)),
    sidesTable(compared, painter),
    '',
    ...aloneLines(runs, compared).flatMap(lines),
    ...figureTables(runs).flatMap(({ title, table }) => [...lines(title), table(painter), '']),
    ...lines('Errors of all requests, in complete rounds'),
    troublesTable(runs, painter),
  ].join('\n')
}

function runsTable(runs: readonly ComparedRun[], sides: Sides, painter: Painter): string {
  const rows = runs.map(({ letter, result: { run, experiment } }, index) => [
    letter,
    sides[index] ?? none,
    run.id,
    runOutcomes[run.status].toLowerCase(),
    runName(run, experiment, painter.nowMs),
  ])
  const columns = [
    { title: '' },
    { title: 'side' },
    { title: 'run' },
    { title: 'outcome', rank: 1 },
    { title: 'name' },
  ]
  return painter.table({ columns, rows })
}

/** Each condition with its values, those of equal runs together. */
function conditionLines(runs: readonly ComparedRun[]): string[] {
  const differences = conditionDifferences(runs.map(({ result }) => result))
  const known = differences.filter((one) => one.known)
  const unknown = differences.filter((one) => !one.known).map(({ condition }) => condition)
  return [
    known.length === 0 ? 'No known condition differs.' : 'Conditions that differ:',
    ...known.map(({ condition, values }) => {
      const groups = Map.groupBy(runs.keys(), (index) => values[index] ?? '')
      const each = [...groups].map(
        ([value, places]) => `${[...places].map((place) => runs[place]?.letter).join(', ')} ${value}`,
      )
      return `- ${condition}: ${each.join('; ')}`
    }),
    ...(unknown.length === 0 ? [] : [`- Not known of all runs: ${listed(unknown)}`]),
  ]
}

function whatIsCompared(runs: readonly ComparedRun[]): string {
  const baseline = sharedBaseline(runs)
  return baseline === null
    ? 'good requests per second'
    : `share of the ${inSentence(baseline.title)}’s good requests`
}

function sidesTable(compared: readonly SideComparison[], painter: Painter): string {
  const figure = ({ measure }: SideComparison, value: number | null): string =>
    value === null ? none : figureText(measure, { value, interval: null, rounds: [], missing: null })
  const rows = compared.map((one) => [
    one.scenarioId,
    figure(one, one.before),
    figure(one, one.after),
    differenceText(one.measure, one.after, one.before) ?? none,
    betweenText(one),
  ])
  const columns = [
    { title: 'scenario' },
    { title: 'before', figure: true },
    { title: 'after', figure: true },
    { title: 'after − before', figure: true, rank: 1 },
    { title: 'after ÷ before' },
  ]
  return painter.table({ columns, rows })
}

/** The verdict of each run on its own, against its own baseline. */
function aloneLines(runs: readonly ComparedRun[], compared: readonly SideComparison[]): string[] {
  const baseline = sharedBaseline(runs)
  if (baseline === null) return []
  const lines = compared.flatMap(({ title, runs: own }) =>
    own.flatMap(({ letter, verdict }) => {
      const run = runs.find((one) => one.letter === letter)?.result.run
      if (verdict === null || run === undefined) return []
      return [
        `- ${title}, ${letter}: ${verdictText(verdict, marginsOf(run.rule), inSentence(baseline.title))}`,
      ]
    }),
  )
  return lines.length === 0 ? [] : ['What each run says alone, on its own deployment:', ...lines, '']
}

interface FigureTable {
  title: string
  table: (painter: Painter) => string
}

/** A table for each figure that any of the runs has: those of full load path by path. */
function figureTables(runs: readonly ComparedRun[]): FigureTable[] {
  const paths = comparedPaths(runs)
  const [first = '/'] = paths
  // With nothing beside it, a figure is in the run's own result.
  const shared = paths.filter(
    (path) => runs.filter(({ result }) => result.run.paths.includes(path)).length > 1,
  )
  const atFullLoad = (measure: ComparedMeasure): boolean => measure === 'share' || measure === 'rate'
  return comparedMeasures
    .flatMap((measure) =>
      (atFullLoad(measure) ? shared : [first]).map((path) => ({
        measure,
        title: measureTitle(runs, measure, path),
        rows: comparedRows(runs, measure, path),
      })),
    )
    .filter(({ rows }) => rows.some(({ figures }) => figures.some(({ value }) => value !== null)))
    .map(({ measure, title, rows }) => ({
      title,
      table: (painter) =>
        runsBeside(
          runs.map(({ letter }) => letter),
          rows.map(({ scenarioId, figures }) => ({
            scenarioId,
            cells: figures.map((figure) => figureText(measure, figure)),
          })),
          painter,
        ),
    }))
}

interface ScenarioRow {
  scenarioId: string
  /** One a run. */
  cells: string[]
}

/** A column a run; where they are too wide together, one half of the runs below the other. */
function runsBeside(letters: readonly string[], rows: readonly ScenarioRow[], painter: Painter): string {
  const table = painter.table({
    columns: ['scenario', ...letters].map((title) => ({ title })),
    rows: rows.map(({ scenarioId, cells }) => [scenarioId, ...cells]),
  })
  if (letters.length === 1 || table.split('\n').every((line) => line.length <= painter.width)) return table
  const half = Math.ceil(letters.length / 2)
  const some = (from: number, to?: number): string =>
    runsBeside(
      letters.slice(from, to),
      rows.map(({ scenarioId, cells }) => ({ scenarioId, cells: cells.slice(from, to) })),
      painter,
    )
  return `${some(0, half)}\n\n${some(half)}`
}

function troublesTable(runs: readonly ComparedRun[], painter: Painter): string {
  const letters = runs.map(({ letter }) => letter)
  const rows = comparedScenarios(runs).map(({ id }) => ({
    scenarioId: id,
    cells: runs.map((run) => troublesText(run, id)),
  }))
  return runsBeside(letters, rows, painter)
}

function troublesText(run: ComparedRun, scenarioId: string): string {
  const troubles = troublesOf(run, scenarioId)
  if (troubles === null) return none
  if (troubles === 'not-published') return 'not published'
  const { trials, invalid, failed, errors, requests } = troubles
  const bad = [
    ...(invalid === 0 ? [] : [`${invalid} of ${trials} trials invalid`]),
    ...(failed === 0 ? [] : [`${failed} of ${trials} trials failed`]),
  ]
  return [`${count(errors)} of ${count(requests)}`, ...bad].join('; ')
}
