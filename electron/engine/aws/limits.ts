import { GetAccountCommand, paginateGetRestApis } from '@aws-sdk/client-api-gateway'
import {
  DescribeAddressesCommand,
  paginateDescribeInstances,
  paginateDescribeVpcs,
} from '@aws-sdk/client-ec2'
import { paginateDescribeLoadBalancers } from '@aws-sdk/client-elastic-load-balancing'
import { GetAccountSummaryCommand } from '@aws-sdk/client-iam'
import { GetAccountSettingsCommand, paginateListFunctions } from '@aws-sdk/client-lambda'
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas'
import { GetParametersCommand } from '@aws-sdk/client-ssm'
import type { Aws } from './clients.ts'
import { httpApis } from './http-apis.ts'
import { collect } from './paging.ts'

/** A quota by service and code, as the Service Quotas console names them. */
export const quotaCodes = {
  vpcs: ['vpc', 'L-F678F1CE'],
  vCpus: ['ec2', 'L-1216C47A'],
  loadBalancers: ['elasticloadbalancing', 'L-E9E9831D'],
  applicationLoadBalancers: ['elasticloadbalancing', 'L-53DA6B97'],
  targetGroups: ['elasticloadbalancing', 'L-B22855CB'],
  vpcLinks: ['apigateway', 'L-608BDCD4'],
  addresses: ['ec2', 'L-0263D0A3'],
  gatewayRate: ['apigateway', 'L-8A5B8E43'],
  gatewayBurst: ['apigateway', 'L-CDF5615A'],
} as const

/** The value of a quota in this Region. */
export async function quota({ quotas }: Aws, of: keyof typeof quotaCodes): Promise<number> {
  const [ServiceCode, QuotaCode] = quotaCodes[of]
  return (await quotas.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }))).Quota?.Value ?? 0
}

export async function vpcCount({ ec2 }: Aws): Promise<number> {
  return countOf(paginateDescribeVpcs({ client: ec2 }, {}), ({ Vpcs }) => Vpcs?.length)
}

export async function addressCount({ ec2 }: Aws): Promise<number> {
  return (await ec2.send(new DescribeAddressesCommand({}))).Addresses?.length ?? 0
}

export async function loadBalancerCount({ elasticLoadBalancing: client }: Aws): Promise<number> {
  return countOf(
    paginateDescribeLoadBalancers({ client }, {}),
    ({ LoadBalancerDescriptions }) => LoadBalancerDescriptions?.length,
  )
}

/**
 * How many server certificates the account has, and how many it may have. IAM counts over all Regions, and
 * answers both here: its quotas stand in Service Quotas of one Region only.
 */
export async function serverCertificates({ iam }: Aws): Promise<{ used: number; limit: number }> {
  const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}))
  return { used: SummaryMap['ServerCertificates'] ?? 0, limit: SummaryMap['ServerCertificatesQuota'] ?? 0 }
}

/** vCPUs of the instances that run; the families in use here share one quota. */
export async function runningVCpus({ ec2 }: Aws): Promise<number> {
  const running = { Filters: [{ Name: 'instance-state-name', Values: ['pending', 'running'] }] }
  return countOf(paginateDescribeInstances({ client: ec2 }, running), ({ Reservations = [] }) =>
    Reservations.flatMap(({ Instances = [] }) => Instances)
      .map(({ CpuOptions }) => (CpuOptions?.CoreCount ?? 1) * (CpuOptions?.ThreadsPerCore ?? 2))
      .reduce((sum, one) => sum + one, 0),
  )
}

/** How many invocations may run at the same time in this Region, over all functions of the account. */
export async function lambdaConcurrency({ lambda }: Aws): Promise<number> {
  return (
    (await lambda.send(new GetAccountSettingsCommand({}))).AccountLimit?.UnreservedConcurrentExecutions ?? 0
  )
}

/** Requests per second that all APIs of the account together may answer in this Region. */
export async function gatewayThrottle({ apiGateway }: Aws): Promise<number> {
  return (await apiGateway.send(new GetAccountCommand({}))).throttleSettings?.rateLimit ?? 0
}

/**
 * The throttle of all APIs of the account together in this Region, by its quotas: requests per second,
 * and how many at once. Newer Regions begin with 2,500 and 1,250 instead of 10,000 and 5,000.
 */
export async function gatewayLimits(aws: Aws): Promise<{ ratePerSec: number; burst: number }> {
  const [ratePerSec, burst] = await Promise.all([quota(aws, 'gatewayRate'), quota(aws, 'gatewayBurst')])
  return { ratePerSec, burst }
}

/** Names of what shares the limits of this Region and is not Sluice's. */
interface Neighbours {
  restApis: string[]
  /** HTTP and WebSocket APIs: the throttle of an account counts over all kinds. */
  otherApis: string[]
  functions: string[]
}

/** Asks for every API and function of the account in this Region. */
export async function neighbours(aws: Aws): Promise<Neighbours> {
  const restApis = await collect(
    paginateGetRestApis({ client: aws.apiGateway }, {}),
    (page) => page.items,
    ({ tags, name }) => (tags?.['sluice:deployment'] === undefined ? foreign(name) : undefined),
  )
  const functions = await collect(
    paginateListFunctions({ client: aws.lambda }, {}),
    (page) => page.Functions,
    ({ FunctionName }) => foreign(FunctionName),
  )
  const otherApis = (await httpApis(aws)).flatMap(({ Tags, Name, ApiId }) =>
    Tags?.['sluice:deployment'] === undefined ? (foreign(Name ?? ApiId) ?? []) : [],
  )
  return { restApis, otherApis, functions }
}

const foreign = (name: string | undefined): string | undefined =>
  name?.startsWith('sluice-') === true ? undefined : name

/** The public parameters that do not exist in this Region. */
export async function missingParameters({ ssm }: Aws, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  return (await ssm.send(new GetParametersCommand({ Names: [...names] }))).InvalidParameters ?? []
}

async function countOf<Page>(
  pages: AsyncIterable<Page>,
  of: (page: Page) => number | undefined,
): Promise<number> {
  let count = 0
  for await (const page of pages) count += of(page) ?? 0
  return count
}
