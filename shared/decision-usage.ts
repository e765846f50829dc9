import { compared } from './floors.ts'
import { baselineOf, isValid, type MeasuredTrial, type Result } from './result.ts'
import { closedTrials, roundsOf } from './rounds.ts'
import type { Requirements } from './requirements.ts'
import type { Trial } from './run.ts'
import type { Scenario } from './scenario.ts'
import { bodyBytesOf } from './service-target.ts'
import { meanOf } from './statistics/interval.ts'
import type { Usage } from './monthly-cost.ts'

/** About what the line and the headers of wrk's requests take. */
const requestHeadBytes = 100

/**
 * What a month asks of a scenario: the traffic that a person expects, with sizes and the time of functions as
 * the run measured them. Null where the cost needs something that the run did not measure.
 */
export function usageOf(result: Result, requirements: Requirements, scenario: Scenario): Usage | null {
  const { requestsPerMonth, peakPerSec, requestsPerConnection, freeTier } = requirements
  const answerBytes = requirements.answerBytes ?? measuredAnswerBytes(result)
  const hasFunction = scenario.needs.some(({ kind }) => kind === 'function')
  const time = hasFunction ? functionTimeOf(result, requirements, scenario.id) : noFunction
  if (answerBytes === null || time === null) return null
  return {
    requestsPerMonth,
    peakPerSec,
    answerBytes,
    requestBytes: requestHeadBytes + bodyBytesOf(result.run.load.service),
    requestsPerConnection,
    ...time,
    freeTier,
  }
}

/** Bytes of an answer with its headers, over all valid trials of the baseline, else of every scenario. */
function measuredAnswerBytes(result: Result): number | null {
  const ways = compared(result.run.scenarios).map(({ id }) => id)
  const own = closedTrials(result.trials).filter(({ scenarioId }) => ways.includes(scenarioId))
  const all = own.filter(isValid)
  const baseline = all.filter(({ scenarioId }) => scenarioId === baselineOf(result)?.id)
  const trials = baseline.length > 0 ? baseline : all
  const total = (of: (trial: MeasuredTrial) => number): number =>
    trials.reduce((sum, trial) => sum + of(trial), 0)
  const requests = total(({ result: { requests } }) => requests)
  const isKnown = trials.every(({ result: { bytes } }) => bytes !== null)
  return requests === 0 || !isKnown ? null : total(({ result: { bytes } }) => bytes ?? 0) / requests
}

type FunctionMs = Pick<Usage, 'functionMs' | 'functionMsSource'>

const noFunction: FunctionMs = { functionMs: 0, functionMsSource: 'given' }

/**
 * For how long a request keeps the function busy: what Lambda bills by its own reports, else the mean latency
 * of a client, both at light load, else with busy connections. A service of another speed moves it by the
 * difference. Null where nothing was measured. Rule 18.
 */
function functionTimeOf(result: Result, requirements: Requirements, scenarioId: string): FunctionMs | null {
  const reported = result.run.functionTimes?.[scenarioId]
  const isReported = reported?.source === 'report-lines'
  const measured = isReported ? reported.billedMs : clientMs(result, scenarioId)
  if (measured === null) return null
  return {
    functionMs: Math.max(0, measured + shiftMs(result, requirements)),
    functionMsSource: isReported ? 'report-lines' : 'client-latency',
  }
}

/** The mean latency of a client in milliseconds: at light load, else with busy connections. */
function clientMs(result: Result, scenarioId: string): number | null {
  const rounds = roundsOf(result.trials)
  const light = rounds.complete.flatMap((round) => rounds.light(scenarioId, round) ?? [])
  const closed = closedTrials(result.trials).filter((trial) => trial.scenarioId === scenarioId)
  return [light, closed].map(meanLatencyMs).find((ms) => ms !== null) ?? null
}

function meanLatencyMs(trials: readonly Trial[]): number | null {
  const means = trials.filter(isValid).flatMap((trial) => trial.result.latencyUs.measured.mean ?? [])
  return means.length === 0 ? null : meanOf(means) / 1000
}

/** How much longer the person's service takes than the origin of the run did, in milliseconds. */
export function shiftMs(
  { run }: Pick<Result, 'run'>,
  { serviceMs }: Pick<Requirements, 'serviceMs'>,
): number {
  const { timeMs } = run.load.service
  return (serviceMs ?? timeMs) - timeMs
}
