/**
 * The subnets of the three functions of 2017: how much memory each had, and how many addresses the post gives
 * its range.
 */
export const functionsOf2017 = [
  { scenarioId: 'lambda-256', memoryMb: 128, addresses: 254 },
  { scenarioId: 'lambda-512', memoryMb: 512, addresses: 512 },
  { scenarioId: 'lambda-1024', memoryMb: 1024, addresses: 1024 },
] as const

/** 1.5 GB: with less memory, environments shared an address. */
const memoryPerAddressMb = 1536

/** What a function in a VPC took of its subnets before September 2019. */
export interface AddressForecast {
  /** Network interfaces, each with an address of its own. */
  needed: number
  /** The highest concurrency for which the addresses suffice. */
  mostConcurrency: number
  suffices: boolean
}

/**
 * AWS's formula of 2017, as the post cites it: projected peak concurrent executions × (memory in GB /
 * 1.5 GB).
 * @param peakConcurrency requests that are answered at the same time, at least 0
 */
export function addressesOf2017(
  peakConcurrency: number,
  { memoryMb, addresses }: { memoryMb: number; addresses: number },
): AddressForecast {
  const needed = Math.ceil((peakConcurrency * memoryMb) / memoryPerAddressMb)
  return {
    needed,
    mostConcurrency: Math.floor((addresses * memoryPerAddressMb) / memoryMb),
    suffices: needed <= addresses,
  }
}

/**
 * Network interfaces of such a function today: one for each combination of a subnet with the security groups,
 * whatever its memory. Each has two subnets and one security group. Lambda adds interfaces where one has more
 * than 65,000 connections. ("Giving Lambda functions access to resources in an Amazon VPC", AWS Lambda
 * Developer Guide)
 */
export const interfacesToday = 2
