import type { Billable } from './billable.ts'
import { causes, hoursPerMonth, idleUsdPerHour, invocationLogBytes, logsCause, sum } from './cost.ts'
import { freeAmounts } from './free-tier.ts'
import { tieredUsd, type PriceName, type PriceTable } from './price-table.ts'

/** A way to reach a service, by what it needs: a scenario is one. */
export interface Way {
  needs: readonly Billable[]
}

/**
 * How it is known for how long a function is busy with a request. `report-lines`: a mean of what Lambda
 * bills, by its own reports. `client-latency`: the whole latency of a client, at light load where that was
 * measured, which is more than the function's time, so that the cost comes out too high rather than too low.
 * `given`: somebody has said so.
 */
type FunctionMsSource = 'report-lines' | 'client-latency' | 'given'

/** What passes through a way in a month. */
export interface Usage {
  requestsPerMonth: number
  /** Costs nothing: none of these services charges for a peak. */
  peakPerSec: number
  /** Bytes of an answer, and of a request, with their headers. */
  answerBytes: number
  requestBytes: number
  /** How many requests a client sends on one connection. */
  requestsPerConnection: number
  /** Milliseconds for which a request keeps the function busy; ignored by ways without one. */
  functionMs: number
  functionMsSource: FunctionMsSource
  /** Whether the account's free tier is left for this: what is free for ever, not for the first year. */
  freeTier: boolean
}

export interface MonthlyCost {
  usd: number
  items: { cause: string; usd: number }[]
  /** Where the function's time is from; null for a way without a function. */
  functionMsSource: FunctionMsSource | null
}

/** Bytes of a GB on a bill. Source: Amazon S3 FAQs, on how usage is measured: 1,073,741,824. */
const bytesPerGb = 2 ** 30

/** What one LCU carries. Source: Elastic Load Balancing pricing page, "LCU details". */
const lcu = { newConnectionsPerSec: 25, gbPerHour: { instances: 1, functions: 0.4 } } as const

/** An HTTP API counts a request once for each started 512 KB. Source: API Gateway pricing page. */
const httpApiStepBytes = 512 * 1024

/**
 * What a way costs in a month by list prices, in US dollars: whole, with everything that it needs, but
 * without the service and without taxes. With R requests of q bytes, answered by a bytes, and a month of
 * 730 hours or 2,628,000 seconds:
 *
 * - each load balancer, instance, volume and public IPv4 address: 730 × its price per hour
 *   (EC2, Elastic Load Balancing, EBS and VPC pricing pages)
 * - data of a classic load balancer: R × (q + a) / 2^30 GB (Elastic Load Balancing pricing page)
 * - LCUs of an application load balancer: 730 × max(R / c / 2,628,000 / 25, GB an hour / 1), with c requests
 *   per connection; 0.4 GB an hour where it invokes functions. Its two other dimensions never decide here:
 *   connections that live up to a minute count less than new ones, and ten rules are free (the same page)
 * - requests of a REST API: R in tiers; of an HTTP API: R × started 512 KB of the larger body (API Gateway
 *   pricing page)
 * - Lambda: R requests, and R × ms / 1000 × MB / 1024 GB-seconds in tiers. A time that is not a mean of
 *   billed durations is rounded up to a whole millisecond, as Lambda does (AWS Lambda pricing page)
 * - logs of Lambda: R × 400 bytes in tiers, unless the function is quiet (Amazon CloudWatch pricing page)
 * - answers to the internet: R × a / 2^30 GB in tiers (EC2 on-demand pricing page, data transfer)
 * - free tier: the free amount is subtracted at the price of its units (`shared/free-tier.ts`)
 *
 * Not counted: traffic between zones and between gateway and load balancer, cold starts, errors, and what
 * somebody adds, such as AWS WAF. Never falls when the volume grows.
 */
