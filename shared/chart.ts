import { count, percentileAt, tickLabel, type Unit, withUnit } from './figures.ts'
import { intervalFigures } from './precision.ts'

/** Values along an axis are in its unit: shares 0-1, percentiles as 1 / (1 - p). */
export interface Axis {
  title: string
  unit: Unit
  scale: 'linear' | 'logarithmic'
}

/** `prediction`: what the person expected. `published`: the same cell as somebody else measured it. */
export type MarkKind = 'prediction' | 'published'

export interface BarMark {
  kind: MarkKind
  value: number
}

export interface BarRow {
  label: string
  /** Null where nothing could be measured; then `missing` says why. */
  value: number | null
  missing: string | null
  /** Where the value may really lie, drawn as a whisker; null where nothing tells. */
  interval: { low: number; high: number } | null
  /** The single trials behind the value. */
  dots: readonly number[]
  marks: readonly BarMark[]
}

export interface BarGroup {
  label: string
  /** Whose colour and shape the bars have: the same on every screen and in every export. */
  scenarioId: string
  rows: readonly BarRow[]
}

interface Described {
  title: string
  /** Reads the chart aloud, with its figures. */
  sentence: string
}

/**
 * Horizontal bars from zero, a row each, grouped by scenario; single trials are dots, what was expected are
 * marks.
 */
export interface BarsChart extends Described {
  kind: 'bars'
  value: Axis
  /** What groups and rows are, as headings of the table. */
  groupTitle: string
  rowTitle: string
  groups: readonly BarGroup[]
  /** A line across all rows, such as the baseline at 100 %. */
  reference: { value: number; label: string } | null
  /** What the dots are; null where there are none. */
  dotTitle: string | null
  markTitles: Readonly<Partial<Record<MarkKind, string>>>
}

export interface LineSeries {
  label: string
  /** What stands at the end of the line; several lines of one scenario may share it, and null has none. */
  endLabel: string | null
  scenarioId: string
  /**
   * `second`: the lesser line, such as a modelled one beside the measured one, or one that is out of the
   * question. `undecided`: what is not known yet, drawn hatched.
   */
  role: 'main' | 'second' | 'undecided'
  /** Sorted by x. */
  points: readonly (readonly [x: number, y: number])[]
}

/** A stretch of the x axis with a name, shown as a strip above the lines. */
export interface ChartBand {
  from: number
  to: number
  label: string
  /** What stands in its place where it does not fit. */
  shortLabel: string
  /** Whose colour it has; null for none. */
  scenarioId: string | null
  /** Hatched: what is not known yet may change its name. */
  isUndecided: boolean
}

/** A line from top to bottom at one x. `own`: the person's own value. `flip`: where the bands change. */
export interface ChartMark {
  kind: 'own' | 'flip'
  x: number
  label: string
}

/** Lines from point to point, never smoothed. */
export interface LinesChart extends Described {
  kind: 'lines'
  x: Axis
  y: Axis
  series: readonly LineSeries[]
  /** From left to right, without gaps. */
  bands?: readonly ChartBand[]
  marks?: readonly ChartMark[]
  /** The table behind it, where that does not hold values of the lines. */
  table?: ChartTable
}

/** A chart as data, JSON only. `renderer/charts` paints it with chart.js. */
export type Chart = BarsChart | LinesChart

/** The table behind a chart: everything that it shows, as text with units. */
export interface ChartTable {
  columns: readonly { title: string; numeric: boolean }[]
  rows: readonly (readonly string[])[]
  /** What the table leaves out; null where it holds everything. */
  note: string | null
}

const nothing = '–'

/** A mark of a bar in figures: a prediction as it was written, `40 %`, and what was published as measured. */
export function markFigure({ value: { unit } }: BarsChart, { kind, value }: BarMark): string {
  return kind === 'prediction' ? tickLabel(unit, value) : withUnit(unit, value)
}

