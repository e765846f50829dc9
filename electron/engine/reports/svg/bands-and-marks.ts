import type { ChartBand, ChartMark } from '../../../../shared/chart.ts'
import { colorOf, filled, stroked, type ColorName } from './chart-colors.ts'
import type { LinesPlace } from './lines-place.ts'
import { text } from './signs.ts'
import { element, fitted, rounded, textWidth } from './svg-text.ts'

const stripPx = 16
const textPx = 12.5
const rowPx = 17
/** Between the strokes of a hatched band. */
const hatchPx = 6

type Where = Pick<LinesPlace, 'chart' | 'x' | 'left' | 'right' | 'top' | 'bottom'>

/** Stretches of the x axis as a strip above the lines, and lines from top to bottom with their names. */
export function bandsAndMarks(place: Where): string[] {
  const { bands = [], marks = [] } = place.chart
  return [...bands.map((one) => band(place, one)), ...marks.map((one, row) => mark(place, one, row))]
}

function band({ x, top }: Where, { from, to, label, scenarioId, isUndecided }: ChartBand): string {
  const [start, end] = [x(from), x(to)]
  const y = top - stripPx - 4
  const color: ColorName = scenarioId === null ? 'color-edge' : colorOf(scenarioId)
  const place = { x: start, y, width: Math.max(0, end - start), height: stripPx }
  return [
    element('rect', { ...filled(color), ...place, 'fill-opacity': isUndecided ? 0.12 : 0.3 }),
    isUndecided ? hatching(color, place) : '',
    element('rect', { ...stroked('color-edge'), ...place, 'stroke-width': 0.75 }),
    end - start < 24
      ? ''
      : text(fitted(label, end - start - 8, textPx), {
          x: (start + end) / 2,
          y: y + stripPx / 2,
          anchor: 'middle',
        }),
  ].join('')
}

/** Slanted strokes within a rectangle. */
function hatching(color: ColorName, { x, y, width, height }: Record<'x' | 'y' | 'width' | 'height', number>) {
  const strokes: string[] = []
  for (let at = x - height; at < x + width; at += hatchPx) {
    const from = Math.max(at, x)
    const to = Math.min(at + height, x + width)
    if (to > from)
      strokes.push(
        `M${rounded(from)} ${rounded(y + height - (from - at))}L${rounded(to)} ${rounded(y + height - (to - at))}`,
      )
  }
  return element('path', { ...stroked(color), 'stroke-width': 1, d: strokes.join('') })
}

/** The name stands on the side where there is more room, each one below the other. */
function mark(
  { x, left, right, top, bottom }: Where,
  { kind, x: value, label }: ChartMark,
  row: number,
): string {
  const at = x(value)
  if (!(at >= left - 1 && at <= right + 1)) return ''
  const isRight = right - at > at - left
  const room = (isRight ? right - at : at - left) - 12
  const shown = fitted(label, room, textPx)
  const y = top + 12 + row * rowPx
  const width = textWidth(shown, textPx)
  const start = isRight ? at + 6 : at - 6 - width
  return [
    element('path', {
      ...stroked('color-text'),
      'stroke-width': kind === 'own' ? 1.75 : 1,
      'stroke-dasharray': kind === 'own' ? undefined : '4 3',
      d: `M${rounded(at)} ${rounded(top)}V${rounded(bottom)}`,
    }),
    element('rect', {
      ...filled('color-surface'),
      x: start - 2,
      y: y - 8,
      width: width + 4,
      height: 16,
      'fill-opacity': 0.85,
    }),
    text(shown, {
      x: isRight ? at + 6 : at - 6,
      y,
      anchor: isRight ? 'start' : 'end',
      bold: kind === 'own',
    }),
  ].join('')
}
