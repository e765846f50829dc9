import type { ReactNode } from 'react'
import { scenarioStyle, shapePaths } from '../../ui/scenario-mark.tsx'
import { tickLabel } from '../../../shared/figures.ts'
import { count } from '../../ui/format.ts'
import { useWidth } from './use-width.ts'
import { niceCeiling, type LiveSegment, type LiveSeries } from './live-series.ts'
import './live-chart.css'

const height = 240
const left = 56
const right = 8
const top = 10
const bottom = 26

/**
 * Requests sent per second, trial after trial, while the run goes on. Measured seconds only; straight lines,
 * nothing smoothed.
 */
export function LiveChart({ series }: { series: LiveSeries }): ReactNode {
  const [figure, width] = useWidth<HTMLElement>(900)
  const { segments, fromSec, toSec } = series
  const ceiling = niceCeiling(
    Math.max(0, ...segments.flatMap(({ points }) => points.map(({ requestsPerSec }) => requestsPerSec))),
  )
  const x = (sec: number): number => left + ((sec - fromSec) / (toSec - fromSec)) * (width - left - right)
  const y = (value: number): number => top + (1 - value / ceiling) * (height - top - bottom)
  const live = segments.find((segment) => segment.live)
  return (
    <figure ref={figure} className="live-chart" aria-label="Requests sent per second over the run">
      <figcaption className="small muted">
        Requests sent per second{series.shortened ? ', newest trials' : ''}. The running trial is dashed until
        its errors are counted; trials with more than 1 % errors are not drawn.
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <g key={part} className={part === 0 ? 'axis' : 'grid'}>
            <line x1={left} x2={width - right} y1={y(part * ceiling)} y2={y(part * ceiling)} />
            {part === 0.25 || part === 0.75 ? null : (
              <text x={left - 8} y={y(part * ceiling) + 4} textAnchor="end">
                {tickLabel('count', part * ceiling, ceiling / 2)}
              </text>
            )}
          </g>
        ))}
        {live === undefined ? null : <Now segment={live} x={x} durationSec={series.durationSec} />}
        {segments.map((segment) => (
          <Line key={segment.order} segment={segment} x={x} y={y} />
        ))}
        <text className="axis-title" x={left} y={height - 6}>
          {fromSec === 0 ? '0 s' : `${count(fromSec)} s`}
        </text>
        <text className="axis-title" x={width - right} y={height - 6} textAnchor="end">
          {count(toSec)} s measured
        </text>
      </svg>
    </figure>
  )
}

/** Where the trial that runs now stands. */
function Now({
  segment,
  x,
  durationSec,
}: {
  segment: LiveSegment
  x: (sec: number) => number
  durationSec: number
}): ReactNode {
  const from = x(segment.place * durationSec)
  return (
    <rect
      className="now"
      x={from}
      y={top}
      width={x((segment.place + 1) * durationSec) - from}
      height={height - top - bottom}
    />
  )
}

function Line({
  segment,
  x,
  y,
}: {
  segment: LiveSegment
  x: (sec: number) => number
  y: (value: number) => number
}): ReactNode {
  const { color, shape } = scenarioStyle(segment.scenarioId)
  const last = segment.points.at(-1)
  if (last === undefined) return null
  return (
    <g>
      <polyline
        stroke={color}
        strokeDasharray={segment.live ? '4 3' : undefined}
        points={segment.points
          .map(({ atSec, requestsPerSec }) => `${x(atSec)},${y(requestsPerSec)}`)
          .join(' ')}
      />
      <path
        className="mark"
        fill={color}
        d={shapePaths[shape]}
        transform={`translate(${x(last.atSec) - 4.5} ${y(last.requestsPerSec) - 4.5}) scale(0.75)`}
      />
    </g>
  )
}
