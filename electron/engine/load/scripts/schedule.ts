import type { TrialPrice } from '../../../../shared/trial-price.ts'
import { pinText, urlText, wholeNumber } from './shell-text.ts'

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
  /** The public key that its certificate has to have, as curl pins it; null for one that everybody trusts. */
  pin: string | null
  /** The origin's counters, read right before and after the trial; null where it has none. */
  countersUrl: string | null
  /** Whether its connections go to all addresses of the endpoint. */
  spread: boolean
  /** Length of the body of each request, which is a POST then; 0 for GET. */
  bodyBytes: number
  /** What it may cost; nothing where nothing is charged. */
  price: TrialPrice
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
  const { mostUsd, fixedUsd, usdPerMillion } = trial.price
  // A millionth of a dollar is dollars per million, and a billionth a thousandth of that: whole numbers, for
  // the shell. Rounded up, so that nothing is free.
  const money = [millionths(mostUsd), Math.ceil(usdPerMillion * 1000), millionths(fixedUsd)].map(wholeNumber)
  const load = [trial.spread ? '1' : '0', wholeNumber(trial.bodyBytes)]
  return [
    ...numbers,
    urlText(trial.url),
    countersUrl,
    trial.kind,
    ...load,
    ...money,
    pinText(trial.pin) || '-',
  ]
}

/** Dollars in millionths, as the runner counts them. */
export function millionths(usd: number): number {
  return Math.ceil(usd * 1_000_000)
}
