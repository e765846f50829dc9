import { count, listed, percent, threeFigures, times } from './figures.ts'
import { baselineOf, inSentence, isValid, type MeasuredTrial, type Result } from './result.ts'
import type { Trial } from './run.ts'
import type { Scenario } from './scenario.ts'
import { isUnsteady } from './steadiness.ts'

/** Something that may be wrong with a run's figures, in a sentence that carries its own. */
export interface Doubt {
  id: string
  /** The scenario that it is about; null where it concerns the whole run. */
  scenarioId: string | null
  sentence: string
}

/** Above this share of its CPU the load generator may be what limits the figures (0-1). */
const busyGenerator = 0.8
/** More CPU taken by other tenants of the host than this makes a trial's figures doubtful (0-1). */
const muchSteal = 0.05
/** Trials shorter than this are mostly their own beginning. */
const shortTrialSec = 5
/** Good requests this near to a throttle (as a share of it) look throttled. */
const nearThrottle = 0.95

/** What may be wrong with the figures of a run: of the whole run first, then scenario by scenario. */
export function doubtsOf(result: Result, scenarios: readonly Scenario[]): Doubt[] {
  const about = (sentences: Record<string, string | null>, scenarioId: string | null): Doubt[] =>
    Object.entries(sentences).flatMap(([id, sentence]) => (sentence === null ? [] : [{ id, scenarioId, sentence }]))
  return [
    ...about(
      {
        loopback: loopback(result),
        stopped: stopped(result),
        rounds: rounds(result),
        tls: tls(result, scenarios),
        placement: placement(result),
        'short-trials': shortTrials(result),
        'stand-in': standIn(result),
      },
      null,
    ),
    ...result.run.scenarios.flatMap(({ id }) => {
      const own = result.trials.filter((trial) => trial.scenarioId === id)
      const measured = own.filter((trial): trial is MeasuredTrial => trial.result !== null)
      const scenario = scenarios.find((one) => one.id === id)
      return about(
        {
          trials: badTrials(own),
          'cold-starts': coldStarts(result, scenario),
          throttle: throttle(result, measured, scenario),
          generator: generatorCpu(result, measured),
          steal: steal(measured),
          origin: originCount(result, measured),
          unsteady: unsteady(measured),
          percentiles: percentiles(measured),
        },
        id,
      )
    }),
  ]
}

function loopback({ run }: Result): string | null {
  if (run.account.kind !== 'practice') return null
  return 'Loopback numbers of this machine, not of AWS: load generator, gateways and origin share its processors.'
}

function stopped({ run, trials }: Result): string | null {
  const left = trials.filter(({ status }) => status === 'pending').length
  if (left === 0) return null
  const done = `${count(trials.length - left)} of ${times(trials.length, 'trial')}`
  return run.status === 'running' ? `The run is still going: ${done} so far.` : `The run ended early: ${done} were made.`
}

/** Rules for rounds: one cannot know, two show a range, three and four are few (measurement rule 7). */
function rounds({ run }: Result): string | null {
  const made = run.load.rounds
  if (made === 1) return 'One round: how far these figures would vary cannot be known.'
  if (made === 2) return 'Two rounds: they show a range, and how far the figures would vary cannot be known.'
  return made < 5 ? `Few rounds: ${made} say little about how far the figures would vary.` : null
}

function tls(result: Result, scenarios: readonly Scenario[]): string | null {
  const baseline = baselineOf(result)
  if (baseline === null) return null
  const secure = (id: string): boolean => scenarios.find((one) => one.id === id)?.hops.some(({ label }) => label.includes('HTTPS')) === true
  const others = result.run.scenarios.filter(({ id }) => id !== baseline.id && secure(id))
  if (others.length === 0 || secure(baseline.id)) return null
  return `The ${inSentence(baseline.title)} is reached by plain HTTP, ${times(others.length, 'scenario')} by HTTPS: their shares include what TLS costs.`
}

function placement({ run }: Result): string | null {
  if (run.account.kind === 'practice') return null
  return 'All figures are of this one deployment: rounds cannot see how lucky its instances were placed.'
}

