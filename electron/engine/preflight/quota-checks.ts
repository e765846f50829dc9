import type { Aws } from '../aws/clients.ts'
import {
  addressCount,
  loadBalancerCount,
  quota,
  runningVCpus,
  vpcCount,
  type quotaCodes,
} from '../aws/limits.ts'
import { failed, ok, plannedCount, type AccountCheck, type Plan } from './account-check.ts'

interface QuotaRow {
  name: string
  quota: keyof typeof quotaCodes
  /** As the Service Quotas console calls it. */
  quotaName: string
  used: (aws: Aws) => Promise<number>
  needed: (plan: Plan) => number
}

const rows: readonly QuotaRow[] = [
  {
    name: 'VPCs',
    quota: 'vpcs',
    quotaName: 'VPCs per Region',
    used: vpcCount,
    needed: (plan) => plannedCount(plan, 'AWS::EC2::VPC'),
  },
  {
    name: 'Elastic IP addresses',
    quota: 'addresses',
    quotaName: 'EC2-VPC Elastic IPs',
    used: addressCount,
    needed: (plan) => plannedCount(plan, 'AWS::EC2::EIP'),
  },
  {
    name: 'vCPUs',
    quota: 'vCpus',
    quotaName: 'Running On-Demand Standard instances',
    used: runningVCpus,
    needed: plannedVCpus,
  },
  {
    name: 'load balancers',
    quota: 'loadBalancers',
    quotaName: 'Classic Load Balancers per Region',
    used: loadBalancerCount,
    needed: (plan) => plannedCount(plan, 'AWS::ElasticLoadBalancing::LoadBalancer'),
  },
]

/** Whether what the plan adds to what is there stays within each quota. */
export const quotaChecks: readonly AccountCheck[] = rows.map((row) => ({
  name: row.name,
  async ask(aws, plan) {
    const needed = row.needed(plan)
    if (needed === 0) return ok('The plan needs none.')
    const [used, limit] = await Promise.all([row.used(aws), quota(aws, row.quota)])
    const finding = `${used} of ${limit} are in use, the plan needs ${needed}.`
    return used + needed <= limit
      ? ok(finding)
      : failed(
          finding,
          `Request an increase under Service Quotas (${row.quotaName}), or choose another Region.`,
        )
  },
}))

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
