import type { ChartConfiguration, Plugin, PointStyle } from 'chart.js'
import { type Axis, type LineSeries, type LinesChart, percentileTicks } from '../../shared/chart.ts'
import { tickLabel, withUnit } from '../../shared/figures.ts'
import { scenarioStyle, type Shape } from '../../shared/scenario-style.ts'
import { decades, fewFastest, leastBeyond, namedSeries, spreadOut } from '../../shared/line-places.ts'
import { drawShape, fitted } from './draw.ts'
import { bandsAndMarks, bandsHeightPx, hatching } from './draw-bands.ts'
import { stepOf } from './tick-step.ts'
import type { Palette } from './palette.ts'

/**
 * Series longer than this are thinned out for painting (largest triangle three buckets keeps their peaks),
 * and show no points.
 */
const longSeries = 500
const thinnedTo = 400
/** With more points than this a line needs no points to be seen. */
const fewPoints = 40

const pointStyles: Record<Shape, PointStyle> = {
  circle: 'circle',
  triangle: 'triangle',
  square: 'rect',
  diamond: 'rectRot',
  'triangle-down': 'triangle',
  cross: 'cross',
  star: 'star',
  bar: 'line',
  hexagon: 'rectRounded',
  ring: 'circle',
  hourglass: 'crossRot',
  house: 'rectRounded',
  x: 'crossRot',
}

/** Straight lines from point to point for chart.js; each is named at its end. */
export function linesConfiguration(
  chart: LinesChart,
  palette: Palette,
): ChartConfiguration<'line', { x: number; y: number }[]> {
  return {
    type: 'line',
    data: { datasets: chart.series.map((series) => dataset(series, palette)) },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      layout: {
        padding: ({ chart: { width } }) => ({
          right: labelWidthPx(chart, width, palette),
          top: 8 + bandsHeightPx(chart),
        }),
      },
      scales: { x: scale(chart.x, palette, 'x', chart), y: scale(chart.y, palette, 'y', chart) },
      interaction: { mode: 'nearest', axis: 'xy', intersect: false },
      plugins: {
        decimation: { enabled: true, algorithm: 'lttb', threshold: longSeries, samples: thinnedTo },
        tooltip: {
          // A percentile is a figure of the trials, not of the merged line.
          enabled: chart.x.unit !== 'percentile',
          displayColors: false,
          callbacks: {
            title: ([item]) => chart.series[item?.datasetIndex ?? -1]?.label ?? '',
            label: ({ parsed: { x, y } }) =>
              `${withUnit(chart.x.unit, x ?? 0)}: ${withUnit(chart.y.unit, y ?? 0)}`,
          },
        },
      },
    },
    plugins: [bandsAndMarks(chart, palette), namesAtEnds(chart, palette)],
  }
}

/** Wide enough for the hatching of an undecided line to be seen. */
const lineWidths = { main: 1.75, second: 1.5, undecided: 7 } as const

function dataset({ points, scenarioId, role }: LineSeries, palette: Palette) {
  const style = scenarioStyle(scenarioId)
  const color = palette.scenario(scenarioId)
  return {
    data: points.map(([x, y]) => ({ x, y })),
    borderColor: role === 'undecided' ? hatching(color) : color,
    backgroundColor: color,
    borderWidth: lineWidths[role],
    borderDash: role === 'main' ? [...style.dash] : role === 'second' ? [2, 2] : [],
    tension: 0,
    pointRadius: points.length > fewPoints ? 0 : 3,
    pointHitRadius: points.length > fewPoints ? 0 : 6,
    pointStyle: pointStyles[style.shape],
    pointRotation: style.shape === 'triangle-down' ? 180 : 0,
  }
}

function scale(axis: Axis, palette: Palette, direction: 'x' | 'y', chart: LinesChart) {
  const most = Math.max(2, ...chart.series.map(({ points }) => points.at(-1)?.[0] ?? 2))
  const percentile = axis.unit === 'percentile'
  const font = { family: palette.fontFamily, size: 12 }
  const look = {
    border: { display: false },
    grid: { color: palette.line, drawTicks: false },
    title: { display: true, text: axis.title, color: palette.muted, font },
    ticks: {
      color: palette.muted,
      font,
      padding: 6,
      maxTicksLimit: direction === 'x' ? 9 : 7,
      autoSkipPadding: direction === 'x' ? 18 : 6,
      maxRotation: 0,
      callback: (value: string | number, _index: number, ticks: readonly { value: number }[]) =>
        tickLabel(axis.unit, Number(value), axis.scale === 'linear' ? stepOf(ticks) : undefined),
    },
  }
  if (axis.scale === 'linear') {
    // Time ends where the trial does, not at the next round figure.
    return {
      ...look,
      type: 'linear' as const,
      ...(direction === 'y' ? { beginAtZero: true } : { bounds: 'data' as const }),
    }
  }
  return {
    ...look,
    type: 'logarithmic' as const,
    ...(percentile ? { min: 1, max: most } : {}),
    ...(direction === 'y' && chart.x.unit === 'percentile' ? { min: leastBeyond(chart, fewFastest) } : {}),
    afterBuildTicks: (built: { min: number; max: number; ticks: { value: number }[] }) => {
      const values = percentile ? percentileTicks(most) : decades(built.min, built.max)
      built.ticks = values.map((value) => ({ value }))
    },
  }
}

function labelWidthPx(chart: LinesChart, widthPx: number, palette: Palette): number {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return 160
  context.font = `500 12.5px ${palette.fontFamily}`
  const widest = Math.max(
    0,
    ...namedSeries(chart).map(({ endLabel }) => context.measureText(endLabel ?? '').width),
  )
  return Math.ceil(Math.min(widest + 34, widthPx * 0.38))
}

/** Names each line where it ends, with its sign, moved apart where they would cover one another. */
function namesAtEnds(chart: LinesChart, palette: Palette): Plugin<'line'> {
  return {
    id: 'names-at-ends',
    afterDatasetsDraw: ({ ctx: context, scales: { x, y }, chartArea, width }) => {
      if (x === undefined || y === undefined) return
      const ends = namedSeries(chart).flatMap((series) => {
        const last = series.points.at(-1)
        return last === undefined
          ? []
          : [{ series, endX: x.getPixelForValue(last[0]), endY: y.getPixelForValue(last[1]) }]
      })
      const placed = spreadOut(
        ends.map((end) => ({ ...end, y: end.endY })),
        16,
        chartArea.top + 4,
        chartArea.bottom - 4,
      )
      context.save()
      context.font = `500 12.5px ${palette.fontFamily}`
      context.textBaseline = 'middle'
      for (const { series, endX, endY, y: labelY } of placed) {
        const color = palette.scenario(series.scenarioId)
        context.strokeStyle = palette.edge
        context.lineWidth = 0.75
        context.setLineDash([1, 2])
        context.beginPath()
        context.moveTo(endX + 3, endY)
        context.lineTo(chartArea.right + 6, labelY)
        context.stroke()
        drawShape(context, series.scenarioId, { x: chartArea.right + 14, y: labelY }, color, 9)
        context.fillStyle = palette.text
        context.fillText(
          fitted(context, series.endLabel ?? '', width - chartArea.right - 26),
          chartArea.right + 23,
          labelY,
        )
      }
      context.restore()
    },
  }
}
