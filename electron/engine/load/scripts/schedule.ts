import { urlText, wholeNumber } from './shell-text.ts'

/** One line of the runner's schedule. `index` is unique in the run and not negative. */
export interface ScheduledTrial {
  index: number
  /** `warm` is one request by curl; the load's fields are not used then. */
  kind: 'trial' | 'warm'
  connections: number
  threads: number
  durationSec: number
  leadInSec: number
  /** After this many seconds the load tool is told to end; two seconds later it is killed. */
  deadlineSec: number
  url: string
  /** The origin's counters, read right before and after the trial; null where it has none. */
  countersUrl: string | null
}

/**
 * A load tool ends soon after its duration. This deadline is for the cases where it does not: a loop in
 * wrk's correction, a stuck machine.
 */
export function deadlineFor(durationSec: number): number {
  return Math.ceil(durationSec) + 15
}

/** The schedule as `templates/load/runner.sh` reads it. */
export function scheduleText(schedule: readonly ScheduledTrial[]): string {
  return schedule.map((trial) => `${fieldsOf(trial).join('\t')}\n`).join('')
}

function fieldsOf(trial: ScheduledTrial): string[] {
  const { index, connections, threads, durationSec, leadInSec, deadlineSec } = trial
  const numbers = [index, connections, threads, durationSec, leadInSec, deadlineSec].map(wholeNumber)
  const countersUrl = trial.countersUrl === null ? '-' : urlText(trial.countersUrl)
  return [...numbers, urlText(trial.url), countersUrl, trial.kind]
}
