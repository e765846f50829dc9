import { scaleLinear, scaleLog } from 'd3-scale'
import { line } from 'd3-shape'
import { type Axis, type LinesChart, percentileTicks } from '../../../../shared/chart.ts'
import { tickLabel } from '../../../../shared/figures.ts'
import { decades, fewFastest, leastBeyond, namedSeries, spreadOut } from '../../../../shared/line-places.ts'
import { scenarioStyle } from '../../../../shared/scenario-style.ts'
import { bandsAndMarks, bandsHeightPx } from './bands-and-marks.ts'
import { colorOf, stroked } from './chart-colors.ts'
import type { LinesPlace, Scale } from './lines-place.ts'
import { scenarioSign, text } from './signs.ts'
import { element, fitted, rounded, textWidth } from './svg-text.ts'

const heightPx = 320
const textPx = 12.5
const axisPx = 52
/** Above the plot, for the title of its axis. */
const titlePx = 12
/** With more points than this a line needs no points to be seen. */
const fewPoints = 40

/** The picture of a lines chart, without its frame. Lines go straight from point to point. */
export function linesSvg(chart: LinesChart, widthPx: number): { content: string; heightPx: number } {
  const above = bandsHeightPx(chart)
  const top = titlePx + above
  const bottom = heightPx + above - axisPx
  const y = yScale(chart).range([bottom, top])
  const yTicks = ticksOf(chart.y, y, 6)
  const labels = yTicks.map(({ label }) => textWidth(label, textPx))
  const left = Math.ceil(Math.max(30, ...labels) + 12)
  const names = namedSeries(chart).map(({ endLabel }) => textWidth(endLabel ?? '', textPx))
  const right = widthPx - Math.ceil(Math.min(Math.max(0, ...names) + 34, widthPx * 0.38))
  const place = { chart, x: xScale(chart).range([left, right]), y, left, right, top, bottom, widthPx }
  const content = [
    axes(place, yTicks),
    ...chart.series.map((series) => path(place, series)),
    endNames(place),
    ...bandsAndMarks(place),
  ]
  return { content: content.join('\n'), heightPx: heightPx + above }
}

function valuesOf(chart: LinesChart, which: 0 | 1): number[] {
  const drawable = (axis: Axis) => (value: number) =>
    Number.isFinite(value) && (axis.scale === 'linear' || value > 0)
  const axis = which === 0 ? chart.x : chart.y
  return chart.series.flatMap(({ points }) => points.map((point) => point[which])).filter(drawable(axis))
}

function xScale(chart: LinesChart): Scale {
  const values = valuesOf(chart, 0)
  const most = Math.max(...values, chart.x.unit === 'percentile' ? 2 : 1e-9)
  if (chart.x.unit === 'percentile') return scaleLog().domain([1, most])
  const least = Math.min(...values, most)
  const end = most > least ? most : least + 1
  return chart.x.scale === 'logarithmic'
    ? scaleLog().domain([least, end])
    : scaleLinear().domain([least, end])
}

function yScale(chart: LinesChart): Scale {
  const values = valuesOf(chart, 1)
  const most = Math.max(...values, 1e-9)
  if (chart.y.scale === 'linear') return scaleLinear().domain([0, most]).nice(6)
  const lowest = Math.min(...values, most)
  const beyond = chart.x.unit === 'percentile' ? leastBeyond(chart, fewFastest) : lowest
  const least = Number.isFinite(beyond) && beyond > 0 ? beyond : lowest
  return scaleLog().domain([least, most > least ? most : least * 10])
}

function ticksOf(axis: Axis, scale: Scale, about: number): { value: number; label: string }[] {
  const [from = 0, to = 1] = scale.domain()
  if (axis.unit === 'percentile')
    return percentileTicks(to).map((value) => ({ value, label: tickLabel(axis.unit, value) }))
  if (axis.scale === 'logarithmic')
    return decades(from, to).map((value) => ({ value, label: tickLabel(axis.unit, value) }))
  const ticks = scale.ticks(about)
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0)
  return ticks.map((value) => ({ value, label: tickLabel(axis.unit, value, step) }))
}

function axes(
  { chart, x, y, left, right, top, bottom }: LinesPlace,
  yTicks: readonly { value: number; label: string }[],
) {
  const across = yTicks.map(({ value, label }) => {
    const at = y(value)
    return (
      element('path', { ...stroked('color-line'), d: `M${left} ${rounded(at)}H${rounded(right)}` }) +
      text(label, { x: left - 6, y: at, anchor: 'end', muted: true })
    )
  })
  const up = ticksOf(chart.x, x, 8).map(({ value, label }) => {
    const at = x(value)
    return (
      element('path', { ...stroked('color-line'), d: `M${rounded(at)} ${top}V${bottom}` }) +
      text(label, { x: at, y: bottom + 16, anchor: 'middle', muted: true })
    )
  })
  const titles =
    text(chart.x.title, { x: (left + right) / 2, y: bottom + 38, anchor: 'middle', muted: true }) +
    text(chart.y.title, { x: left, y: top - 6 - bandsHeightPx(chart), anchor: 'start', muted: true })
  return [...across, ...up, titles].join('')
}

/** Of lesser lines, and of those that are not known yet. */
const dashes = { second: [2, 2], undecided: [1, 5] } as const

/** What leaves the plot below ends at its edge: the fastest requests would stretch the axis. */
function path(
  { x, y, bottom }: LinesPlace,
  { points, scenarioId, role }: LinesChart['series'][number],
): string {
  const color = colorOf(scenarioId)
  const drawn = points.filter(([px, py]) => Number.isFinite(x(px)) && Number.isFinite(y(py)))
  const d = line()
    .x(([px]) => x(px))
    .y(([, py]) => Math.min(bottom, y(py)))
    .digits(2)(drawn as [number, number][])
  const dash = role === 'main' ? scenarioStyle(scenarioId).dash : dashes[role]
  const signs =
    points.length > fewPoints
      ? ''
      : drawn
          .map(([px, py]) => scenarioSign(scenarioId, { x: x(px), y: Math.min(bottom, y(py)) }, 7))
          .join('')
  return (
    element('path', {
      ...stroked(color),
      'stroke-width': role === 'main' ? 1.75 : 1.5,
      'stroke-dasharray': dash.length === 0 ? undefined : dash.join(' '),
      d: d ?? '',
    }) + signs
  )
}

/** Names each line where it ends, with its sign, moved apart where they would cover one another. */
function endNames({ chart, x, y, right, top, bottom }: LinesPlace): string {
  const ends = namedSeries(chart).flatMap((series) => {
    const last = series.points.findLast(([px, py]) => Number.isFinite(x(px)) && Number.isFinite(y(py)))
    return last === undefined ? [] : [{ series, endX: x(last[0]), endY: Math.min(bottom, y(last[1])) }]
  })
  const placed = spreadOut(
    ends.map((end) => ({ ...end, y: end.endY })),
    16,
    top + 4,
    bottom - 4,
  )
  return placed
    .map(({ series, endX, endY, y: labelY }) => {
      const lead = `M${rounded(endX + 3)} ${rounded(endY)}L${rounded(right + 6)} ${rounded(labelY)}`
      return (
        element('path', {
          ...stroked('color-edge'),
          'stroke-width': 0.75,
          'stroke-dasharray': '1 2',
          d: lead,
        }) +
        scenarioSign(series.scenarioId, { x: right + 14, y: labelY }, 9) +
        text(fitted(series.endLabel ?? '', 1000, textPx), { x: right + 23, y: labelY, anchor: 'start' })
      )
    })
    .join('')
}
