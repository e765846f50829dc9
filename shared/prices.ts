/** One list price of AWS, in US dollars, as somebody published it. */
export interface Price {
  usd: number
  per: 'hour' | 'million requests' | 'GB-second' | 'GB-month' | 'GB' | 'item'
  source: string
  /** ISO date of the source. */
  of: string
}

/**
 * The Region whose prices stand below. Others differ, by up to a third in what is used here; estimates
 * elsewhere say so.
 */
export const pricesRegion = 'us-west-2'
/** Regions with the same prices for everything below. */
export const sameAsPricesRegion: readonly string[] = ['us-west-2', 'us-east-1', 'us-east-2']
/** The date of the table: of its newest source. */
export const pricesOf = '2026-09-20'

const fromPricingApi = { source: 'AWS Price List API, as Karpenter keeps it', of: '2026-07-20' }
const hourly = (usd: number): Price => ({ usd, per: 'hour', ...fromPricingApi })

/** EC2, Linux, on demand, per hour; billed by the second, a minute at least. */
export const instancePrices: Readonly<Record<string, Price>> = {
  't3.nano': hourly(0.0052),
  't3.micro': hourly(0.0104),
  't3.small': hourly(0.0208),
  't3.medium': hourly(0.0416),
  'c5.large': hourly(0.085),
  'c6i.large': hourly(0.085),
  'c6i.xlarge': hourly(0.17),
  'c6i.2xlarge': hourly(0.34),
  'c7i.large': hourly(0.08925),
  'm6i.large': hourly(0.096),
}

export const prices = {
  classicLoadBalancer: {
    usd: 0.025,
    per: 'hour',
    source: 'Elastic Load Balancing pricing page; started hours',
    of: '2026-09-20',
  },
  classicLoadBalancerData: {
    usd: 0.008,
    per: 'GB',
    source: 'Elastic Load Balancing pricing page',
    of: '2026-09-20',
  },
  publicAddress: {
    usd: 0.005,
    per: 'hour',
    source: 'Amazon VPC pricing page, public IPv4 addresses, since 2024-02',
    of: '2026-06-13',
  },
  volume: { usd: 0.08, per: 'GB-month', source: 'Amazon EBS pricing page, gp3', of: '2026-06-01' },
  restApi: {
    usd: 3.5,
    per: 'million requests',
    source: 'API Gateway pricing page, REST API, first 333 million a month',
    of: '2026-06-01',
  },
  functionRequest: { usd: 0.2, per: 'million requests', source: 'AWS Lambda pricing page', of: '2026-06-01' },
  functionTime: {
    usd: 0.0000166667,
    per: 'GB-second',
    source: 'AWS Lambda pricing page, x86',
    of: '2026-06-01',
  },
  functionLogs: {
    usd: 0.5,
    per: 'GB',
    source: 'Amazon CloudWatch pricing page, logs of Lambda, first 10 TB a month',
    of: '2026-06-01',
  },
  configurationItem: {
    usd: 0.003,
    per: 'item',
    source: 'AWS Config pricing page, continuous recording',
    of: '2026-06-01',
  },
} as const satisfies Record<string, Price>
