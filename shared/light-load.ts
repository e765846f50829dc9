import type { Load } from './experiment.ts'

/** What precedes a trial at light load, at the same load. */
export const lightLeadInSec = 1

/** A light trial lasts until about this many answers: a p90 may be compared from 300 on. Rule 11. */
const answers = 450
const seconds = { min: 2, max: 20 }

/**
 * How long a light trial lasts, in whole seconds: as long as 450 answers take, within 2 to 20 s. Rule 11.
 * @param medianMs the median of some answers on a warm connection; undefined where it is not known
 */
export function lightSeconds(medianMs: number | undefined): number {
  if (medianMs === undefined) return seconds.max
  return Math.min(seconds.max, Math.max(seconds.min, Math.ceil((medianMs * answers) / 1000)))
}

/** The load of a light trial: one connection, otherwise as its run loads. */
export function lightLoad(load: Load, durationSec: number = seconds.max): Load {
  const leadIn = { kind: 'load', seconds: lightLeadInSec } as const
  return { ...load, threads: 1, connections: 1, durationSec, leadIn }
}
