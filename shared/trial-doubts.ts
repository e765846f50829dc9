import { count, percent, times } from './figures.ts'
import { isValid, type MeasuredTrial, type Result } from './result.ts'
import type { Trial } from './run.ts'
import type { Scenario } from './scenario.ts'
import { isUnsteady } from './steadiness.ts'

/** Above this share of its CPU the load generator may be what limits the figures (0-1). */
const busyGenerator = 0.8
/** More CPU taken by other tenants of the host than this makes a trial's figures doubtful (0-1). */
const muchSteal = 0.05
/** Good requests this near to a throttle (as a share of it) look throttled. */
const nearThrottle = 0.95

// Each answers with a sentence on what may be wrong with these trials, or null where nothing speaks for it.

export function badTrials(own: readonly Trial[]): string | null {
  const bad = own.filter(({ status }) => status !== 'succeeded' && status !== 'pending')
  if (bad.length === 0) return null
  const told = bad.map(
    ({ path, round, status, reason }) =>
      `${path}, round ${round}: ${status}${reason === null ? '' : ` (${reason.replace(/\.$/, '')})`}`,
  )
  return `Not to be ranked: ${ofTrials(bad.length, own.length)}. ${told.join('; ')}.`
}

export function coldStarts({ run }: Result, scenario: Scenario | undefined): string | null {
  if (run.load.leadIn.kind !== 'one-request' || !scenario?.hops.some(({ kind }) => kind === 'lambda'))
    return null
  const rest = run.load.connections - 1
  if (rest < 1) return null
  return `One request beforehand warms one environment of the function; for ${times(run.load.connections, 'connection')} up to ${count(rest)} more start cold within the trials.`
}

export function throttle(
  result: Result,
  measured: readonly MeasuredTrial[],
  scenario: Scenario | undefined,
): string | null {
  const option = scenario?.options.find(({ parameter }) => parameter === 'ThrottleRate')
  if (scenario === undefined || option === undefined) return null
  const limit = Number(result.run.conditions?.options[scenario.id]?.['ThrottleRate'] ?? option.default)
  const refused = measured.reduce((sum, trial) => sum + trial.result.errors.status, 0)
  const near = measured.filter(({ result: { goodRatePerSec } }) => goodRatePerSec >= limit * nearThrottle)
  if (refused > 0) {
    const all = measured.reduce((sum, trial) => sum + trial.result.requests, 0)
    return `${count(refused)} of ${times(all, 'answer')} had a status of 400 or above; the stage throttle of ${count(limit)} requests per second answers what is beyond it with 429.`
  }
  if (near.length === 0) return null
  return `${times(near.length, 'trial')} came within 5 % of the stage throttle of ${count(limit)} requests per second: the throttle may be what was measured.`
}

export function generatorCpu({ run }: Result, measured: readonly MeasuredTrial[]): string | null {
  const known = measured.flatMap(({ result }) => (result.generatorCpu ? [result.generatorCpu.busy] : []))
  const busy = known.filter((share) => share > busyGenerator)
  if (busy.length === 0) return null
  const extent = `up to ${percent(Math.max(...busy))} busy, above 80 % in ${ofTrials(busy.length, known.length)}`
  return run.account.kind === 'practice'
    ? `The processors of this machine, which all parts share, were ${extent}: they limit the figures.`
    : `The load generator’s processors were ${extent}: limited by the load generator.`
}

export function steal(measured: readonly MeasuredTrial[]): string | null {
  const high = measured.flatMap(({ result }) =>
    result.generatorCpu && result.generatorCpu.steal > muchSteal ? [result.generatorCpu.steal] : [],
  )
  if (high.length === 0) return null
  return `Up to ${percent(Math.max(...high))} of the load generator’s processor time went to other tenants of its host, in ${times(high.length, 'trial')}.`
}

/**
 * Requests in flight at the end, and at the start those of the lead-in, may be counted by the origin only;
 * beyond that something answered, repeated or dropped them on the way.
 */
export function originCount({ run }: Result, measured: readonly MeasuredTrial[]): string | null {
  const { connections, leadIn } = run.load
  const inFlight = leadIn.kind === 'load' && leadIn.seconds > 0 ? 2 * connections : connections
  const off = measured.flatMap(({ result }) => {
    const difference = result.originRequests === null ? 0 : result.originRequests - result.requests
    return Math.abs(difference) > inFlight ? [difference] : []
  })
  if (off.length === 0) return null
  const worst = off.reduce(
    (most, difference) => (Math.abs(difference) > Math.abs(most) ? difference : most),
    0,
  )
  const which =
    worst > 0
      ? 'more than wrk: repeated requests, or other callers'
      : 'fewer than wrk: answered or dropped on the way'
  return `In ${ofTrials(off.length, measured.length)} the origin counted other requests than wrk by more than the ${count(inFlight)} that can be in flight, at most ${count(Math.abs(worst))} ${which}.`
}

export function unsteady(measured: readonly MeasuredTrial[]): string | null {
  const found = measured.filter(({ result }) => isUnsteady(result.samples))
  if (found.length === 0) return null
  return `The requests per second drift in ${ofTrials(found.length, measured.length)}: first and last third differ by more than 10 %.`
}

export function percentiles(measured: readonly MeasuredTrial[]): string | null {
  const valid = measured.filter(isValid)
  const without = valid.filter(({ result }) => result.latencyUs.measured.p99 === null)
  if (without.length === 0) return null
  const fewest = Math.min(...without.map(({ result }) => result.requests))
  return `The 99th percentile is not measurable in ${ofTrials(without.length, valid.length)}: too few requests (${count(fewest)} in the smallest), or too many lost.`
}

/** `3 of 5 trials`, or `the only trial`. */
function ofTrials(some: number, all: number): string {
  return all === 1 ? 'the only trial' : `${count(some)} of ${times(all, 'trial')}`
}
