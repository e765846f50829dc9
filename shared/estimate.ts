import { creationMs, linkRemovalMs, ratedInStacks } from './api-turns.ts'
import type { Billable, CostItem } from './billable.ts'
import {
  billablesOfScenario,
  diagnosisSec,
  existing,
  idleRate,
  mayPassBalancer,
  mostRequests,
  removalMs,
  requestItems,
  sum,
  throttleOf,
  together,
  total,
} from './cost.ts'
import type { Deployment } from './deployment.ts'
import type { Experiment } from './experiment.ts'
import { floorsAmong } from './floors.ts'
import { lightLoad, lightSeconds } from './light-load.ts'
import type { PriceTable } from './price-table.ts'
import { builtInPrices } from './prices.ts'
import { leadInSecOf } from './lead-in.ts'
import { measuringTime } from './measuring-time.ts'
import { runsBaselineTwice } from './rule.ts'
import { dataUsdPerMillion, trialPrice } from './trial-price.ts'
import { allowanceOf, trialsPerRound } from './trial-time.ts'

/**
 * A typical answer through each way, in seconds, for the expected cost: the 2017 figures, rounded. Only an
 * expectation: the ceiling bounds it.
 */
const typicalAnswerSec = { function: 0.06, gateway: 0.025, neither: 0.006 } as const

/** How long the parts of a deployment take on AWS besides its load, for its idle cost. */
const deployMs = 8 * 60_000

export interface Estimate {
  /**
   * From the first stack until nothing costs money any more, one run and an immediate removal: at most, with
   * all rounds and a diagnosis after each trial.
   */
  durationMs: number
  idleUsdPerHour: number
  /** What is expected of the fewest rounds that the run may take, and of all of them. */
  leastUsd: number
  expectedUsd: number
  /** No run of this plan can cost more. */
  mostUsd: number
  /** What the cap must leave room for, so that the run is expected to complete two rounds. */
  twoRoundsUsd: number
  /** Of what is expected, with all rounds. */
  items: CostItem[]
}

/** What decides which trials a round has. */
type Compares = Pick<Experiment, 'baseline' | 'floors'>

type Planned = Pick<Deployment, 'options' | 'stacks' | 'scenarios' | 'plan'>

/**
 * What a planned deployment and its run cost on AWS.
 * @param experiment whose baseline runs twice in a run until sure; undefined where it is not known
 */
export function estimateOf(
  deployment: Planned,
  experiment: Compares | undefined,
  table = builtInPrices,
): Estimate {
  const { stacks } = deployment
  const { scenarios } = deployment
  const measured = { ...deployment.plan, scenarios, floors: floorsAmong(scenarios, experiment) }
  const { roundMs, rounds } = measuringTime(measured, allowanceOf({ kind: 'profile' }))
  const diagnosesMs = trialsPerRound(measured).closed * diagnosisSec * 1000
  const rated = ratedInStacks(stacks)
  const aroundMs = deployMs + creationMs(rated, 'profile') + removalMs + linkRemovalMs(rated)
  const durationOf = (count: number, each: number): number => aroundMs + count * each
  const durationMs = durationOf(rounds.most, roundMs + diagnosesMs)
  const trials = trialsOfRound(deployment, experiment)
  const round = trials.flatMap((trial) => expectedTrial(deployment, trial, table))
  const charged = { ...deployment, account: { kind: 'environment' } } as const
  const ceilings = trials.map(({ scenarioId, isLight }) => {
    const load = isLight ? lightLoad(measured.load) : measured.load
    return trialPrice(charged, scenarioId, load, table).mostUsd
  })
  const expected = (count: number): CostItem[] => [
    ...existing(stacks, durationOf(count, roundMs), table),
    ...round.map((item) => ({ ...item, usd: item.usd * count })),
  ]
  const hoursUsd = total(existing(stacks, durationMs, table))
  const items = expected(rounds.most)
  return {
    durationMs,
    idleUsdPerHour: idleRate(stacks, table),
    leastUsd: total(expected(rounds.least)),
    expectedUsd: total(items),
    mostUsd: hoursUsd + sum(ceilings) * rounds.most,
    twoRoundsUsd: hoursUsd + total(round) * Math.min(2, rounds.most) + Math.max(0, ...ceilings),
    items: together(items),
  }
}

interface PlannedTrial {
  scenarioId: string
  isLight: boolean
}

function trialsOfRound(
  { scenarios, plan: { load, paths } }: Planned,
  experiment: Compares | undefined,
): PlannedTrial[] {
  const twice = runsBaselineTwice(load, scenarios.length - floorsAmong(scenarios, experiment) - 1)
  const second = twice ? scenarios.filter((id) => id === experiment?.baseline) : []
  const closed = paths.flatMap(() => [...scenarios, ...second])
  const all = (ids: readonly string[], isLight: boolean): PlannedTrial[] =>
    ids.map((scenarioId) => ({ scenarioId, isLight }))
  return [...all(closed, false), ...(load.light ? all(scenarios, true) : [])]
}

function expectedTrial(
  deployment: Planned,
  { scenarioId, isLight }: PlannedTrial,
  table: PriceTable,
): CostItem[] {
  const billables = billablesOfScenario(deployment.stacks, scenarioId)
  const { load: closed } = deployment.plan
  const passes = (...kinds: Billable['kind'][]): boolean => billables.some(({ kind }) => kinds.includes(kind))
  const slowest = passes('function') ? 'function' : passes('rest-api', 'http-api') ? 'gateway' : 'neither'
  const answerSec = typicalAnswerSec[slowest] + closed.service.timeMs / 1000
  const load = isLight ? lightLoad(closed, lightSeconds(answerSec * 1000)) : closed
  const seconds = load.durationSec + leadInSecOf(load)
  const requests = Math.min(
    (load.connections * seconds) / answerSec,
    mostRequests(load, throttleOf(deployment, scenarioId)),
  )
  const dataUsd = mayPassBalancer(billables) ? (requests / 1e6) * dataUsdPerMillion(load, table) : 0
  return [
    ...requestItems(scenarioId, billables, requests, answerSec, table),
    { cause: 'Load balancer data', scenarioId, usd: dataUsd },
  ]
}
