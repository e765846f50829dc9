import type { Aws } from '../aws/clients.ts'
import {
  addressCount,
  loadBalancerCount,
  quota,
  runningVCpus,
  serverCertificates,
  vpcCount,
  type quotaCodes,
} from '../aws/limits.ts'
import { applicationLoadBalancers, targetGroups } from '../aws/application-load-balancers.ts'
import { vpcLinks } from '../aws/http-apis.ts'
import { failed, ok, plannedCount, type AccountCheck, type Plan } from './account-check.ts'

interface QuotaRow {
  name: string
  /** As the Service Quotas console calls it. */
  quotaName: string
  /** How many there are, and how many there may be. */
  ask: (aws: Aws) => Promise<{ used: number; limit: number }>
  needed: (plan: Plan) => number
  /** Of the resources that it counts, or whose vCPUs it counts. */
  type: string
}

/** A row for resources of one type, whose quota Service Quotas has. */
function rowOf(
  type: string,
  of: keyof typeof quotaCodes,
  texts: Pick<QuotaRow, 'name' | 'quotaName'>,
  count: (aws: Aws) => Promise<number>,
): QuotaRow {
  return { ...texts, type, ask: asking(of, count), needed: (plan) => plannedCount(plan, type) }
}

function asking(of: keyof typeof quotaCodes, count: (aws: Aws) => Promise<number>): QuotaRow['ask'] {
  return async (aws) => {
    const [used, limit] = await Promise.all([count(aws), quota(aws, of)])
    return { used, limit }
  }
}

const rows: readonly QuotaRow[] = [
  rowOf('AWS::EC2::VPC', 'vpcs', { name: 'VPCs', quotaName: 'VPCs per Region' }, vpcCount),
  rowOf(
    'AWS::EC2::EIP',
    'addresses',
    { name: 'Elastic IP addresses', quotaName: 'EC2-VPC Elastic IPs' },
    addressCount,
  ),
  {
    name: 'vCPUs',
    quotaName: 'Running On-Demand Standard instances',
    ask: asking('vCpus', runningVCpus),
    needed: plannedVCpus,
    type: 'AWS::EC2::Instance',
  },
  rowOf(
    'AWS::ElasticLoadBalancing::LoadBalancer',
    'loadBalancers',
    { name: 'load balancers', quotaName: 'Classic Load Balancers per Region' },
    loadBalancerCount,
  ),
  rowOf(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'applicationLoadBalancers',
    { name: 'application load balancers', quotaName: 'Application Load Balancers per Region' },
    async (aws) => (await applicationLoadBalancers(aws)).length,
  ),
  rowOf(
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    'targetGroups',
    { name: 'target groups', quotaName: 'Target Groups per Region' },
    async (aws) => (await targetGroups(aws)).length,
  ),
  rowOf(
    'AWS::ApiGatewayV2::VpcLink',
    'vpcLinks',
    { name: 'VPC links', quotaName: 'VPC links (V2)' },
    async (aws) => (await vpcLinks(aws)).length,
  ),
  {
    name: 'server certificates',
    quotaName: 'Server certificates per account',
    ask: serverCertificates,
    needed: (plan) => plannedCount(plan, 'AWS::IAM::ServerCertificate'),
    type: 'AWS::IAM::ServerCertificate',
  },
]

/** Types of resources that a check compares with a quota. */
export const typesWithQuota: readonly string[] = rows.map(({ type }) => type)

/** Whether what the plan adds to what is there stays within each quota. */
export const quotaChecks: readonly AccountCheck[] = rows.map(
  ({ name, quotaName, ask, needed: neededBy }) => ({
    name,
    async ask(aws, plan) {
      const needed = neededBy(plan)
      if (needed === 0) return ok('The plan needs none.')
      const { used, limit } = await ask(aws)
      const finding = `${used} of ${limit} are in use, the plan needs ${needed}.`
      return used + needed <= limit
        ? ok(finding)
        : failed(
            finding,
            `Request an increase under Service Quotas (${quotaName}), or choose another Region.`,
          )
    },
  }),
)

function plannedVCpus({ deployment }: Plan): number {
  return deployment.stacks
    .flatMap(({ billables }) => billables)
    .reduce((sum, one) => sum + (one.kind === 'instance' ? vCpusOf(one.type) : 0), 0)
}

/** vCPUs of an instance type of the families in the templates: xlarge has 4, 2xlarge 8, smaller ones 2. */
function vCpusOf(type: string): number {
  const [, factor] = /\.(\d*)xlarge$/.exec(type) ?? []
  return factor === undefined ? 2 : Number(factor || '1') * 4
}
