import { type BarsChart, markFigure, type MarkKind } from './chart.ts'
import { intervalFigures } from './precision.ts'
import type { Line } from './bar-rows.ts'

/** A column of figures beside the bars: what would else be labels that cover one another. */
interface FigureColumn {
  title: string
  mark: MarkKind | null
  figure: (line: Line & { kind: 'bar' }) => string
  widthPx: number
}

export interface BarsLayout {
  labelWidthPx: number
  columns: readonly FigureColumn[]
}

const columnPx = 84
/** Around a figure. */
const columnGapPx = 22
const mostLabelPx = 240
/** Of the width: as much as a title needs where the chart is narrow. */
const mostLabelShare = 0.4
/** Narrower than this there is room for the measured figures only. */
const narrowPx = 600

/** How a width is shared out: labels to the left, bars, columns of figures to the right. */
export function barsLayout(
  chart: BarsChart,
  lines: readonly Line[],
  widthPx: number,
  measure: (text: string) => number,
): BarsLayout {
  const labels = lines.map((line) =>
    line.kind === 'heading' ? measure(line.group.label) + 18 : measure(line.label) + (line.alone ? 18 : 14),
  )
  const figures = lines.map((line) => (line.kind === 'bar' ? measure(measuredFigure(chart, line)) : 0))
  const measured: FigureColumn = {
    title: 'Measured',
    mark: null,
    figure: (line) => measuredFigure(chart, line),
    widthPx: Math.max(columnPx, Math.ceil(Math.max(0, ...figures)) + columnGapPx),
  }
  const kinds = (['prediction', 'published'] as const).filter((kind) => chart.markTitles[kind] !== undefined)
  const expected = kinds.map((kind): FigureColumn => ({
    title: chart.markTitles[kind] ?? '',
    mark: kind,
    figure: ({ row }) => {
      const mark = row.marks.find((one) => one.kind === kind)
      return mark === undefined ? '' : markFigure(chart, mark)
    },
    widthPx: columnPx + 12,
  }))
  return {
    labelWidthPx: Math.ceil(Math.min(mostLabelPx, widthPx * mostLabelShare, Math.max(40, ...labels) + 10)),
    columns: widthPx < narrowPx ? [measured] : [measured, ...expected],
  }
}

/** `22 % (21–23 %)`, as precise as its interval; nothing where there is no value. */
function measuredFigure(chart: BarsChart, { row }: Line & { kind: 'bar' }): string {
  if (row.value === null) return ''
  const { value, interval } = intervalFigures(chart.value.unit, row.value, row.interval)
  return interval === null ? value : `${value} (${interval})`
}

/** All columns together, in px. */
export function columnsWidthPx({ columns }: BarsLayout): number {
  return columns.reduce((sum, { widthPx }) => sum + widthPx, 8)
}