/** The table behind a chart. Long lines are shown at some of their points, and the note says at which. */
export function tableOf(chart: Chart): ChartTable {
  return chart.kind === 'bars' ? barsTable(chart) : (chart.table ?? linesTable(chart))
}

function barsTable(chart: BarsChart): ChartTable {
  const kinds = (['prediction', 'published'] as const).filter((kind) => chart.markTitles[kind] !== undefined)
  const cell = (value: number): string => withUnit(chart.value.unit, value)
  const intervals = chart.groups.some(({ rows }) => rows.some(({ interval }) => interval !== null))
  const { unit } = chart.value
  return {
    columns: [
      { title: chart.groupTitle, numeric: false },
      { title: chart.rowTitle, numeric: false },
      { title: chart.value.title, numeric: true },
      ...(intervals ? [{ title: 'Interval', numeric: true }] : []),
      ...(chart.dotTitle === null ? [] : [{ title: chart.dotTitle, numeric: true }]),
      ...kinds.map((kind) => ({ title: chart.markTitles[kind] ?? '', numeric: true })),
    ],
    rows: chart.groups.flatMap((group) =>
      group.rows.map((row) => [
        group.label,
        row.label,
        row.value === null ? (row.missing ?? nothing) : intervalFigures(unit, row.value, row.interval).value,
        ...(intervals
          ? [
              row.value === null
                ? nothing
                : (intervalFigures(unit, row.value, row.interval).interval ?? nothing),
            ]
          : []),
        ...(chart.dotTitle === null ? [] : [row.dots.length === 0 ? nothing : row.dots.map(cell).join(', ')]),
        ...kinds.map((kind) => {
          const mark = row.marks.find((one) => one.kind === kind)
          return mark === undefined ? nothing : markFigure(chart, mark)
        }),
      ]),
    ),
    note: null,
  }
}

/** More rows than this nobody reads. */
const mostRows = 40

function linesTable(chart: LinesChart): ChartTable {
  const { places, note } = chart.x.unit === 'percentile' ? percentilePlaces(chart) : evenPlaces(chart)
  return {
    columns: [
      { title: chart.x.title, numeric: true },
      ...chart.series.map(({ label }) => ({ title: label, numeric: true })),
    ],
    rows: places.map((x) => [
      withUnit(chart.x.unit, x),
      ...chart.series.map(({ points }) => {
        const y = valueAt(points, x)
        return y === null ? nothing : withUnit(chart.y.unit, y)
      }),
    ]),
    note,
  }
}

function percentilePlaces(chart: LinesChart): { places: number[]; note: string } {
  const places = percentileTicks(Math.max(1, ...chart.series.map(({ points }) => points.at(-1)?.[0] ?? 1)))
  return { places, note: `At ${places.map(percentileAt).join(', ')}; the chart shows what lies between.` }
}

/** Where a percentile axis up to 1 / (1 - p) = `most` is labelled: 50 %, 75 %, 90 %, 99 %, 99.9 % … */
export function percentileTicks(most: number): number[] {
  const ticks = [2, 4]
  for (let next = 10; next <= most; next *= 10) ticks.push(next)
  return ticks.filter((tick) => tick <= most)
}

function evenPlaces(chart: LinesChart): { places: number[]; note: string | null } {
  const all = [...new Set(chart.series.flatMap(({ points }) => points.map(([x]) => x)))].toSorted(
    (a, b) => a - b,
  )
  const step = Math.ceil(all.length / mostRows)
  return {
    places: all.filter((_x, index) => index % step === 0),
    note: step > 1 ? `One of every ${step} of ${count(all.length)} points; the chart shows them all.` : null,
  }
}

/** What a line has reached at a place: its first point there or beyond. Null beyond its ends. */
function valueAt(points: LineSeries['points'], x: number): number | null {
  const first = points[0]
  if (first === undefined || x < first[0]) return null
  let low = 0
  let high = points.length - 1
  if ((points[high]?.[0] ?? x) < x) return null
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.[0] ?? 0) >= x) high = middle
    else low = middle + 1
  }
  return points[low]?.[1] ?? null
}