function shortTrials({ run }: Result): string | null {
  if (run.load.durationSec >= shortTrialSec) return null
  return `Trials of ${run.load.durationSec} s are mostly their own beginning: connections are opened and functions started in that time.`
}

function standIn({ trials }: Result): string | null {
  const names = new Set(trials.flatMap(({ result }) => (result && result.generator.name !== 'wrk' ? [result.generator.name] : [])))
  if (names.size === 0) return null
  return `The load came from ${listed([...names])} as a stand-in, not from wrk: it takes more processor time per request.`
}

function badTrials(own: readonly Trial[]): string | null {
  const bad = own.filter(({ status }) => status !== 'succeeded' && status !== 'pending')
  if (bad.length === 0) return null
  const told = bad.map(
    ({ path, round, status, reason }) => `${path}, round ${round}: ${status}${reason === null ? '' : ` (${reason.replace(/\.$/, '')})`}`,
  )
  return `${bad.length} of ${times(own.length, 'trial')} cannot be ranked. ${told.join('; ')}.`
}

function coldStarts({ run }: Result, scenario: Scenario | undefined): string | null {
  if (run.load.leadIn.kind !== 'one-request' || !scenario?.hops.some(({ kind }) => kind === 'lambda')) return null
  const rest = run.load.connections - 1
  if (rest < 1) return null
  return `One request beforehand warms one environment of the function; for ${times(run.load.connections, 'connection')} up to ${count(rest)} more start cold within the trials.`
}

function throttle(result: Result, measured: readonly MeasuredTrial[], scenario: Scenario | undefined): string | null {
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

function generatorCpu({ run }: Result, measured: readonly MeasuredTrial[]): string | null {
  const known = measured.flatMap(({ result }) => (result.generatorCpu ? [result.generatorCpu.busy] : []))
  const busy = known.filter((share) => share > busyGenerator)
  if (busy.length === 0) return null
  const shared = run.account.kind === 'practice' ? ', which gateways and origin share here,' : ''
  return `The load generator’s processors${shared} were up to ${percent(Math.max(...busy))} busy, above 80 % in ${busy.length} of ${times(known.length, 'trial')}: limited by the load generator.`
}

function steal(measured: readonly MeasuredTrial[]): string | null {
  const high = measured.flatMap(({ result }) =>
    result.generatorCpu && result.generatorCpu.steal > muchSteal ? [result.generatorCpu.steal] : [],
  )
  if (high.length === 0) return null
  return `Up to ${percent(Math.max(...high))} of the load generator’s processor time went to other tenants of its host, in ${times(high.length, 'trial')}.`
}

/** Requests in flight at either end may be counted on one side only; beyond that something answered, repeated or dropped them on the way. */
function originCount({ run }: Result, measured: readonly MeasuredTrial[]): string | null {
  const off = measured.flatMap(({ result }) => {
    const difference = result.originRequests === null ? 0 : result.originRequests - result.requests
    return Math.abs(difference) > run.load.connections ? [difference] : []
  })
  if (off.length === 0) return null
  const worst = off.reduce((most, difference) => (Math.abs(difference) > Math.abs(most) ? difference : most), 0)
  const which = worst > 0 ? 'more than wrk: repeated requests, or other callers' : 'fewer than wrk: answered or dropped on the way'
  return `In ${off.length} of ${times(measured.length, 'trial')} the origin counted other requests than wrk by more than the ${times(run.load.connections, 'connection')}, at most ${count(Math.abs(worst))} ${which}.`
}

function unsteady(measured: readonly MeasuredTrial[]): string | null {
  const found = measured.filter(({ result }) => isUnsteady(result.samples))
  if (found.length === 0) return null
  return `${found.length} of ${times(measured.length, 'trial')} were unsteady: their first and last thirds differ by more than 10 %.`
}

function percentiles(measured: readonly MeasuredTrial[]): string | null {
  const valid = measured.filter(isValid)
  const without = valid.filter(({ result }) => result.latencyUs.measured.p99 === null)
  if (without.length === 0) return null
  const fewest = Math.min(...without.map(({ result }) => result.requests))
  return `The 99th percentile is not measurable in ${without.length} of ${times(valid.length, 'trial')}: too few requests (${threeFigures(fewest)} in the smallest), or too many lost.`
}
