import type { AnyEvent } from '../../../shared/events.ts'
import type { LiveTrial } from '../../../shared/live-trial.ts'

/**
 * What the running trial has shown, after one announcement; the same object where the announcement says
 * nothing about it.
 */
export function afterEvent(
  live: LiveTrial | null,
  runId: string,
  event: AnyEvent,
  nowMs: number,
): LiveTrial | null {
  if (event.name === 'trial.started' && event.data.runId === runId) {
    return { order: event.data.order, part: event.data.part, startedAtMs: nowMs, samples: [] }
  }
  if (
    event.name === 'sample.taken' &&
    event.data.runId === runId &&
    live !== null &&
    live.order === event.data.order
  ) {
    const { offsetMs, requests } = event.data
    return { ...live, samples: merged(live.samples, [{ offsetMs, requests }]) }
  }
  if (event.name === 'run.changed' && event.data.id === runId && event.data.status !== 'running') return null
  return live
}

/** In the order of their coming. */
const parts: readonly LiveTrial['part'][] = ['lead-in', 'measured', 'diagnosis']

/**
 * What was asked for and what was announced meanwhile, as one: the later trial counts, and of one trial all
 * seconds that either has.
 */
export function caughtUp(asked: LiveTrial | null, heard: LiveTrial | null): LiveTrial | null {
  if (asked === null || heard === null) return heard ?? asked
  if (asked.order !== heard.order) return asked.order > heard.order ? asked : heard
  const newer = parts.indexOf(heard.part) >= parts.indexOf(asked.part) ? heard : asked
  return {
    ...newer,
    startedAtMs: asked.part === newer.part ? asked.startedAtMs : newer.startedAtMs,
    samples: merged(asked.samples, heard.samples),
  }
}

type Samples = LiveTrial['samples']

function merged(one: Samples, other: Samples): Samples {
  const bySecond = new Map([...one, ...other].map((sample) => [sample.offsetMs, sample]))
  return [...bySecond.values()].toSorted((a, b) => a.offsetMs - b.offsetMs)
}
