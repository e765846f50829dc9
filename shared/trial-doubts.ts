import { count, listed, percent, roughPercent, times } from './figures.ts'
import { busyGenerator, isGeneratorLimited } from './generator-limit.ts'
import { gatewayLimitOf, isAtLimit, throttleOwners } from './gateway-limit.ts'
import { isValid, type MeasuredTrial, type Result } from './result.ts'
import type { Trial } from './run.ts'
import type { Scenario } from './scenario.ts'
import { causesOf, countedCodes } from './status-causes.ts'
import { isUnsteady } from './steadiness.ts'

/** More CPU taken by other tenants of the host than this makes a trial's figures doubtful (0-1). */
const muchSteal = 0.05

// Each returns a sentence on what may be wrong with these trials, or null where nothing is.

export function badTrials(own: readonly Trial[]): string | null {
  const bad = own.filter(({ status }) => status !== 'succeeded' && status !== 'pending')
  if (bad.length === 0) return null
  const reasons = bad.map(({ path, round, load, status, reason }) => {
    const where = `${path}, round ${round}${load === 'light' ? ', light load' : ''}`
    return `${where}: ${status}${reason === null ? '' : ` (${reason.replace(/\.$/, '')})`}`
  })
  return `Excluded from the figures: ${ofTrials(bad.length, own.length)}. ${reasons.join('; ')}.`
}

export function coldStarts({ run }: Result, scenario: Scenario | undefined): string | null {
  if (run.load.leadIn.kind !== 'one-request' || !scenario?.hops.some(({ kind }) => kind === 'lambda'))
    return null
  const { connections } = run.load
  if (connections < 2) return null
  return (
    'The one request before each trial warms up one environment of the function. With ' +
    `${count(connections)} connections, up to ${count(connections - 1)} more start cold during the trials.`
  )
}

/** How many answers had an error status, and what that comes from as far as codes were counted. */
export function statusErrors(
  result: Result,
  measured: readonly MeasuredTrial[],
  scenario: Scenario | undefined,
): string | null {
  const refused = measured.reduce((sum, trial) => sum + trial.result.errors.status, 0)
  const [first] = measured
  if (refused === 0 || first === undefined) return null
  const all = measured.reduce((sum, trial) => sum + trial.result.requests, 0)
  const said = `${count(refused)} of ${times(all, 'response')} had a status of 400 or above.`
  if (result.run.account.kind === 'elsewhere') return [said, codesText(measured)].join(' ')
  const counted = countedCodes(result, first.scenarioId)
  if (counted === null) return `${said} Their status codes were not counted.`
  const causes = causesOf(result, first.scenarioId, scenario)
  if (causes.length === 0) return `${said} None did while status codes were counted.`
  const errors = causes.reduce((sum, { answers }) => sum + answers, 0)
  const shares = causes.map(({ status, answers }) => `${status} (${roughPercent(answers / errors)})`)
  const known = causes.flatMap(({ status, cause }) => (cause === null ? [] : [`${status}: ${cause}`]))
  return [said, `Counted afterwards at the same load: ${listed(shares)}.`, ...known].join(' ')
}

/** The error statuses that files of other tools count. */
function codesText(measured: readonly MeasuredTrial[]): string {
  const counts = new Map<string, number>()
  for (const { result } of measured)
    for (const [code, answers] of Object.entries(result.statusCodes ?? {}))
      if (Number(code) >= 400) counts.set(code, (counts.get(code) ?? 0) + answers)
  if (counts.size === 0) return 'Their status codes are not in the files.'
  return `By status: ${listed([...counts].map(([code, answers]) => `${code} (${count(answers)})`))}.`
}

export function nearLimit(
  result: Result,
  measured: readonly MeasuredTrial[],
  scenario: Scenario | undefined,
): string | null {
  const limit = gatewayLimitOf(result.run, scenario)
  if (limit === null) return null
  const near = measured.filter(({ result: { goodRatePerSec } }) => isAtLimit(goodRatePerSec, limit))
  if (near.length === 0) return null
  return (
    `${times(near.length, 'trial')} came within 5 % of the throttle of ${throttleOwners[limit.of]} ` +
    `(${count(limit.ratePerSec)} requests per second), so the throttle may be what was measured.`
  )
}

