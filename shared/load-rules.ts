import type { Load } from './experiment.ts'

/**
 * The most that each field of a load may be; the least is 1, of a lead-in 0. Pages check with these alone:
 * they need no zod.
 */
export const loadLimits = {
  threads: 256,
  connections: 10_000,
  durationSec: 3600,
  rounds: 100,
  leadInSec: 60,
} as const

/**
 * What is wrong with a load, one sentence a fault that names the field and what it may be; empty where it
 * can be driven. wrk opens `floor(connections / threads)` connections a thread and drops the rest without a
 * word, and takes whole seconds only.
 */
export function checkLoad(load: Load): string[] {
  return [
    ...checkConnections(load),
    ...checkSeconds(load),
    ...checkRange('rounds', load.rounds, 1, loadLimits.rounds),
  ]
}

function checkConnections({ threads, connections }: Load): string[] {
  const faults = [
    ...checkRange('threads', threads, 1, loadLimits.threads),
    ...checkRange('connections', connections, 1, loadLimits.connections),
  ]
  if (faults.length > 0 || connections % threads === 0) return faults
  const below = Math.floor(connections / threads) * threads
  const nearest = below === 0 ? `${threads}` : `${below} or ${below + threads}`
  return [
    `connections must divide evenly among the threads: ${connections} do not among ${threads}; use ${nearest} connections.`,
  ]
}

function checkSeconds({ durationSec, leadIn }: Load): string[] {
  const duration = checkRange('duration', durationSec, 1, loadLimits.durationSec, ' s')
  return leadIn.kind === 'load'
    ? [...duration, ...checkRange('lead-in', leadIn.seconds, 0, loadLimits.leadInSec, ' s')]
    : duration
}

function checkRange(field: string, value: number, min: number, max: number, unit = ''): string[] {
  if (Number.isInteger(value) && value >= min && value <= max) return []
  return [`${field} must be a whole number from ${min} to ${max}${unit}; it is ${value}${unit}.`]
}
