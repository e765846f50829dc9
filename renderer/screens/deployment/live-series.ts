import type { LiveTrial } from '../../../shared/contract.ts'
import type { Trial } from '../../../shared/run.ts'

interface LivePoint {
  /**
   * Seconds of measuring since the run began, lead-ins and pauses left out: the middle of the second, or of
   * the seconds that it stands for.
   */
  atSec: number
  requestsPerSec: number
}

/** The points of one trial. */
export interface LiveSegment {
  order: number
  scenarioId: string
  path: string
  live: boolean
  points: LivePoint[]
}

export interface LiveSeries {
  segments: LiveSegment[]
  /** Of each trial. */
  durationSec: number
  fromSec: number
  toSec: number
  /** Whether trials at the beginning were left out. */
  shortened: boolean
}

/** As many points as a screen is wide enough for, and as can be drawn within one frame. */
export const mostPoints = 600
const mostPointsPerTrial = 60

/**
 * Requests sent per second over the run, trial by trial, for drawing while it goes on. At most `mostPoints`:
 * long trials are thinned out by the mean of neighbouring seconds, and of many trials the newest are kept.
 * A trial that has ended without being valid has no points: what it sent were errors in part.
 */
export function liveSeries(
  durationSec: number,
  trials: readonly Trial[],
  live: LiveTrial | null,
): LiveSeries {
  const perPoint = Math.max(1, Math.ceil(durationSec / mostPointsPerTrial))
  const shown = Math.max(1, Math.floor(mostPoints / Math.ceil(durationSec / perPoint)))
  const begun = trials.filter(({ order, status }) => status !== 'pending' || order === live?.order)
  const last = Math.max(0, ...begun.map(({ order }) => order))
  const first = trials.length <= shown ? 0 : Math.max(0, last - shown + 1)
  const segments = begun
    .filter(({ order }) => order >= first)
    .toSorted((one, other) => one.order - other.order)
    .map((trial) => segmentOf(trial, live, durationSec, perPoint))
  const visible = Math.min(trials.length - first, shown)
  return {
    segments,
    durationSec,
    fromSec: first * durationSec,
    toSec: (first + Math.max(1, visible)) * durationSec,
    shortened: first > 0,
  }
}

function segmentOf(
  { order, scenarioId, path, status, result }: Trial,
  live: LiveTrial | null,
  durationSec: number,
  perPoint: number,
): LiveSegment {
  const isLive = result === null && live?.order === order
  const ended = status === 'succeeded' && result !== null ? result.samples : []
  const samples = (isLive ? live.samples : ended).filter(({ offsetMs }) => offsetMs < durationSec * 1000)
  const points: LivePoint[] = []
  for (let start = 0; start < samples.length; start += perPoint) {
    const group = samples.slice(start, start + perPoint)
    const offsetsMs = group.reduce((sum, { offsetMs }) => sum + offsetMs, 0) / group.length
    points.push({
      atSec: order * durationSec + offsetsMs / 1000 + 0.5,
      requestsPerSec: group.reduce((sum, { requests }) => sum + requests, 0) / group.length,
    })
  }
  return { order, scenarioId, path, live: isLive, points }
}

/**
 * The smallest of 1, 2, 4 or 5 times a power of ten that is at least `value`: where an axis may end. At
 * least 10, so that half of it is whole, too.
 */
export function niceCeiling(value: number): number {
  if (!(value > 10)) return 10
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 5, 10].find((step) => step * power >= value) ?? 10) * power
}
