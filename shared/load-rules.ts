import type { Load } from './experiment.ts'
import type { Fault, Field } from './faults.ts'
import { loadLimits } from './load-limits.ts'
import { isWholeWithin, isWithin, wholeNumberRange, type Bounds } from './number-rules.ts'

/**
 * What is wrong with a load; empty where it can be driven. wrk opens `floor(connections / threads)`
 * connections a thread and silently drops the rest, and takes whole seconds only.
 */
export function loadFaults(load: Load): Fault[] {
  const { threads, connections, durationSec, leadIn } = load
  const width = [
    ...rangeFaults('load.threads', threads, loadLimits.threads),
    ...rangeFaults('load.connections', connections, loadLimits.connections),
  ]
  return [
    ...(width.length > 0 ? width : divisionFaults(threads, connections)),
    ...rangeFaults('load.durationSec', durationSec, loadLimits.durationSec, 'seconds'),
    ...roundFaults(load),
    ...(leadIn.kind === 'load'
      ? rangeFaults('load.leadIn.seconds', leadIn.seconds, loadLimits.leadInSec, 'seconds')
      : []),
    ...serviceFaults(load.service),
  ]
}

function roundFaults({ rounds, untilSure }: Load): Fault[] {
  if (untilSure === null) return rangeFaults('load.rounds', rounds, loadLimits.rounds)
  return [
    ...rangeFaults('load.rounds', rounds, loadLimits.roundsUntilSure),
    ...marginFaults('load.untilSure.same', untilSure.same),
    ...marginFaults('load.untilSure.precise', untilSure.precise),
  ]
}

function marginFaults(field: Field, margin: number): Fault[] {
  const { min, max } = loadLimits.margin
  return isWithin(margin, { min, max })
    ? []
    : [{ field, message: `Must be from ${min * 100} to ${max * 100} %.` }]
}

function serviceFaults({ timeMs, answer, request }: Load['service']): Fault[] {
  return [
    ...rangeFaults('load.service.timeMs', timeMs, loadLimits.serviceTimeMs, 'milliseconds'),
    ...(answer.kind === 'generated'
      ? rangeFaults('load.service.answer.bytes', answer.bytes, loadLimits.answerBytes, 'bytes')
      : []),
    ...(request.kind === 'post'
      ? rangeFaults('load.service.request.bytes', request.bytes, loadLimits.bodyBytes, 'bytes')
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