export function monthlyCost(way: Way, usage: Usage, table: PriceTable): MonthlyCost {
  const charge = (name: PriceName, volume: number): number => chargeOf(table, name, volume, usage.freeTier)
  const perNeed = way.needs.flatMap((need) => [
    { cause: causes[need.kind], usd: idleUsdPerHour(need, table) * hoursPerMonth },
    ...usedItems(need, usage, charge),
  ])
  const out = { cause: 'Data to the internet', usd: charge('dataOut', gbOf(usage, usage.answerBytes)) }
  const items = byCause([...perNeed, out])
  const hasFunction = way.needs.some(({ kind }) => kind === 'function')
  return {
    usd: sum(items.map(({ usd }) => usd)),
    items,
    functionMsSource: hasFunction ? usage.functionMsSource : null,
  }
}

type Item = MonthlyCost['items'][number]
type Charge = (name: PriceName, volume: number) => number

/** What requests cost that pass a part of a way. */
function usedItems(need: Billable, usage: Usage, charge: Charge): Item[] {
  const { requestsPerMonth, answerBytes, requestBytes } = usage
  switch (need.kind) {
    case 'classic-load-balancer': {
      const gb = gbOf(usage, requestBytes + answerBytes)
      return [{ cause: 'Load balancer data', usd: charge('classicLoadBalancerData', gb) }]
    }
    case 'application-load-balancer':
      return [
        {
          cause: 'Load balancer capacity',
          usd: charge('applicationLoadBalancerCapacity', lcuHours(need.targets, usage)),
        },
      ]
    case 'rest-api':
      return [{ cause: causes[need.kind], usd: charge('restApi', requestsPerMonth) }]
    case 'http-api': {
      const steps = Math.max(1, Math.ceil(Math.max(requestBytes, answerBytes) / httpApiStepBytes))
      return [{ cause: causes[need.kind], usd: charge('httpApi', requestsPerMonth * steps) }]
    }
    case 'function':
      return functionItems(need, usage, charge)
    case 'instance':
    case 'volume':
    case 'public-address':
      break
  }
  return []
}

function functionItems(
  { memoryMb, quiet }: Extract<Billable, { kind: 'function' }>,
  usage: Usage,
  charge: Charge,
): Item[] {
  const { requestsPerMonth, functionMs, functionMsSource } = usage
  const billedMs = functionMsSource === 'report-lines' ? functionMs : Math.ceil(functionMs)
  const gbSeconds = requestsPerMonth * (billedMs / 1000) * (memoryMb / 1024)
  const logGb = quiet === true ? 0 : gbOf(usage, invocationLogBytes)
  return [
    { cause: 'Lambda requests', usd: charge('functionRequest', requestsPerMonth) },
    { cause: 'Lambda duration', usd: charge('functionTime', gbSeconds) },
    { cause: logsCause, usd: charge('functionLogs', logGb) },
  ]
}

/** LCUs are averaged over each hour, so that an uneven month costs what an even one does. */
function lcuHours(targets: keyof typeof lcu.gbPerHour, usage: Usage): number {
  const { requestsPerMonth, requestsPerConnection, requestBytes, answerBytes } = usage
  const perSec = requestsPerMonth / requestsPerConnection / (hoursPerMonth * 3600)
  const gbPerHour = gbOf(usage, requestBytes + answerBytes) / hoursPerMonth
  return hoursPerMonth * Math.max(perSec / lcu.newConnectionsPerSec, gbPerHour / lcu.gbPerHour[targets])
}

function chargeOf({ prices }: PriceTable, name: PriceName, volume: number, freeTier: boolean): number {
  const free = freeTier ? (freeAmounts[name] ?? 0) : 0
  const price = prices[name]
  return tieredUsd(price, volume) - tieredUsd(price, Math.min(volume, free))
}

function gbOf({ requestsPerMonth }: Usage, bytes: number): number {
  return (requestsPerMonth * bytes) / bytesPerGb
}

function byCause(items: readonly Item[]): Item[] {
  const groups = Map.groupBy(items, ({ cause }) => cause)
  const together = [...groups].map(([cause, group]) => ({ cause, usd: sum(group.map(({ usd }) => usd)) }))
  return together.filter(({ usd }) => usd > 0)
}
