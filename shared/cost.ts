import type { Billable, CostItem, RunCost } from './billable.ts'
import type { Deployment, Stack } from './deployment.ts'
import type { Load } from './experiment.ts'
import type { Run, Trial } from './run.ts'
import { instancePrices, prices, pricesOf } from './prices.ts'
import { throttleParameter } from './template-contract.ts'

/**
 * What things cost by list prices, in US dollars. Pure. Counted: instances, volumes, public addresses, load
 * balancers (hours, and the data of measured trials), API Gateway's requests, Lambda's requests and
 * GB-seconds. Not counted: free tiers, taxes, logs (a day's retention) and traffic between zones, which for
 * these loads stays below a cent a run.
 */

const hourMs = 3_600_000
const hoursPerMonth = 730

/**
 * An instance type without a price in the table is taken for this one, the dearest that the templates
 * allow.
 */
const dearest = Math.max(...Object.values(instancePrices).map(({ usd }) => usd))

/** Dollars per hour that a thing costs while nobody uses it. */
export function idleUsdPerHour(billable: Billable): number {
  if (billable.kind === 'instance') return instancePrices[billable.type]?.usd ?? dearest
  if (billable.kind === 'volume') return (billable.gigabytes * prices.volume.usd) / hoursPerMonth
  if (billable.kind === 'public-address') return prices.publicAddress.usd
  if (billable.kind === 'classic-load-balancer') return prices.classicLoadBalancer.usd
  return 0
}

/** Dollars per hour of a whole deployment while nobody uses it. */
export function idleRate(stacks: readonly Pick<Stack, 'billables'>[]): number {
  return sum(stacks.flatMap(({ billables }) => billables.map(idleUsdPerHour)))
}

/**
 * What an existence of `ms` milliseconds costs: load balancers by started hours, instances by the second
 * with a minute at least.
 */
function hoursUsd(billable: Billable, ms: number): number {
  const hours = Math.max(0, ms) / hourMs
  if (ms <= 0) return 0
  if (billable.kind === 'classic-load-balancer') return Math.ceil(hours) * idleUsdPerHour(billable)
  if (billable.kind === 'instance') return Math.max(hours, 1 / 60) * idleUsdPerHour(billable)
  return hours * idleUsdPerHour(billable)
}

const causes: Record<Billable['kind'], string> = {
  instance: 'EC2 instances',
  volume: 'EBS volumes',
  'public-address': 'Public IPv4 addresses',
  'classic-load-balancer': 'Load balancer',
  'rest-api': 'API Gateway requests',
  function: 'Lambda',
}

/** What so many requests cost, beyond the hours. @param seconds how long each kept its function busy */
function requestItems(
  scenarioId: string,
  billables: readonly Billable[],
  requests: number,
  seconds: number,
): CostItem[] {
  return billables.flatMap((billable) => {
    if (billable.kind === 'rest-api') {
      return [{ cause: causes['rest-api'], scenarioId, usd: (requests / 1e6) * prices.restApi.usd }]
    }
    if (billable.kind !== 'function') return []
    const gbSeconds = requests * seconds * (billable.memoryMb / 1024)
    return [
      {
        cause: causes.function,
        scenarioId,
        usd: (requests / 1e6) * prices.functionRequest.usd + gbSeconds * prices.functionTime.usd,
      },
    ]
  })
}

function billablesOfScenario(stacks: readonly Stack[], scenarioId: string): Billable[] {
  return stacks.filter((stack) => stack.scenarioId === scenarioId).flatMap(({ billables }) => billables)
}

/** The throttle of a scenario's stage, in requests per second; infinite where it has none. */
export function throttleOf(deployment: Pick<Deployment, 'options'>, scenarioId: string): number {
  const rate = Number(deployment.options[scenarioId]?.[throttleParameter])
  return Number.isFinite(rate) && rate > 0 ? rate : Number.POSITIVE_INFINITY
}

/**
 * AWS's own limit of an account over all its REST APIs, requests per second, and what may come on top at
 * once.
 */
export const gatewayLimit = { ratePerSec: 10_000, burst: 5_000 } as const

/**
 * No answer of a gateway has been seen faster than this over a network, in seconds: what bounds the
 * requests of a closed loop from above.
 */
const fastestAnswerSec = 0.002

/**
 * The most requests that a trial can send to a scenario with a gateway: bounded by the throttle, and by its
 * connections. Lead-in included.
 */
