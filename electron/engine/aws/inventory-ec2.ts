import {
  DescribeAddressesCommand,
  paginateDescribeInstances,
  paginateDescribeInternetGateways,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVolumes,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import type { Aws } from './clients.ts'
import type { Question } from './inventory-question.ts'
import { interfaceText } from './network-interfaces.ts'
import { collect } from './paging.ts'

interface Filters {
  Filters: { Name: string; Values: string[] }[]
}

/** What to look for, its type in ARNs, and the question itself. */
type Row = readonly [what: string, type: string, ask: (aws: Aws, filters: Filters) => Promise<string[]>]

/** Asks for all pages of a Describe call. */
function listing<Page, Item>(
  paginate: (config: { client: EC2Client }, input: Filters) => AsyncIterable<Page>,
  itemsOf: (page: Page) => Item[] | undefined,
  textOf: (item: Item) => string | undefined,
): Row[2] {
  return ({ ec2 }, filters) => collect(paginate({ client: ec2 }, filters), itemsOf, textOf)
}

/** Resources with tags of their own. */
const byTag: readonly Row[] = [
  [
    'instances',
    'instance',
    listing(
      paginateDescribeInstances,
      (page) => page.Reservations?.flatMap(({ Instances }) => Instances ?? []),
      // Terminated ones stay visible for about an hour.
      (one) => (one.State?.Name === 'terminated' ? undefined : one.InstanceId),
    ),
  ],
  [
    'volumes',
    'volume',
    listing(
      paginateDescribeVolumes,
      (page) => page.Volumes,
      (one) => one.VolumeId,
    ),
  ],
  [
    'VPCs',
    'vpc',
    listing(
      paginateDescribeVpcs,
      (page) => page.Vpcs,
      (one) => one.VpcId,
    ),
  ],
  [
    'internet gateways',
    'internet-gateway',
    listing(
      paginateDescribeInternetGateways,
      (page) => page.InternetGateways,
      (one) => one.InternetGatewayId,
    ),
  ],
  [
    'Elastic IP addresses',
    'elastic-ip',
    async ({ ec2 }, filters) =>
      ((await ec2.send(new DescribeAddressesCommand(filters))).Addresses ?? []).map(
        (one) => one.PublicIp ?? '',
      ),
  ],
]

/** Resources in a VPC, tagged or not. */
const byVpc: readonly Row[] = [
  [
    'network interfaces',
    'network-interface',
    listing(paginateDescribeNetworkInterfaces, (page) => page.NetworkInterfaces, interfaceText),
  ],
  [
    'subnets',
    'subnet',
    listing(
      paginateDescribeSubnets,
      (page) => page.Subnets,
      (one) => one.SubnetId,
    ),
  ],
  [
    'security groups',
    'security-group',
    listing(
      paginateDescribeSecurityGroups,
      (page) => page.SecurityGroups,
      // A VPC always has its default group, which cannot be deleted separately.
      (one) => (one.GroupName === 'default' ? undefined : one.GroupId),
    ),
  ],
  [
    'route tables',
    'route-table',
    listing(
      paginateDescribeRouteTables,
      (page) => page.RouteTables,
      // Likewise its main route table.
      (one) => (one.Associations?.some(({ Main }) => Main) === true ? undefined : one.RouteTableId),
    ),
  ],
  [
    'VPC endpoints',
    'vpc-endpoint',
    listing(
      paginateDescribeVpcEndpoints,
      (page) => page.VpcEndpoints,
      (one) => (one.State?.toLowerCase() === 'deleted' ? undefined : one.VpcEndpointId),
    ),
  ],
]

/** The questions to EC2 after a removal. @param vpcId null where the deployment never had a VPC */
export function ec2Questions(deploymentId: string, vpcId: string | null): Question[] {
  const tagged = { Filters: [{ Name: 'tag:sluice:deployment', Values: [deploymentId] }] }
  const own = byTag.map((row) => questionOf(row, `by the tag sluice:deployment = ${deploymentId}`, tagged))
  if (vpcId === null) return own
  const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }
  return [...own, ...byVpc.map((row) => questionOf(row, `in ${vpcId}`, inVpc))]
}

function questionOf([what, type, ask]: Row, how: string, filters: Filters): Question {
  return { service: `EC2: ${what}`, how, covers: `ec2:${type}`, ask: (aws) => ask(aws, filters) }
}
