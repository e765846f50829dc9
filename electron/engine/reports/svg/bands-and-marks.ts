import type { ChartBand, ChartMark, LinesChart } from '../../../../shared/chart.ts'
import { colorOf, filled, stroked, type ColorName } from './chart-colors.ts'
import type { LinesPlace } from './lines-place.ts'
import { scenarioSign, text } from './signs.ts'
import { element, fitted, rounded, textWidth } from './svg-text.ts'

const stripPx = 26
const gapPx = 6
const textPx = 12.5
const rowPx = 18
/** Between the strokes of a hatched band. */
const hatchPx = 6

type Where = Pick<LinesPlace, 'chart' | 'x' | 'left' | 'right' | 'top' | 'bottom' | 'widthPx'>

/** How much room bands and marks take above the lines, in px. */
export function bandsHeightPx({ bands = [], marks = [] }: LinesChart): number {
  return (bands.length === 0 ? 0 : stripPx + gapPx) + marks.length * rowPx
}

/** The strip of bands above the lines, and lines from top to bottom with their labels above the strip. */
export function bandsAndMarks(place: Where): string[] {
  const { bands = [], marks = [] } = place.chart
  // The person's own value stands nearest to the strip, the flips above it from left to right.
  const ordered = marks.toSorted((one, other) => order(one) - order(other))
  const rows = ordered.map((one, row) => mark(place, one, row))
  return [
    // No line crosses a label.
    ...rows.map(({ line }) => line),
    ...rows.map(({ label }) => label),
    ...bands.map((one) => band(place, one)),
  ]
}

function order({ kind, x }: ChartMark): number {
  return kind === 'own' ? 0 : x
}

function band(
  { x, left, right, top }: Where,
  { from, to, label, shortLabel, scenarioId, isUndecided }: ChartBand,
): string {
  const [start, end] = [Math.max(left, x(from)), Math.min(right, x(to))]
  if (!(end - start > 2)) return ''
  const y = top - gapPx - stripPx
  const color: ColorName = scenarioId === null ? 'color-muted' : colorOf(scenarioId)
  const place = { x: start + 1, y, width: end - start - 2, height: stripPx }
  return [
    element('rect', { ...filled('color-surface'), ...place }),
    element('rect', { ...filled(color), ...place, 'fill-opacity': 0.16 }),
    isUndecided ? hatching(color, place) : '',
    element('rect', { ...stroked(color), ...place, 'stroke-width': 1.5 }),
    bandName([label, shortLabel], scenarioId, { start, width: end - start, middle: y + stripPx / 2 }),
  ].join('')
}

/** On a ground of its own, so that it can be read on the hatching. */
function bandName(
  [label, shortLabel]: [string, string],
  scenarioId: string | null,
  { start, width, middle }: Record<'start' | 'width' | 'middle', number>,
): string {
  if (width < 18) return ''
  const signPx = scenarioId === null ? 0 : 18
  const room = width - signPx - 14
  const named = textWidth(label, textPx) <= room ? label : shortLabel
  const shown = width < signPx + 72 ? '' : fitted(named, room, textPx)
  const wide = textWidth(shown, textPx)
  const from = start + (width - signPx - wide) / 2
  return [
    element('rect', {
      ...filled('color-surface'),
      x: from - 4,
      y: middle - 9,
      width: signPx + wide + 8,
      height: 18,
    }),
    scenarioId === null ? '' : scenarioSign(scenarioId, { x: from + 6, y: middle }),
    text(shown, { x: from + signPx, y: middle, anchor: 'start', bold: true }),
  ].join('')
}

/** Slanted strokes within a rectangle. */
function hatching(color: ColorName, { x, y, width, height }: Record<'x' | 'y' | 'width' | 'height', number>) {
  const strokes: string[] = []
  for (let at = x - height; at < x + width; at += hatchPx) {
    const from = Math.max(at, x)
    const to = Math.min(at + height, x + width)
    const [low, high] = [y + height - (from - at), y + height - (to - at)]
    if (to > from) strokes.push(`M${rounded(from)} ${rounded(low)}L${rounded(to)} ${rounded(high)}`)
  }
  return element('path', { ...stroked(color), 'stroke-width': 1, d: strokes.join('') })
}

/** Labels may go on to the end of the picture: names of lines begin below. */
function mark(
  { x, left, right, top, bottom, widthPx }: Where,
  { kind, x: value, label }: ChartMark,
  row: number,
): Record<'line' | 'label', string> {
  const at = x(value)
  if (!(at >= left && at <= right)) return { line: '', label: '' }
  const isOwn = kind === 'own'
  const y = top - gapPx - stripPx - (row + 0.5) * rowPx
  const shown = fitted(label, widthPx - left, textPx)
  const half = textWidth(shown, textPx) / 2
  const middle = Math.min(Math.max(at, left + half), widthPx - half)
  const ground = { x: middle - half - 3, y: y - 8, width: 2 * half + 6, height: 16 }
  return {
    line: element('path', {
      ...stroked(isOwn ? 'color-text' : 'color-muted'),
      'stroke-width': isOwn ? 1.75 : 1.25,
      'stroke-dasharray': isOwn ? undefined : '3 3',
      d: `M${rounded(at)} ${rounded(y + 7)}V${rounded(bottom)}`,
    }),
    label:
      element('rect', { ...filled('color-surface'), ...ground }) +
      text(shown, { x: middle, y, anchor: 'middle', bold: isOwn }),
  }
}