export function mostRequests(load: Load, throttlePerSec: number): number {
  const seconds = load.durationSec + (load.leadIn.kind === 'load' ? load.leadIn.seconds : 1)
  const admitted = Math.min(throttlePerSec, gatewayLimit.ratePerSec) * seconds + gatewayLimit.burst
  return Math.ceil(Math.min(admitted, (load.connections * seconds) / fastestAnswerSec))
}

/**
 * The most that one trial can cost in requests. Lambda's time is bounded by the connections: no more events
 * than those wait at once.
 */
export function trialCeiling(
  deployment: Pick<Deployment, 'options' | 'stacks'>,
  scenarioId: string,
  load: Load,
): number {
  const billables = billablesOfScenario(deployment.stacks, scenarioId)
  const requests = mostRequests(load, throttleOf(deployment, scenarioId))
  const seconds = load.durationSec + (load.leadIn.kind === 'load' ? load.leadIn.seconds : 1)
  const busySeconds = requests === 0 ? 0 : (load.connections * seconds) / requests
  return sum(requestItems(scenarioId, billables, requests, busySeconds).map(({ usd }) => usd))
}

/**
 * A typical answer through each way, in seconds, for the expected cost: the 2017 figures, rounded. Only an
 * expectation: the ceiling bounds it.
 */
const typicalAnswerSec = { function: 0.06, 'rest-api': 0.025 } as const

function expectedTrial(
  deployment: Pick<Deployment, 'options' | 'stacks'>,
  scenarioId: string,
  load: Load,
): CostItem[] {
  const billables = billablesOfScenario(deployment.stacks, scenarioId)
  const answerSec = billables.some(({ kind }) => kind === 'function')
    ? typicalAnswerSec.function
    : typicalAnswerSec['rest-api']
  const seconds = load.durationSec + (load.leadIn.kind === 'load' ? load.leadIn.seconds : 0)
  const requests = Math.min(
    (load.connections * seconds) / answerSec,
    mostRequests(load, throttleOf(deployment, scenarioId)),
  )
  return requestItems(scenarioId, billables, requests, answerSec)
}

/** How long the parts of a deployment take on AWS besides its load, for its idle cost. */
const deployMs = 8 * 60_000
const betweenTrialsMs = 3_000
/** Until the last thing that costs money is gone. */
export const removalMs = 5 * 60_000

export interface Estimate {
  /** From the first stack until nothing costs money any more, one run and an immediate removal. */
  durationMs: number
  idleUsdPerHour: number
  expectedUsd: number
  /** No run of this plan can cost more. */
  mostUsd: number
  /** Of what is expected. */
  items: CostItem[]
}

/** What a planned deployment and its run cost on AWS. */
export function estimateOf(
  deployment: Pick<Deployment, 'options' | 'stacks' | 'scenarios' | 'plan'>,
): Estimate {
  const { scenarios, plan, stacks } = deployment
  const { load, paths } = plan
  const each = paths.length * load.rounds
  const leadInSec = load.leadIn.kind === 'load' ? load.leadIn.seconds : 0
  const trialMs = (load.durationSec + leadInSec) * 1000 + betweenTrialsMs
  const durationMs = deployMs + scenarios.length * each * trialMs + removalMs
  const hours = existing(stacks, durationMs)
  const requests = scenarios.flatMap((id) =>
    expectedTrial(deployment, id, load).map((item) => ({ ...item, usd: item.usd * each })),
  )
  const ceilings = scenarios.map((id) => trialCeiling(deployment, id, load) * each)
  const items = [...hours, ...requests]
  return {
    durationMs,
    idleUsdPerHour: idleRate(stacks),
    expectedUsd: total(items),
    mostUsd: total(hours) + sum(ceilings),
    items,
  }
}

function existing(stacks: readonly Stack[], ms: number): CostItem[] {
  return together(
    stacks.flatMap(({ billables, scenarioId }) =>
      billables.map((one) => ({ cause: causes[one.kind], scenarioId, usd: hoursUsd(one, ms) })),
    ),
  )
}

