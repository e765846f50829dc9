import type { LiveTrial } from '../../../shared/contract.ts'
import type { Load } from '../../../shared/experiment.ts'
import type { Trial } from '../../../shared/run.ts'

export interface MeasureProgress {
  /** Trials that have come to an end, whatever it was. */
  finished: number
  total: number
  /** 0-1 of the whole schedule. */
  value: number
  leftMs: number
}

/** Between two trials: asking the origin, packing and fetching the result. */
const betweenTrialsMs = 500

/** How far a run is, and how long it goes on. Works without `live`, in steps of whole trials then. */
export function measureProgress(
  load: Load,
  trials: readonly Trial[],
  live: LiveTrial | null,
  nowMs: number,
): MeasureProgress {
  const trialMs = trialDurationMs(load)
  const finished = trials.filter(({ status }) => status !== 'pending').length
  const pending = trials.some(({ order, status }) => order === live?.order && status === 'pending')
  const elapsedMs = live === null || !pending ? 0 : elapsedOf(load, live, nowMs)
  const doneMs = finished * trialMs + elapsedMs
  const allMs = trials.length * trialMs
  return {
    finished,
    total: trials.length,
    value: allMs === 0 ? 0 : doneMs / allMs,
    leftMs: Math.max(0, allMs - doneMs),
  }
}

function leadInMs({ leadIn }: Load): number {
  return leadIn.kind === 'load' ? leadIn.seconds * 1000 : 0
}

function trialDurationMs(load: Load): number {
  return leadInMs(load) + load.durationSec * 1000 + betweenTrialsMs
}

function elapsedOf(load: Load, live: LiveTrial, nowMs: number): number {
  const partMs = Math.max(0, nowMs - live.startedAtMs)
  if (live.part === 'lead-in') return Math.min(partMs, leadInMs(load))
  return leadInMs(load) + Math.min(partMs, load.durationSec * 1000)
}