export function generatorCpu({ run }: Result, measured: readonly MeasuredTrial[]): string | null {
  const limited = measured.filter(isGeneratorLimited)
  if (limited.length > 0) {
    const most = Math.max(...limited.map(({ result }) => result.generatorLoad ?? 0))
    const which = ofTrials(limited.length, measured.length)
    return (
      `Limited by the load generator in ${which}: the load tool used up to ${percent(most)} of the ` +
      'processor time that it can have, so what was measured may be its own limit.'
    )
  }
  // Components of a practice account share the machine: there, only the tool's own load decides.
  const told = run.account.kind === 'practice' ? measured.filter(hasNoLoad) : measured
  const known = told.flatMap(({ result }) => (result.generatorCpu ? [result.generatorCpu.busy] : []))
  const busy = known.filter((share) => share > busyGenerator)
  if (busy.length === 0) return null
  const which = ofTrials(busy.length, known.length)
  const extent = `up to ${percent(Math.max(...busy))} busy, and above 80 % in ${which}`
  return run.account.kind === 'practice'
    ? `The processors of this machine, which all components share, were ${extent}: they limit the figures.`
    : `The load generator’s processors were ${extent}: the load generator limits the figures.`
}

/** Older runs know the processors of the whole machine only. */
function hasNoLoad({ result }: MeasuredTrial): boolean {
  return result.generatorLoad === null
}

export function steal(measured: readonly MeasuredTrial[]): string | null {
  const high = measured.flatMap(({ result }) =>
    result.generatorCpu && result.generatorCpu.steal > muchSteal ? [result.generatorCpu.steal] : [],
  )
  if (high.length === 0) return null
  const most = percent(Math.max(...high))
  return (
    `Other tenants of the host took up to ${most} of the load generator’s processor time ` +
    `in ${times(high.length, 'trial')}.`
  )
}

/**
 * Requests in flight at the end, and at the start those of the lead-in, may be counted by the origin only.
 * A larger difference means that something answered, repeated or dropped requests on the way.
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
      ? 'more than wrk (retries, or other callers)'
      : 'fewer than wrk (answered or dropped on the way)'
  return (
    `In ${ofTrials(off.length, measured.length)} the request counts of origin and wrk differ ` +
    `by more than the ${count(inFlight)} that can be in flight: ` +
    `the origin counted up to ${count(Math.abs(worst))} ${which}.`
  )
}

/**
 * A floor answers its requests itself, so the origin counts none of them: what it counts all the same are
 * other callers, or what the trial before left in flight.
 */
export function originCountOfFloor({ run }: Result, measured: readonly MeasuredTrial[]): string | null {
  const { connections } = run.load
  const counts = measured.flatMap(({ result: { originRequests } }) =>
    originRequests !== null && originRequests > connections ? [originRequests] : [],
  )
  if (counts.length === 0) return null
  return (
    `The origin counted up to ${count(Math.max(...counts))} requests in ` +
    `${ofTrials(counts.length, measured.length)}, although none of these reaches it: other callers asked it.`
  )
}

export function unsteady(measured: readonly MeasuredTrial[]): string | null {
  const found = measured.filter(({ result }) => isUnsteady(result.samples))
  if (found.length === 0) return null
  return (
    `Requests per second drift in ${ofTrials(found.length, measured.length)}: ` +
    'the first and the last third differ by more than 10 %.'
  )
}

export function percentiles({ run }: Result, measured: readonly MeasuredTrial[]): string | null {
  // A file may leave it out for other reasons.
  if (run.account.kind === 'elsewhere') return null
  const valid = measured.filter(isValid)
  const without = valid.filter(({ result }) => result.latencyUs.measured.p99 === null)
  if (without.length === 0) return null
  const fewest = Math.min(...without.map(({ result }) => result.requests))
  return (
    `The 99th percentile could not be measured in ${ofTrials(without.length, valid.length)}: ` +
    `too few requests (${count(fewest)} in the smallest), or too many were lost.`
  )
}

/** `3 of 5 trials`, or `the only trial`. */
function ofTrials(some: number, all: number): string {
  return all === 1 ? 'the only trial' : `${count(some)} of ${times(all, 'trial')}`
}
