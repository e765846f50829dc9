import type { Billable, CostItem } from './billable.ts'
import type { Deployment, Stack } from './deployment.ts'
import type { Load } from './experiment.ts'
import { instanceUsdPerHour, type PriceTable } from './price-table.ts'
import { builtInPrices } from './prices.ts'
import { throttleParameter } from './template-contract.ts'

/**
 * What things cost by list prices, in US dollars. Pure. Counted: instances, volumes, public addresses, load
 * balancers (hours, and the data of measured trials), API Gateway's requests, Lambda's requests,
 * GB-seconds and what it logs of each invocation. Not counted: free tiers, taxes, what a function logs of its
 * errors, and traffic between zones, which for these loads stays below a cent a run. What AWS Config charges
 * stands apart (`recordingUsd`): only an account with a recorder pays it.
 */

export const hourMs = 3_600_000
/** Hours of a month as AWS's own calculator counts them: 365 × 24 / 12. */
export const hoursPerMonth = 730

/** Dollars per hour that a thing costs while nobody uses it. */
export function idleUsdPerHour(billable: Billable, table: PriceTable): number {
  const { prices } = table
  if (billable.kind === 'instance') return instanceUsdPerHour(table, billable.type)
  if (billable.kind === 'volume') return (billable.gigabytes * prices.volume.usd) / hoursPerMonth
  if (billable.kind === 'public-address') return prices.publicAddress.usd
  if (billable.kind === 'classic-load-balancer') return prices.classicLoadBalancer.usd
  if (billable.kind === 'application-load-balancer') return prices.applicationLoadBalancer.usd
  return 0
}

/** Dollars per hour of a whole deployment while nobody uses it. */
export function idleRate(stacks: readonly Pick<Stack, 'billables'>[], table = builtInPrices): number {
  return sum(stacks.flatMap(({ billables }) => billables.map((one) => idleUsdPerHour(one, table))))
}

/**
 * What an existence of `ms` milliseconds costs: load balancers by started hours, instances by the second
 * with a minute at least.
 */
function hoursUsd(billable: Billable, ms: number, table: PriceTable): number {
  const hours = Math.max(0, ms) / hourMs
  const perHour = idleUsdPerHour(billable, table)
  if (ms <= 0) return 0
  if (billable.kind === 'classic-load-balancer' || billable.kind === 'application-load-balancer')
    return Math.ceil(hours) * perHour
  if (billable.kind === 'instance') return Math.max(hours, 1 / 60) * perHour
  return hours * perHour
}

/** What each thing is called as a cause of cost. */
export const causes: Record<Billable['kind'], string> = {
  instance: 'EC2 instances',
  volume: 'EBS volumes',
  'public-address': 'Public IPv4 addresses',
  'classic-load-balancer': 'Load balancer',
  'application-load-balancer': 'Load balancer',
  'rest-api': 'API Gateway requests',
  'http-api': 'API Gateway requests',
  function: 'Lambda',
}

/**
 * Bytes that Lambda logs of each invocation, unless its system log level is WARN: the lines START, END and
 * REPORT, or in JSON those of start and report, each with the 26 bytes that CloudWatch adds to an event.
 * About what they are; none was measured.
 */
export const invocationLogBytes = 400

/**
 * What AWS Config charges for recording a number of resources that are made and deleted: an item for each of
 * the two changes. Changes of their relations come on top.
 */
export function recordingUsd(resources: number, { prices } = builtInPrices): number {
  return 2 * resources * prices.configurationItem.usd
}

/**
 * What a number of requests costs, beyond the hours, at the prices of the first tier.
 * @param seconds how long each kept its function busy
 */
export function requestItems(
  scenarioId: string,
  billables: readonly Billable[],
  requests: number,
  seconds: number,
  { prices } = builtInPrices,
): CostItem[] {
  return billables.flatMap((billable) => {
    if (billable.kind === 'rest-api' || billable.kind === 'http-api') {
      const { usd } = billable.kind === 'rest-api' ? prices.restApi : prices.httpApi
      return [{ cause: causes[billable.kind], scenarioId, usd: (requests / 1e6) * usd }]
    }
    if (billable.kind !== 'function') return []
    const gbSeconds = requests * seconds * (billable.memoryMb / 1024)
    return [
      {
        cause: causes.function,
        scenarioId,
        usd: (requests / 1e6) * prices.functionRequest.usd + gbSeconds * prices.functionTime.usd,
      },
      ...(billable.quiet === true ? [] : [logsItem(scenarioId, requests, prices.functionLogs.usd)]),
    ]
  })
}

