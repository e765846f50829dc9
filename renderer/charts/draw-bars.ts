import type { Chart as ChartJs, Plugin } from 'chart.js'
import type { BarsChart } from '../../shared/chart.ts'
import type { BarsLayout } from '../../shared/bar-columns.ts'
import { hasDotsBelow, headPx, type Line } from '../../shared/bar-rows.ts'
import { drawMark, drawShape, fitted } from './draw.ts'
import type { Palette } from './palette.ts'

/** How far a cap reaches above and below its whisker. */
const capPx = 5
/** How far single rounds stand below the middle of a bar with a whisker: clear of the caps. */
const dotsBelowPx = 12
/** The size of a mark that shares its line with a whisker. */
const smallMark = 0.75

type Bar = Line & { kind: 'bar' }

/** Where and how to draw: the canvas, its colours, and the pixel of a value. */
interface Brush {
  context: CanvasRenderingContext2D
  palette: Palette
  font: (weight: number) => string
  x: (value: number) => number
}

/** Draws around the bars: names, the reference line, single trials, marks, and columns of figures. */
export function aroundBars(
  chart: BarsChart,
  lines: readonly Line[],
  layoutOf: (widthPx: number) => BarsLayout,
  palette: Palette,
): Plugin<'bar'> {
  const font = (weight: number): string => `${weight} 12.5px ${palette.fontFamily}`
  return {
    id: 'around-bars',
    beforeDatasetsDraw: (instance) => drawReference(instance, chart, palette, font(560)),
    afterDatasetsDraw: ({ ctx: context, scales, chartArea, width }) => {
      const layout = layoutOf(width)
      const brush = {
        context,
        palette,
        font,
        x: (value: number): number => scales['x']?.getPixelForValue(value) ?? 0,
      }
      context.save()
      context.textBaseline = 'middle'
      drawColumnTitles(context, layout, { x: chartArea.right, y: headPx / 2 - 2 }, palette, font(560))
      for (const [index, line] of lines.entries()) {
        const y = scales['y']?.getPixelForValue(index) ?? 0
        drawName(brush, line, y, layout)
        if (line.kind === 'heading') continue
        drawRow(brush, line, y, hasDotsBelow(chart) ? dotsBelowPx : 0)
        drawFigures(brush, line, { x: chartArea.right, y }, layout)
      }
      context.restore()
    },
  }
}

/** The name of a line at its left, with the shape of its scenario where it begins a group. */
function drawName({ context, palette, font }: Brush, line: Line, y: number, layout: BarsLayout): void {
  const first = line.kind === 'heading' || line.alone
  const { scenarioId, label } = line.group
  if (first) drawShape(context, scenarioId, { x: 6, y }, palette.scenario(scenarioId))
  context.textAlign = 'left'
  context.fillStyle = palette.text
  context.font = font(first ? 600 : 400)
  if (line.kind === 'heading') {
    context.fillText(label, 18, y)
    return
  }
  const indent = first ? 18 : 14
  context.fillText(fitted(context, line.label, layout.labelWidthPx - indent - 8), indent, y)
}

/** The single trials and the marks of a bar; where it has no value, the reason. */
function drawRow(brush: Brush, { row }: Bar, y: number, dotsBelow: number): void {
  const { context, palette, font, x } = brush
  context.font = font(400)
  if (row.value === null) {
    context.fillStyle = palette.muted
    const last = Math.max(0, ...row.marks.map((mark) => mark.value))
    context.fillText(row.missing ?? '', x(last) + (last > 0 ? 14 : 6), y)
  }
  for (const dot of row.dots) {
    context.beginPath()
    context.arc(x(dot), y + dotsBelow, dotsBelow > 0 ? 2.25 : 2.75, 0, Math.PI * 2)
    context.fillStyle = palette.text
    context.strokeStyle = palette.surface
    context.lineWidth = 1.5
    context.stroke()
    context.fill()
  }
  if (row.interval !== null) drawWhisker(brush, row.interval, y)
  // Where there are whiskers, marks stand above the bar as rounds stand below it.
  const [markY, scale] = dotsBelow > 0 ? [y - dotsBelow, smallMark] : [y, 1]
  for (const mark of row.marks) drawMark(context, mark.kind, { x: x(mark.value), y: markY }, palette, scale)
}

/** From the lower to the upper end of an interval, with a cap at each, and a rim that sets it off the bar. */
function drawWhisker(
  { context, palette, x }: Brush,
  interval: { low: number; high: number },
  y: number,
): void {
  const [low, high] = [x(interval.low), x(interval.high)]
  context.beginPath()
  context.moveTo(low, y)
  context.lineTo(high, y)
  for (const end of [low, high]) {
    context.moveTo(end, y - capPx)
    context.lineTo(end, y + capPx)
  }
  for (const [color, width] of [
    [palette.surface, 4],
    [palette.text, 1.75],
  ] as const) {
    context.strokeStyle = color
    context.lineWidth = width
    context.stroke()
  }
}

function drawFigures(
  { context, palette, font }: Brush,
  line: Bar,
  at: { x: number; y: number },
  layout: BarsLayout,
): void {
  let right = at.x + 8
  context.textAlign = 'right'
  for (const column of layout.columns) {
    right += column.widthPx
    context.font = font(column.mark === null ? 600 : 400)
    context.fillStyle = column.mark === null ? palette.text : palette.muted
    context.fillText(column.figure(line), right, at.y)
  }
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
