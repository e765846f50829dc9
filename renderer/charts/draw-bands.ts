import type { Plugin } from 'chart.js'
import type { ChartBand, ChartMark, LinesChart } from '../../shared/chart.ts'
import { drawShape, fitted } from './draw.ts'
import type { Palette } from './palette.ts'

const stripPx = 26
const markLinePx = 18
const gapPx = 6

/** How much room bands and marks take above the lines, in px. */
export function bandsHeightPx({ bands = [], marks = [] }: LinesChart): number {
  const strip = bands.length === 0 ? 0 : stripPx + gapPx
  return strip + marks.length * markLinePx
}

/** A pattern of slanted strokes in a colour: what is not known yet. */
export function hatching(color: string): CanvasPattern | string {
  const tile = document.createElement('canvas')
  tile.width = 6
  tile.height = 6
  const context = tile.getContext('2d')
  if (context === null) return color
  context.strokeStyle = color
  context.lineWidth = 1.5
  context.beginPath()
  for (const shift of [-6, 0, 6]) {
    context.moveTo(shift - 1, 7)
    context.lineTo(shift + 7, -1)
  }
  context.stroke()
  return context.createPattern(tile, 'repeat') ?? color
}

interface Area {
  left: number
  right: number
  top: number
  bottom: number
}

interface Drawing {
  context: CanvasRenderingContext2D
  area: Area
  /** Where a value of the x axis lies, in px. */
  at: (value: number) => number
  palette: Palette
}

/** The strip of bands above the lines, and lines from top to bottom with their labels above the strip. */
export function bandsAndMarks(chart: LinesChart, palette: Palette): Plugin<'line'> {
  return {
    id: 'bands-and-marks',
    beforeDatasetsDraw: ({ ctx: context, scales: { x }, chartArea: area }) => {
      if (x === undefined) return
      const drawing = { context, area, at: (value: number) => x.getPixelForValue(value), palette }
      context.save()
      context.textBaseline = 'middle'
      for (const band of chart.bands ?? []) drawBand(drawing, band)
      // The person's own value stands nearest to the strip, the flips above it from left to right.
      const marks = (chart.marks ?? [])
        .filter((mark) => drawing.at(mark.x) >= area.left && drawing.at(mark.x) <= area.right)
        .toSorted((one, other) => order(one) - order(other))
      const placed = marks.map((mark, place) => ({ mark, y: markY(area, place) }))
      for (const { mark, y } of placed) drawMarkLine(drawing, mark, y)
      for (const { mark, y } of placed) labelMark(drawing, mark, y)
      context.restore()
    },
  }
}

/** The middle of a label above the strip. */
function markY({ top }: Area, place: number): number {
  return top - gapPx - stripPx - (place + 0.5) * markLinePx
}

function order({ kind, x }: ChartMark): number {
  return kind === 'own' ? 0 : x
}

function drawBand({ context, area, at, palette }: Drawing, band: ChartBand): void {
  const left = Math.max(area.left, at(band.from))
  const right = Math.min(area.right, at(band.to))
  const top = area.top - gapPx - stripPx
  const width = right - left - 2
  if (width <= 0) return
  const color = band.scenarioId === null ? palette.muted : palette.scenario(band.scenarioId)
  context.fillStyle = color
  context.globalAlpha = 0.16
  context.fillRect(left + 1, top, width, stripPx)
  context.globalAlpha = 1
  if (band.isUndecided) {
    context.globalAlpha = 0.45
    context.fillStyle = hatching(color)
    context.fillRect(left + 1, top, width, stripPx)
    context.globalAlpha = 1
  }
  context.strokeStyle = color
  context.lineWidth = 1.5
  context.strokeRect(left + 1.75, top + 0.75, width - 1.5, stripPx - 1.5)
  labelBand({ context, area, at, palette }, band, { left, width, middle: top + stripPx / 2 }, color)
}

function labelBand(
  { context, palette }: Drawing,
  { scenarioId, label, shortLabel }: ChartBand,
  { left, width, middle }: { left: number; width: number; middle: number },
  color: string,
): void {
  const signPx = scenarioId === null ? 0 : 18
  context.font = `600 12.5px ${palette.fontFamily}`
  const room = width - signPx - 14
  const named = context.measureText(label).width <= room ? label : shortLabel
  const text = width < signPx + 72 ? '' : fitted(context, named, room)
  if (width < 16) return
  const textPx = text === '' ? 0 : context.measureText(text).width
  const from = left + 1 + (width - signPx - textPx) / 2
  // A ground of its own keeps the name readable on the hatching.
  context.fillStyle = palette.surface
  context.fillRect(from - 4, middle - 9, signPx + textPx + 8, 18)
  if (scenarioId !== null) drawShape(context, scenarioId, { x: from + 6, y: middle }, color, 10)
  context.fillStyle = palette.text
  context.fillText(text, from + signPx, middle)
}

function drawMarkLine({ context, area, at, palette }: Drawing, mark: ChartMark, y: number): void {
  const own = mark.kind === 'own'
  const x = at(mark.x)
  context.strokeStyle = own ? palette.text : palette.muted
  context.lineWidth = own ? 1.75 : 1.25
  context.setLineDash(own ? [] : [3, 3])
  context.beginPath()
  context.moveTo(x, y + 7)
  context.lineTo(x, area.top - gapPx - stripPx)
  // The strip between has names in it.
  context.moveTo(x, area.top - gapPx)
  context.lineTo(x, area.bottom)
  context.stroke()
  context.setLineDash([])
}

function labelMark({ context, area, at, palette }: Drawing, mark: ChartMark, y: number): void {
  context.font = `${mark.kind === 'own' ? 600 : 500} 12.5px ${palette.fontFamily}`
  const text = fitted(context, mark.label, area.right - area.left)
  const half = context.measureText(text).width / 2
  const middle = Math.min(Math.max(at(mark.x), area.left + half), area.right - half)
  context.fillStyle = palette.surface
  context.fillRect(middle - half - 3, y - 8, 2 * half + 6, 16)
  context.fillStyle = palette.text
  context.fillText(text, middle - half, y)
}
