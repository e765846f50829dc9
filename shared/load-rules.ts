import type { Load } from './experiment.ts'
import type { Fault, Field } from './faults.ts'
import { loadLimits } from './load-limits.ts'
import { isWholeWithin, wholeNumberRange, type Bounds } from './number-rules.ts'

/**
 * What is wrong with a load; empty where it can be driven. wrk opens `floor(connections / threads)`
 * connections a thread and silently drops the rest, and takes whole seconds only.
 */
export function loadFaults({ threads, connections, durationSec, rounds, leadIn }: Load): Fault[] {
  const width = [
    ...rangeFaults('load.threads', threads, loadLimits.threads),
    ...rangeFaults('load.connections', connections, loadLimits.connections),
  ]
  return [
    ...(width.length > 0 ? width : divisionFaults(threads, connections)),
    ...rangeFaults('load.durationSec', durationSec, loadLimits.durationSec, 'seconds'),
    ...rangeFaults('load.rounds', rounds, loadLimits.rounds),
    ...(leadIn.kind === 'load'
      ? rangeFaults('load.leadIn.seconds', leadIn.seconds, loadLimits.leadInSec, 'seconds')
      : []),
  ]
}

function divisionFaults(threads: number, connections: number): Fault[] {
  if (connections % threads === 0) return []
  const below = Math.floor(connections / threads) * threads
  const nearest = [below, below + threads].filter((each) => isWholeWithin(each, loadLimits.connections))
  const message = `Must divide evenly among the threads: ${connections} do not among ${threads}.`
  return [{ field: 'load.connections', message: `${message} Use ${nearest.join(' or ')}.` }]
}

function rangeFaults(field: Field, value: number, bounds: Bounds, unit = ''): Fault[] {
  return isWholeWithin(value, bounds) ? [] : [{ field, message: wholeNumberRange(bounds, unit) }]
}
