import type { LiveTrial } from '../../../shared/live-trial.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { firstLook } from '../../../shared/statistics/look-rounds.ts'

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
  /** Among the trials that are drawn, from 0. */
  place: number
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
 * Requests sent per second over the run, trial by trial, for drawing while it goes on. Only trials that keep
 * all connections busy: what one connection sends is no throughput. At most `mostPoints`: long trials are
 * thinned out by the mean of neighbouring seconds, and of many trials the newest are kept. A trial that has
 * ended without being valid has no points: what it sent were errors in part. Rounds that may never come have
 * no place.
 */
export function liveSeries(
  { load, rule }: Pick<Run, 'load' | 'rule'>,
  trials: readonly Trial[],
  live: LiveTrial | null,
): LiveSeries {
  const { durationSec } = load
  const perPoint = Math.max(1, Math.ceil(durationSec / mostPointsPerTrial))
  const shown = Math.max(1, Math.floor(mostPoints / Math.ceil(durationSec / perPoint)))
  const closed = trials
    .filter((trial) => trial.load === 'closed')
    .toSorted((one, other) => one.order - other.order)
    .map((trial, place) => ({ trial, place }))
  const begun = closed.filter(({ trial }) => trial.status !== 'pending' || trial.order === live?.order)
  const through = lastDrawnRound(rule, begun.at(-1)?.trial.round ?? 1)
  const places = closed.filter(({ trial }) => trial.round <= through).length
  const last = begun.at(-1)?.place ?? 0
  const first = places <= shown ? 0 : Math.max(0, last - shown + 1)
  const segments = begun
    .filter(({ place }) => place >= first)
    .map(({ trial, place }) => segmentOf(trial, place, live, durationSec, perPoint))
  const visible = Math.min(places - first, shown)
  return {
    segments,
    durationSec,
    fromSec: first * durationSec,
    toSec: (first + Math.max(1, visible)) * durationSec,
    shortened: first > 0,
  }
}

/** Until sure, the rounds behind the first look come one at a time. */
function lastDrawnRound(rule: Run['rule'], round: number): number {
  return rule.kind === 'fixed' ? rule.rounds : Math.max(firstLook, round)
}

function segmentOf(
  { order, scenarioId, path, status, result }: Trial,
  place: number,
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
      atSec: place * durationSec + offsetsMs / 1000 + 0.5,
      requestsPerSec: group.reduce((sum, { requests }) => sum + requests, 0) / group.length,
    })
  }
  return { order, place, scenarioId, path, live: isLive, points }
}

/** The smallest of 1, 2, 4 or 5 times a power of ten that is at least `value`: where an axis may end. */
export function niceCeiling(value: number): number {
  if (!(value > 0)) return 10
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 5, 10].find((step) => step * power >= value) ?? 10) * power
}
