import type { Chart as ChartJs, ChartConfiguration, Plugin } from 'chart.js'
import type { BarsChart } from '../../shared/chart.ts'
import { tickLabel, withUnit } from '../../shared/figures.ts'
import { barsLayout, columnsWidthPx, type BarsLayout } from './bar-columns.ts'
import { barLines, headPx, type Line } from './bar-rows.ts'
import { drawMark, drawShape, fitted } from './draw.ts'
import type { Palette } from './palette.ts'

/** Horizontal bars for chart.js; labels, dots, marks and figures are drawn around them by a plugin. */
export function barsConfiguration(
  chart: BarsChart,
  palette: Palette,
): ChartConfiguration<'bar', { x: number; y: number }[]> {
  const lines = barLines(chart)
  const layoutOf = (widthPx: number): BarsLayout => barsLayout(chart, lines, widthPx, measureWith(palette))
  const extent = Math.max(
    chart.reference?.value ?? 0,
    ...lines.flatMap((line) =>
      line.kind === 'bar' ? [...line.row.dots, ...line.row.marks.map(({ value }) => value)] : [],
    ),
  )
  const font = { family: palette.fontFamily, size: 12 }
  return {
    type: 'bar',
    data: {
      labels: lines.map((_line, index) => index),
      datasets: [
        {
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
        },
      ],
    },
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
      scales: {
        y: { type: 'category', display: false, offset: true },
        x: {
          type: 'linear',
          beginAtZero: true,
          suggestedMax: extent,
          border: { display: false },
          grid: { color: palette.line, drawTicks: false },
          ticks: {
            color: palette.muted,
            font,
            padding: 6,
            maxTicksLimit: 7,
            maxRotation: 0,
            callback: (value) => tickLabel(chart.value.unit, Number(value)),
          },
          title: { display: true, text: chart.value.title, color: palette.muted, font, padding: { top: 4 } },
        },
      },
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

function titleOf(line: Line | undefined): string {
  if (line?.kind !== 'bar') return ''
  return line.alone ? line.label : `${line.group.label}, ${line.label}`
}

function tooltipLines(chart: BarsChart, line: Line | undefined): string[] {
  if (line?.kind !== 'bar') return []
  const { value, dots, marks } = line.row
  return [
    ...(value === null ? [] : [withUnit(chart.value.unit, value)]),
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

/**
 * Draws what stands around the bars: names, the reference line, single trials, marks, and columns of
 * figures.
 */
function aroundBars(
  chart: BarsChart,
  lines: readonly Line[],
  layoutOf: (widthPx: number) => BarsLayout,
  palette: Palette,
): Plugin<'bar'> {
  const font = (weight: number): string => `${weight} 12.5px ${palette.fontFamily}`
  return {
    id: 'around-bars',
    beforeDatasetsDraw: (instance) => drawReference(instance, chart, palette, font(560)),
    afterDatasetsDraw: (instance) => {
      const { ctx: context, scales, chartArea, width } = instance
      const layout = layoutOf(width)
      const x = (value: number): number => scales['x']?.getPixelForValue(value) ?? 0
      context.save()
      context.textBaseline = 'middle'
      drawColumnTitles(context, layout, { x: chartArea.right, y: headPx / 2 - 2 }, palette, font(560))
      for (const [index, line] of lines.entries()) {
        const y = scales['y']?.getPixelForValue(index) ?? 0
        if (line.kind === 'heading' || line.alone)
          drawShape(context, line.group.scenarioId, { x: 6, y }, palette.scenario(line.group.scenarioId))
        context.textAlign = 'left'
        context.fillStyle = palette.text
        context.font = font(line.kind === 'heading' || line.alone ? 600 : 400)
        if (line.kind === 'heading') {
          context.fillText(line.group.label, 18, y)
          continue
        }
        const indent = line.alone ? 18 : 14
        context.fillText(fitted(context, line.label, layout.labelWidthPx - indent - 8), indent, y)
        context.font = font(400)
        drawLine(context, line, { x, y }, palette)
        let right = chartArea.right + 8
        context.textAlign = 'right'
        for (const column of layout.columns) {
          right += column.widthPx
          context.font = font(column.mark === null ? 600 : 400)
          context.fillStyle = column.mark === null ? palette.text : palette.muted
          context.fillText(column.figure(line), right, y)
        }
      }
      context.restore()
    },
  }
}

function drawLine(
  context: CanvasRenderingContext2D,
  { row }: Line & { kind: 'bar' },
  at: { x: (value: number) => number; y: number },
  palette: Palette,
): void {
  if (row.value === null) {
    context.fillStyle = palette.muted
    const last = Math.max(0, ...row.marks.map((mark) => mark.value))
    context.fillText(row.missing ?? '', at.x(last) + (last > 0 ? 14 : 6), at.y)
  }
  for (const dot of row.dots) {
    context.beginPath()
    context.arc(at.x(dot), at.y, 2.75, 0, Math.PI * 2)
    context.fillStyle = palette.text
    context.strokeStyle = palette.surface
    context.lineWidth = 1.5
    context.stroke()
    context.fill()
  }
  for (const mark of row.marks) drawMark(context, mark.kind, { x: at.x(mark.value), y: at.y }, palette)
}

function drawColumnTitles(
  context: CanvasRenderingContext2D,
  layout: BarsLayout,
  from: { x: number; y: number },
  palette: Palette,
  font: string,
): void {
  let right = from.x + 8
  context.font = font
  context.textAlign = 'right'
  context.fillStyle = palette.muted
  for (const column of layout.columns) {
    right += column.widthPx
    context.fillText(column.title, right, from.y)
    if (column.mark !== null)
      drawMark(
        context,
        column.mark,
        { x: right - context.measureText(column.title).width - 11, y: from.y },
        palette,
      )
    context.fillStyle = palette.muted
  }
}

/** The line that bars are read against, with its name above. */
function drawReference(instance: ChartJs<'bar'>, chart: BarsChart, palette: Palette, font: string): void {
  if (chart.reference === null) return
  const { ctx: context, scales, chartArea } = instance
  const x = scales['x']?.getPixelForValue(chart.reference.value) ?? 0
  context.save()
  context.strokeStyle = palette.text
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x, chartArea.top - 4)
  context.lineTo(x, chartArea.bottom)
  context.stroke()
  context.font = font
  context.fillStyle = palette.text
  context.textBaseline = 'middle'
  const half = context.measureText(chart.reference.label).width / 2
  context.textAlign = 'center'
  context.fillText(chart.reference.label, Math.min(x, chartArea.right - half), headPx / 2 - 2)
  context.restore()
}
