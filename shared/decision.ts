import type { Assessment } from './assessment.ts'
import { chosenNeeds } from './chosen-needs.ts'
import { usageOf } from './decision-usage.ts'
import { compared, floorsOf } from './floors.ts'
import type { FunctionTime } from './function-times.ts'
import { judge, type Judged, type Judgement } from './judged-requirements.ts'
import type { LightPercentile } from './light-latency.ts'
import { monthlyCost, type MonthlyCost, type Usage, type Way } from './monthly-cost.ts'
import type { PriceTable } from './price-table.ts'
import type { Requirements } from './requirements.ts'
import type { Result } from './result.ts'
import type { Scenario } from './scenario.ts'
import type { AddedLatency } from './statistics/added-latency.ts'

/** What a decision is made from. */
export interface DecisionInput {
  result: Result
  /** Null where the baseline was not part of the run. */
  found: Assessment | null
  requirements: Requirements
  /** Those that this version knows: what they need, and their facts. */
  scenarios: readonly Scenario[]
  table: PriceTable
}

/** What a run says of one scenario for what a person requires. */
export interface DecidedScenario {
  scenarioId: string
  title: string
  /** Of all requirements together: fails with one that fails, else unknown with one that is not known yet. */
  judgement: Judgement
  judged: readonly Judged[]
  /** Why its figures decide nothing; null where they do. */
  doubt: Doubtful | null
  /** What passes through it in a month; null where its cost cannot be known. */
  usage: Usage | null
  /** What its cost follows from; null where this version does not know the scenario. */
  way: Way | null
  /** Dollars a month by list prices; null where it cannot be known. */
  cost: MonthlyCost | null
  /** What it adds at the percentile in question; null for the baseline, and where that is not known. */
  added: AddedLatency | null
}

/** Why figures decide nothing. */
export type Doubtful = 'no-baseline' | 'baseline-differs' | 'few-rounds' | 'not-ranked'

type Outcome =
  /** The cheapest that meets everything. `cheaperUnknown` would be cheaper, but are not known to meet it. */
  | { kind: 'chosen'; scenarioId: string; cheaperUnknown: readonly string[] }
  /** Every scenario fails something. */
  | { kind: 'none' }
  /** None is known to meet everything; a doubt about the whole run, or about single requirements. */
  | { kind: 'undecided'; doubt: Exclude<Doubtful, 'not-ranked'> | null }

/** Where the time of a function is from that a cost rests on. */
export interface FunctionBasis {
  title: string
  /** As measured, before a service of another speed moves it; null where a client's latency stands for it. */
  reported: Extract<FunctionTime, { source: 'report-lines' }> | null
  /** Why there is no report, where the account was asked for it. */
  why: Extract<FunctionTime, { source: 'client-latency' }>['why'] | null
  /** Which load that is: light load, unless it was not measured. */
  load: 'light' | 'closed'
}

/** What a decision rests on. */
interface Basis {
  /** Null where it was not part of the run. */
  baselineId: string | null
  /** Whether it was measured on the practice account: nothing of it is AWS's latency. */
  practice: boolean
  completeRounds: number
  /** How long the person's service takes, and how long the origin of the run took, in milliseconds. */
  serviceMs: number
  measuredServiceMs: number
  /** The percentile that added milliseconds are shown at. */
  percentile: LightPercentile
  answerBytes: number | null
  prices: Pick<PriceTable, 'region' | 'source' | 'ofDate'>
  /** The Region of the run: its prices may be those of another. */
  region: string
  /** Where the time of each scenario's function is from; empty where none has a cost with one. */
  functionTimes: readonly FunctionBasis[]
}

/** Which scenario is the cheapest that meets what a person requires, as data. */
export interface Decision {
  requirements: Requirements
  /** In the order of the run, without floors. */
  scenarios: readonly DecidedScenario[]
  /** Titles of those that are no way to a service, and so nothing to choose. */
  floors: readonly string[]
  outcome: Outcome
  basis: Basis
}

/** Fewer complete rounds give no interval. Rule 7. */
const leastRounds = 3