/** What the logs of invocations are called as a cause of cost. */
export const logsCause = 'Logs of Lambda'

/** What is logged of a number of invocations. */
function logsItem(scenarioId: string, requests: number, usdPerGb: number): CostItem {
  const gigabytes = (requests * invocationLogBytes) / 1e9
  return { cause: logsCause, scenarioId, usd: gigabytes * usdPerGb }
}

/**
 * Dollars for a GB through a load balancer: the data of a classic one, or the LCU-hour that an application
 * load balancer counts for it. The dearer of the two; in the Regions of the built-in table they are the same.
 */
export function balancedUsdPerGb({ prices }: PriceTable): number {
  return Math.max(prices.classicLoadBalancerData.usd, prices.applicationLoadBalancerCapacity.usd)
}

/**
 * Whether what a scenario answers may have passed a load balancer. Functions and instances of its own call
 * the origin themselves; where an API answers alone, as a mock does, this errs on the dear side.
 * @param own what its own stack has
 */
export function mayPassBalancer(own: readonly Billable[]): boolean {
  return !own.some(({ kind }) => kind === 'function' || kind === 'instance')
}

/** What of a scenario's own stack costs money. */
export function billablesOfScenario(stacks: readonly Stack[], scenarioId: string): Billable[] {
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

/** How long the load goes on after a trial with status errors, to count their codes. */
export const diagnosisSec = 2

/**
 * The most that one trial can cost in requests, with a diagnosis. Lambda's time is bounded by the
 * connections: no more events than those wait at once.
 */
export function trialCeiling(
  deployment: Pick<Deployment, 'options' | 'stacks'>,
  scenarioId: string,
  load: Load,
  table = builtInPrices,
): number {
  const billables = billablesOfScenario(deployment.stacks, scenarioId)
  const withDiagnosis = { ...load, durationSec: load.durationSec + diagnosisSec }
  const requests = mostRequests(withDiagnosis, throttleOf(deployment, scenarioId))
  const seconds = withDiagnosis.durationSec + (load.leadIn.kind === 'load' ? load.leadIn.seconds : 1)
  const busySeconds = requests === 0 ? 0 : (load.connections * seconds) / requests
  return sum(requestItems(scenarioId, billables, requests, busySeconds, table).map(({ usd }) => usd))
}

/** Until the last thing that costs money is gone. */
export const removalMs = 5 * 60_000

/** What stacks cost that exist for `ms` milliseconds. */
export function existing(stacks: readonly Stack[], ms: number, table = builtInPrices): CostItem[] {
  return together(
    stacks.flatMap(({ billables, scenarioId }) =>
      billables.map((one) => ({
        cause: causes[one.kind],
        scenarioId,
        usd: hoursUsd(one, ms, table),
      })),
    ),
  )
}

export function total(items: readonly CostItem[]): number {
  return sum(items.map(({ usd }) => usd))
}

/** One item for each cause and scenario. */
export function together(items: readonly CostItem[]): CostItem[] {
  const byKey = new Map<string, CostItem>()
  for (const item of items) {
    const key = `${item.cause} ${item.scenarioId ?? ''}`
    byKey.set(key, { ...item, usd: (byKey.get(key)?.usd ?? 0) + item.usd })
  }
  return [...byKey.values()].filter(({ usd }) => usd > 0)
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0)
}

/** `$0.65`; under a cent with two figures. */
export function dollars(usd: number): string {
  if (usd === 0) return '$0'
  return usd < 0.01 ? `$${usd.toPrecision(2)}` : `$${usd.toFixed(2)}`
}

/** `$0.50–0.65`; one amount where both read the same. */
export function dollarRange(leastUsd: number, mostUsd: number): string {
  const [least, most] = [dollars(leastUsd), dollars(mostUsd)]
  return least === most ? most : `${least}–${most.slice(1)}`
}
