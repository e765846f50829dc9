import { scaleLinear, type ScaleLinear } from 'd3-scale'
import { barsLayout, columnsWidthPx, type BarsLayout } from '../../../../shared/bar-columns.ts'
import {
  barLines,
  barsHeightPx,
  barsLineHeightPx,
  hasDotsBelow,
  headPx,
  type Line,
} from '../../../../shared/bar-rows.ts'
import type { BarRow, BarsChart } from '../../../../shared/chart.ts'
import { tickLabel } from '../../../../shared/figures.ts'
import { colorOf, filled, stroked } from './chart-colors.ts'
import { mark, scenarioSign, text } from './signs.ts'
import { element, fitted, rounded, textWidth } from './svg-text.ts'

const textPx = 12.5
const barPx = 12
const capPx = 5
/** How far single rounds stand below the middle of a bar with a whisker: clear of the caps. */
const dotsBelowPx = 12
const smallMark = 0.75

type Bar = Line & { kind: 'bar' }
type Scale = ScaleLinear<number, number>

interface Place {
  chart: BarsChart
  x: Scale
  layout: BarsLayout
  right: number
  bottom: number
}

/** The picture of a bars chart, without its frame. */
export function barsSvg(chart: BarsChart, widthPx: number): { content: string; heightPx: number } {
  const lines = barLines(chart)
  const layout = barsLayout(chart, lines, widthPx, (label) => textWidth(label, textPx))
  const right = widthPx - columnsWidthPx(layout)
  const lineHeight = barsLineHeightPx(chart)
  const bottom = headPx + lines.length * lineHeight
  const x = scaleLinear()
    .domain([0, extentOf(chart)])
    .nice(6)
    .range([layout.labelWidthPx, right])
  const place = { chart, x, layout, right, bottom }
  const rows = lines.map((line, index) => {
    const y = headPx + (index + 0.5) * lineHeight
    return lineName(line, y, layout) + (line.kind === 'bar' ? bar(place, line, y) : '')
  })
  return {
    content: [axis(place), reference(place), columnTitles(place), ...rows].join('\n'),
    heightPx: barsHeightPx(chart),
  }
}

/** The largest value that is drawn. */
function extentOf({ reference, groups }: BarsChart): number {
  const drawn = groups.flatMap(({ rows }) =>
    rows.flatMap(({ value, interval, dots, marks }) => [
      value ?? 0,
      interval?.high ?? 0,
      ...dots,
      ...marks.map((mark) => mark.value),
    ]),
  )
  const most = Math.max(reference?.value ?? 0, ...drawn)
  return most > 0 && Number.isFinite(most) ? most : 1
}

function axis({ chart, x, right, bottom }: Place): string {
  const ticks = x.ticks(6)
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0)
  const lines = ticks.map((tick) =>
    element('path', { ...stroked('color-line'), d: `M${rounded(x(tick))} ${headPx}V${rounded(bottom)}` }),
  )
  const labels = ticks.map((tick) =>
    text(tickLabel(chart.value.unit, tick, step), {
      x: x(tick),
      y: bottom + 16,
      anchor: 'middle',
      muted: true,
    }),
  )
  const middle = ((x.range()[0] ?? 0) + right) / 2
  const title = text(chart.value.title, { x: middle, y: bottom + 38, anchor: 'middle', muted: true })
  return [...lines, ...labels, title].join('')
}

/** The line that bars are read against, with its name above. */
function reference({ chart, x, right, bottom }: Place): string {
  if (chart.reference === null) return ''
  const at = x(chart.reference.value)
  const half = textWidth(chart.reference.label, textPx) / 2
  return (
    element('path', {
      ...stroked('color-text'),
      'stroke-width': 1.5,
      d: `M${rounded(at)} ${headPx - 4}V${rounded(bottom)}`,
    }) + text(chart.reference.label, { x: Math.min(at, right - half), y: headPx / 2 - 2, anchor: 'middle' })
  )
}

function columnTitles({ layout, right }: Place): string {
  let end = right + 8
  const titles = layout.columns.map(({ title, mark: kind, widthPx }) => {
    end += widthPx
    const y = headPx / 2 - 2
    const sign = kind === null ? '' : mark(kind, end - textWidth(title, textPx) - 11, y)
    return text(title, { x: end, y, anchor: 'end', muted: true }) + sign
  })
  return titles.join('')
}

/** The name of a line at its left, with the sign of its scenario where it begins a group. */
function lineName(line: Line, y: number, layout: BarsLayout): string {
  const first = line.kind === 'heading' || line.alone
  const sign = first ? scenarioSign(line.group.scenarioId, { x: 6, y }) : ''
  const label = line.kind === 'heading' ? line.group.label : line.label
  const indent = first ? 18 : 14
  const room = line.kind === 'heading' ? Infinity : layout.labelWidthPx - indent - 8
  return sign + text(fitted(label, room, textPx), { x: indent, y, anchor: 'start', bold: first })
}

function bar(place: Place, line: Bar, y: number): string {
  const { chart, x } = place
  const { row, group } = line
  const below = hasDotsBelow(chart) ? dotsBelowPx : 0
  return [
    row.value === null ? missing(row, x, y) : '',
    row.value === null
      ? ''
      : element('rect', {
          ...filled(colorOf(group.scenarioId)),
          x: x(0),
          y: y - barPx / 2,
          width: Math.max(1, x(row.value) - x(0)),
          height: barPx,
          rx: 1.5,
        }),
    ...row.dots.map((dot) =>
      element('circle', { ...filled('color-text'), cx: x(dot), cy: y + below, r: below > 0 ? 2.25 : 2.75 }),
    ),
    row.interval === null ? '' : whisker(x(row.interval.low), x(row.interval.high), y),
    ...row.marks.map(({ kind, value }) => mark(kind, x(value), y - below, below > 0 ? smallMark : 1)),
    figures(place, line, y),
  ].join('')
}

function missing({ marks, missing: why }: BarRow, x: Scale, y: number): string {
  const last = Math.max(0, ...marks.map(({ value }) => value))
  return text(why ?? '', { x: x(last) + (last > 0 ? 14 : 6), y, anchor: 'start', muted: true })
}

/** From the lower to the upper end of an interval, with a cap at each, and a rim that sets it off the bar. */
function whisker(low: number, high: number, y: number): string {
  const cap = (end: number): string => `M${rounded(end)} ${rounded(y - capPx)}V${rounded(y + capPx)}`
  const d = `M${rounded(low)} ${rounded(y)}H${rounded(high)}${cap(low)}${cap(high)}`
  return (
    element('path', { ...stroked('color-surface'), 'stroke-width': 4, d }) +
    element('path', { ...stroked('color-text'), 'stroke-width': 1.75, d })
  )
}

function figures({ layout, right }: Place, line: Bar, y: number): string {
  let end = right + 8
  return layout.columns
    .map((column) => {
      end += column.widthPx
      const plain = column.mark !== null
      return text(column.figure(line), { x: end, y, anchor: 'end', muted: plain, bold: !plain })
    })
    .join('')
}
