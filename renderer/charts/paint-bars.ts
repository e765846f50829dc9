import type { ChartConfiguration, ChartDataset, ChartOptions } from 'chart.js'
import { type BarsChart, markFigure } from '../../shared/chart.ts'
import { tickLabel, withUnit } from '../../shared/figures.ts'
import { intervalFigures } from '../../shared/precision.ts'
import { barsLayout, columnsWidthPx, type BarsLayout } from '../../shared/bar-columns.ts'
import { barLines, headPx, type Line } from '../../shared/bar-rows.ts'
import { aroundBars } from './draw-bars.ts'
import type { Palette } from './palette.ts'
import { stepOf } from './tick-step.ts'

type Points = { x: number; y: number }[]

/** Horizontal bars for chart.js; `draw-bars.ts` draws labels, dots, marks and figures around them. */
export function barsConfiguration(chart: BarsChart, palette: Palette): ChartConfiguration<'bar', Points> {
  const lines = barLines(chart)
  const layoutOf = (widthPx: number): BarsLayout => barsLayout(chart, lines, widthPx, measureWith(palette))
  return {
    type: 'bar',
    data: { labels: lines.map((_line, index) => index), datasets: [bars(lines, palette)] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: 'y',
      layout: {
        padding: ({ chart: { width } }) => {
          const layout = layoutOf(width)
          return { left: layout.labelWidthPx, right: columnsWidthPx(layout), top: headPx, bottom: 0 }
        },
      },
      scales: scales(chart, lines, palette),
      plugins: {
        tooltip: {
          displayColors: false,
          callbacks: {
            title: ([item]) => titleOf(lines[item?.parsed.y ?? -1]),
            label: ({ parsed }) => tooltipLines(chart, lines[parsed.y ?? -1]),
          },
        },
      },
    },
    plugins: [aroundBars(chart, lines, layoutOf, palette)],
  }
}

function bars(lines: readonly Line[], palette: Palette): ChartDataset<'bar', Points> {
  return {
    data: lines.flatMap((line, index) =>
      line.kind === 'bar' && line.row.value !== null ? [{ x: line.row.value, y: index }] : [],
    ),
    backgroundColor: ({ raw }) => {
      const line = lines[(raw as { y: number } | undefined)?.y ?? 0]
      return line === undefined ? palette.text : palette.scenario(line.group.scenarioId)
    },
    barThickness: 12,
    borderRadius: { topRight: 2, bottomRight: 2, topLeft: 0, bottomLeft: 0 },
    minBarLength: 1,
  }
}

function scales(
  chart: BarsChart,
  lines: readonly Line[],
  palette: Palette,
): NonNullable<ChartOptions<'bar'>['scales']> {
  const font = { family: palette.fontFamily, size: 12 }
  return {
    y: { type: 'category', display: false, offset: true },
    x: {
      type: 'linear',
      beginAtZero: true,
      suggestedMax: extentOf(chart, lines),
      border: { display: false },
      grid: { color: palette.line, drawTicks: false },
      ticks: {
        color: palette.muted,
        font,
        padding: 6,
        maxTicksLimit: 7,
        autoSkipPadding: 18,
        maxRotation: 0,
        callback: (value, _index, ticks) => tickLabel(chart.value.unit, Number(value), stepOf(ticks)),
      },
      title: { display: true, text: chart.value.title, color: palette.muted, font, padding: { top: 4 } },
    },
  }
}

/** The largest value that is drawn as something else than a bar: chart.js knows the bars only. */
function extentOf({ reference }: BarsChart, lines: readonly Line[]): number {
  const around = lines.flatMap((line) =>
    line.kind === 'bar'
      ? [...line.row.dots, ...line.row.marks.map(({ value }) => value), line.row.interval?.high ?? 0]
      : [],
  )
  return Math.max(reference?.value ?? 0, ...around)
}

function titleOf(line: Line | undefined): string {
  if (line?.kind !== 'bar') return ''
  return line.alone ? line.label : `${line.group.label}, ${line.label}`
}

function tooltipLines(chart: BarsChart, line: Line | undefined): string[] {
  if (line?.kind !== 'bar') return []
  const { value, interval, dots, marks } = line.row
  const figures = value === null ? null : intervalFigures(chart.value.unit, value, interval)
  return [
    ...(figures === null ? [] : [figures.value]),
    ...(figures === null || figures.interval === null ? [] : [`Interval: ${figures.interval}`]),
    ...(dots.length === 0
      ? []
      : [`${chart.dotTitle ?? ''}: ${dots.map((dot) => withUnit(chart.value.unit, dot)).join(', ')}`]),
    ...marks.map((mark) => `${chart.markTitles[mark.kind] ?? ''}: ${markFigure(chart, mark)}`),
  ]
}

function measureWith(palette: Palette): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return (text) => text.length * 7
  context.font = `600 12.5px ${palette.fontFamily}`
  return (text) => context.measureText(text).width
}