/** Decides among the scenarios of a run. Pure; no cost is known without the scenario's own data. */
export function decide(input: DecisionInput): Decision {
  const { result, found, requirements, table } = input
  const percentile = requirements.latency?.percentile ?? 'p50'
  const scenarios = compared(result.run.scenarios).map(({ id, title }): DecidedScenario => {
    const known = input.scenarios.find((one) => one.id === id)
    const usage = known === undefined ? null : usageOf(result, requirements, known)
    const doubt = doubtOf(found, id)
    const judged = judge({ ...input, scenarioId: id, known, isTrusted: doubt === null })
    const way = known === undefined ? null : { needs: chosenNeeds(known, result.run) }
    const cost = way === null || usage === null ? null : monthlyCost(way, usage, table)
    const light = found?.light.find((one) => one.scenarioId === id && one.percentile === percentile)
    return {
      scenarioId: id,
      title,
      judgement: together(judged, doubt !== null || cost === null),
      judged,
      doubt,
      usage,
      way,
      cost,
      added: light?.added ?? null,
    }
  })
  const floors = floorsOf(result.run.scenarios).map(({ title }) => title)
  return { requirements, scenarios, floors, outcome: outcomeOf(scenarios), basis: basisOf(input, scenarios) }
}

function doubtOf(found: Assessment | null, scenarioId: string): Doubtful | null {
  if (found === null) return 'no-baseline'
  if (found.againstItself?.tripped) return 'baseline-differs'
  if (found.completeRounds < leastRounds) return 'few-rounds'
  const assessed = found.scenarios.find((one) => one.scenarioId === scenarioId)
  const isFew = assessed !== undefined && (!assessed.ranked || assessed.validRounds < leastRounds)
  return isFew ? 'not-ranked' : null
}

function together(judged: readonly Judged[], isOpen: boolean): Judgement {
  if (judged.some(({ judgement }) => judgement === 'fails')) return 'fails'
  return isOpen || judged.some(({ judgement }) => judgement === 'unknown') ? 'unknown' : 'meets'
}

function outcomeOf(scenarios: readonly DecidedScenario[]): Outcome {
  const [cheapest] = byCost(scenarios.filter(({ judgement }) => judgement === 'meets'))
  if (cheapest !== undefined) {
    const most = cheapest.cost?.usd ?? 0
    const unknown = byCost(scenarios.filter(({ judgement }) => judgement === 'unknown'))
    return {
      kind: 'chosen',
      scenarioId: cheapest.scenarioId,
      // A cost that is not known may be lower.
      cheaperUnknown: unknown.filter(({ cost }) => (cost?.usd ?? 0) < most).map((one) => one.scenarioId),
    }
  }
  const open = scenarios.filter(({ judgement }) => judgement === 'unknown')
  if (open.length === 0) return { kind: 'none' }
  const doubt = open.find((one) => one.doubt !== null && one.doubt !== 'not-ranked')?.doubt ?? null
  return { kind: 'undecided', doubt: doubt === 'not-ranked' ? null : doubt }
}

/** The cheapest first; what costs the same stays in the order of the run. */
export function byCost(scenarios: readonly DecidedScenario[]): DecidedScenario[] {
  const usd = ({ cost }: DecidedScenario): number => cost?.usd ?? Number.POSITIVE_INFINITY
  return scenarios.toSorted((one, other) => (usd(one) === usd(other) ? 0 : usd(one) - usd(other)))
}

function basisOf(
  { result: { run }, found, requirements, table }: DecisionInput,
  scenarios: readonly DecidedScenario[],
): Basis {
  const measuredServiceMs = run.load.service.timeMs
  const { region, source, ofDate } = table
  const { baselineId, completeRounds } = found ?? { baselineId: null, completeRounds: 0 }
  const usages = scenarios.flatMap(({ usage }) => usage ?? [])
  return {
    baselineId,
    practice: run.account.kind === 'practice',
    completeRounds,
    serviceMs: requirements.serviceMs ?? measuredServiceMs,
    measuredServiceMs,
    percentile: requirements.latency?.percentile ?? 'p50',
    answerBytes: usages[0]?.answerBytes ?? null,
    prices: { region, source, ofDate },
    region: run.region,
    functionTimes: functionBasisOf(run, scenarios, found !== null && found.light.length > 0),
  }
}

function functionBasisOf(
  { functionTimes }: DecisionInput['result']['run'],
  scenarios: readonly DecidedScenario[],
  hasLight: boolean,
): FunctionBasis[] {
  return scenarios.flatMap(({ scenarioId, title, cost }): FunctionBasis[] => {
    if (cost === null || cost.functionMsSource === null) return []
    const time = functionTimes?.[scenarioId]
    if (time?.source === 'report-lines') return [{ title, reported: time, why: null, load: time.load }]
    return [{ title, reported: null, why: time?.why ?? null, load: hasLight ? 'light' : 'closed' }]
  })
}
