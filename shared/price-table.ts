/** What AWS asks for a thing, in US dollars, and who says so. */
export interface Price {
  /** For each unit of the first tier. */
  usd: number
  per: 'hour' | 'LCU-hour' | 'million requests' | 'GB-second' | 'GB-month' | 'GB' | 'item'
  /** What is asked beyond a monthly volume: `from` in single requests, GB-seconds or GB, ascending. */
  beyond?: readonly { from: number; usd: number }[] | undefined
  source: string
  /** ISO date of the source. */
  of: string
}

/** What a table has a price for, besides instances. */
export const priceNames = [
  'classicLoadBalancer',
  'classicLoadBalancerData',
  'applicationLoadBalancer',
  'applicationLoadBalancerCapacity',
  'publicAddress',
  'volume',
  'restApi',
  'httpApi',
  'functionRequest',
  'functionTime',
  'functionLogs',
  'configurationItem',
  'dataOut',
] as const

export type PriceName = (typeof priceNames)[number]

/** List prices of one Region, all of one date. */
export interface PriceTable {
  /** The Region whose prices these are: not always that of the account. */
  region: string
  /** `built-in`: collected by hand from public sources. `price-list`: asked of AWS's Price List. */
  source: 'built-in' | 'price-list'
  /** ISO date: of the newest source, or of the day on which AWS was asked. */
  ofDate: string
  /**
   * Prices that AWS's list did not answer for this Region: those of the built-in table stand in for them, by
   * name or instance type. Empty or left out where there are none.
   */
  filledIn?: readonly string[] | undefined
  prices: Readonly<Record<PriceName, Price>> & {
    /** EC2, Linux, on demand, per hour, by instance type. */
    instances: Readonly<Record<string, Price>>
  }
}

/** Dollars for a volume within one month, tier by tier. @param volume single requests, GB-seconds or GB */
export function tieredUsd({ usd, per, beyond = [] }: Price, volume: number): number {
  const unit = per === 'million requests' ? 1e6 : 1
  const tiers = [{ from: 0, usd }, ...beyond]
  return tiers.reduce((total, tier, at) => {
    const until = Math.min(volume, tiers[at + 1]?.from ?? Number.POSITIVE_INFINITY)
    return total + (Math.max(0, until - tier.from) / unit) * tier.usd
  }, 0)
}

/** An instance type without a price is taken for the dearest of the table. */
export function instanceUsdPerHour({ prices: { instances } }: PriceTable, type: string): number {
  return instances[type]?.usd ?? Math.max(...Object.values(instances).map(({ usd }) => usd))
}

/** `AWS's list prices of eu-west-1, 2026-11-26`: whose prices, and of which day. */
export function pricesText({ source, region, ofDate }: PriceTable): string {
  return `${source === 'price-list' ? "AWS's" : 'built-in'} list prices of ${region}, ${ofDate}`
}
