import type { Price, PriceTable } from './price-table.ts'

/** Regions with the same prices for everything in the built-in table. Others differ by up to a third. */
export const sameAsBuiltIn: readonly string[] = ['us-west-2', 'us-east-1', 'us-east-2']

const hourly = (usd: number): Price => ({
  usd,
  per: 'hour',
  source: 'AWS Price List API, as Karpenter keeps it',
  of: '2026-07-20',
})

/**
 * The built-in table, for when AWS's Price List cannot be asked. Each price has its own source and date; none
 * is of a person's own contract, and none includes a free tier.
 */
export const builtInPrices: PriceTable = {
  region: 'us-west-2',
  source: 'built-in',
  ofDate: '2026-11-26',
  prices: {
    /** Billed by the second, a minute at least. */
    instances: {
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
    },
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
    applicationLoadBalancer: {
      usd: 0.0225,
      per: 'hour',
      source: 'Elastic Load Balancing pricing page; started hours',
      of: '2026-09-20',
    },
    applicationLoadBalancerCapacity: {
      usd: 0.008,
      per: 'LCU-hour',
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
      beyond: [
        { from: 333e6, usd: 2.8 },
        { from: 1_000e6, usd: 2.38 },
        { from: 20_000e6, usd: 1.51 },
      ],
      source: 'AWS whitepaper on private APIs of API Gateway, table 4, REST API',
      of: '2026-11-26',
    },
    httpApi: {
      usd: 1,
      per: 'million requests',
      beyond: [{ from: 300e6, usd: 0.9 }],
      source: 'AWS whitepaper on private APIs of API Gateway, table 4, HTTP API; steps of 512 KB',
      of: '2026-11-26',
    },
    functionRequest: {
      usd: 0.2,
      per: 'million requests',
      source: 'AWS Lambda pricing page',
      of: '2026-06-01',
    },
    functionTime: {
      usd: 0.0000166667,
      per: 'GB-second',
      beyond: [
        { from: 6e9, usd: 0.000015 },
        { from: 15e9, usd: 0.0000133334 },
      ],
      source: 'AWS Lambda pricing page, x86',
      of: '2026-06-01',
    },
    functionLogs: {
      usd: 0.5,
      per: 'GB',
      beyond: [
        { from: 10_240, usd: 0.25 },
        { from: 30_720, usd: 0.1 },
        { from: 51_200, usd: 0.05 },
      ],
      source: 'Amazon CloudWatch pricing page, logs of Lambda',
      of: '2026-06-01',
    },
    configurationItem: {
      usd: 0.003,
      per: 'item',
      source: 'AWS Config pricing page, continuous recording',
      of: '2026-06-01',
    },
    dataOut: {
      usd: 0.09,
      per: 'GB',
      beyond: [
        { from: 10_240, usd: 0.085 },
        { from: 51_200, usd: 0.07 },
        { from: 153_600, usd: 0.05 },
      ],
      source: 'Amazon EC2 on-demand pricing page, data transfer out to the internet',
      of: '2026-11-26',
    },
  },
}