/** What the trials of runs have cost in requests so far. A trial that is under way is not in it yet. */
export function requestsSpent(stacks: readonly Stack[], trials: readonly Trial[], load: Load): CostItem[] {
  const leadInSec = load.leadIn.kind === 'load' ? load.leadIn.seconds : 0
  return together(
    trials.flatMap(({ scenarioId, result }) => {
      if (result === null) return []
      // The lead-in runs at the same rate, and is charged for like the rest.
      const requests = result.requests * (1 + leadInSec / Math.max(1, result.durationMs / 1000))
      const seconds = (result.latencyUs.measured.mean ?? 0) / 1e6
      const data: CostItem = {
        cause: 'Load balancer data',
        scenarioId,
        usd: (result.bytes / 1e9) * prices.classicLoadBalancerData.usd,
      }
      const passesBalancer = !billablesOfScenario(stacks, scenarioId).some(({ kind }) => kind === 'function')
      return [
        ...requestItems(scenarioId, billablesOfScenario(stacks, scenarioId), requests, seconds),
        ...(passesBalancer ? [data] : []),
      ]
    }),
  )
}

/**
 * What a deployment has cost up to `nowMs`: the hours of its stacks, and the requests of its runs. The
 * practice account costs nothing.
 */
export function spentOf(
  deployment: Pick<Deployment, 'account' | 'stacks'>,
  runs: readonly { load: Load; trials: readonly Trial[] }[],
  nowMs: number,
): CostItem[] {
  if (deployment.account.kind === 'practice') return []
  const hours = deployment.stacks.flatMap((stack) => {
    if (stack.createdAtMs === null) return []
    return existing([stack], (stack.deletedAtMs ?? nowMs) - stack.createdAtMs)
  })
  return together([
    ...hours,
    ...runs.flatMap(({ load, trials }) => requestsSpent(deployment.stacks, trials, load)),
  ])
}

/**
 * How many of the trials that are still to come may start: as long as what was spent, the ceilings of those
 * before, its own and the removal stay within the cap.
 * @param pending scenario of each trial to come, in order
 */
export function affordable(
  deployment: Deployment,
  spentUsd: number,
  pending: readonly string[],
  load: Load,
): number {
  if (deployment.account.kind === 'practice') return pending.length
  const removing = (idleRate(deployment.stacks) * removalMs) / hourMs
  let left = deployment.capUsd - spentUsd - removing
  for (const [place, scenarioId] of pending.entries()) {
    left -= trialCeiling(deployment, scenarioId, load)
    if (left < 0) return place
  }
  return pending.length
}

/**
 * What a run has cost: its requests, and the hours of the deployment while it ran. Null on the practice
 * account, where nothing is charged.
 */
export function runCostOf(
  deployment: Deployment,
  run: Run,
  trials: readonly Trial[],
  endMs: number,
): RunCost | null {
  if (run.account.kind === 'practice') return null
  const hours = existing(deployment.stacks, endMs - run.startedAtMs)
  const requests = requestsSpent(deployment.stacks, trials, run.load)
  const items = [...hours, ...requests]
  return { usd: total(items), items, usdPerMillion: perMillion(deployment.stacks, trials), pricesOf }
}

/**
 * Dollars that a million requests add, by scenario: gateway, function (by its mean latency, which is a
 * little more than its time) and data.
 */
function perMillion(stacks: readonly Stack[], trials: readonly Trial[]): Record<string, number> {
  const scenarioIds = [...new Set(trials.map(({ scenarioId }) => scenarioId))]
  const noLeadIn = {
    threads: 1,
    connections: 1,
    durationSec: 1,
    rounds: 1,
    leadIn: { kind: 'one-request' },
  } as const
  return Object.fromEntries(
    scenarioIds.flatMap((id) => {
      const own = trials.filter((trial) => trial.scenarioId === id && trial.status === 'succeeded')
      const requests = sum(own.map(({ result }) => result?.requests ?? 0))
      return requests === 0 ? [] : [[id, (total(requestsSpent(stacks, own, noLeadIn)) / requests) * 1e6]]
    }),
  )
}

export function total(items: readonly CostItem[]): number {
  return sum(items.map(({ usd }) => usd))
}

/** One item for each cause and scenario. */
function together(items: readonly CostItem[]): CostItem[] {
  const byKey = new Map<string, CostItem>()
  for (const item of items) {
    const key = `${item.cause} ${item.scenarioId ?? ''}`
    byKey.set(key, { ...item, usd: (byKey.get(key)?.usd ?? 0) + item.usd })
  }
  return [...byKey.values()].filter(({ usd }) => usd > 0)
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0)
}

/** `$0.65`; under a cent with two figures. */
export function dollars(usd: number): string {
  if (usd === 0) return '$0'
  return usd < 0.01 ? `$${usd.toPrecision(2)}` : `$${usd.toFixed(2)}`
}
