import type { ChartConfiguration, ChartDataset, ChartOptions } from 'chart.js'
import type { BarsChart } from '../../shared/chart.ts'
import { tickLabel, withUnit } from '../../shared/figures.ts'
import { intervalFigures } from '../../shared/precision.ts'
import { barsLayout, columnsWidthPx, type BarsLayout } from '../../shared/bar-columns.ts'
import { barLines, headPx, type Line } from '../../shared/bar-rows.ts'
import { barsWithFigures } from './draw-bars.ts'
import type { Palette } from './palette.ts'
import { stepOf } from './tick-step.ts'

type Points = { x: number; y: number }[]

/**
 * Horizontal bars. For chart.js they are points where the bars end, which saves its controller for bars:
 * axis and tooltips are its own, and `draw-bars.ts` draws all the rest.
 */
export function barsConfiguration(chart: BarsChart, palette: Palette): ChartConfiguration<'line', Points> {
  const lines = barLines(chart)
  const layoutOf = (widthPx: number): BarsLayout => barsLayout(chart, lines, widthPx, measureWith(palette))
  return {
    type: 'line',
    data: { datasets: [barEnds(lines)] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: 'y',
      // Anywhere on its line a bar shows its tooltip.
      interaction: { mode: 'nearest', axis: 'y', intersect: false },
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
    plugins: [barsWithFigures(chart, lines, layoutOf, palette)],
  }
}

function barEnds(lines: readonly Line[]): ChartDataset<'line', Points> {
  return {
    data: lines.flatMap((line, index) =>
      line.kind === 'bar' && line.row.value !== null ? [{ x: line.row.value, y: index }] : [],
    ),
    showLine: false,
    borderWidth: 0,
    pointRadius: 0,
    pointHoverRadius: 0,
  }
}

function scales(
  chart: BarsChart,
  lines: readonly Line[],
  palette: Palette,
): NonNullable<ChartOptions<'line'>['scales']> {
  const font = { family: palette.fontFamily, size: 12 }
  return {
    y: { type: 'linear', display: false, reverse: true, min: -0.5, max: lines.length - 0.5 },
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

/** The largest value that is drawn as something else than a bar: chart.js knows the ends of the bars only. */
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
    ...marks.map((mark) => `${chart.markTitles[mark.kind] ?? ''}: ${withUnit(chart.value.unit, mark.value)}`),
  ]
}

function measureWith(palette: Palette): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return (text) => text.length * 7
  context.font = `600 12.5px ${palette.fontFamily}`
  return (text) => context.measureText(text).width
}
