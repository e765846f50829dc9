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
} from '@aws-sdk/client-ec2'
import type { Aws } from './clients.ts'
import { collect, type Question } from './inventory-question.ts'

interface Filters {
  Filters: { Name: string; Values: string[] }[]
}

/** What is asked for, its type in ARNs, and the question itself. */
type Row = readonly [what: string, type: string, ask: (aws: Aws, filters: Filters) => Promise<string[]>]

/** What carries tags of its own. */
const byTag: readonly Row[] = [
  [
    'instances',
    'instance',
    ({ ec2 }, filters) =>
      collect(
        paginateDescribeInstances({ client: ec2 }, filters),
        (page) => page.Reservations?.flatMap(({ Instances }) => Instances ?? []),
        // Terminated ones stay visible for about an hour.
        (one) => (one.State?.Name === 'terminated' ? undefined : one.InstanceId),
      ),
  ],
  [
    'volumes',
    'volume',
    ({ ec2 }, filters) =>
      collect(
        paginateDescribeVolumes({ client: ec2 }, filters),
        (page) => page.Volumes,
        (one) => one.VolumeId,
      ),
  ],
  [
    'VPCs',
    'vpc',
    ({ ec2 }, filters) =>
      collect(
        paginateDescribeVpcs({ client: ec2 }, filters),
        (page) => page.Vpcs,
        (one) => one.VpcId,
      ),
  ],
  [
    'internet gateways',
    'internet-gateway',
    ({ ec2 }, filters) =>
      collect(
        paginateDescribeInternetGateways({ client: ec2 }, filters),
        (page) => page.InternetGateways,
        (one) => one.InternetGatewayId,
      ),
  ],
  [
    'elastic addresses',
    'elastic-ip',
    async ({ ec2 }, filters) => ((await ec2.send(new DescribeAddressesCommand(filters))).Addresses ?? []).map((one) => one.PublicIp ?? ''),
  ],
]

/** What belongs to a VPC, tagged or not. */
const byVpc: readonly Row[] = [
  [
    'network interfaces',
    'network-interface',
    ({ ec2 }, filters) =>
      collect(
        paginateDescribeNetworkInterfaces({ client: ec2 }, filters),
        (page) => page.NetworkInterfaces,
        // Whose it is: an interface of what was left behind is there with it.
        ({ NetworkInterfaceId, Description = '', Attachment }) => `${NetworkInterfaceId} (${Attachment?.InstanceId ?? Description})`,
      ),
  ],
  [
    'subnets',
    'subnet',
    ({ ec2 }, filters) =>
      collect(
        paginateDescribeSubnets({ client: ec2 }, filters),
        (page) => page.Subnets,
        (one) => one.SubnetId,
      ),
  ],
  [
    'security groups',
    'security-group',
    ({ ec2 }, filters) =>
      collect(
        paginateDescribeSecurityGroups({ client: ec2 }, filters),
        (page) => page.SecurityGroups,
        // The default group is there as long as its VPC, and cannot be deleted by itself.
        (one) => (one.GroupName === 'default' ? undefined : one.GroupId),
      ),
  ],
  [
    'route tables',
    'route-table',
    ({ ec2 }, filters) =>
      collect(
        paginateDescribeRouteTables({ client: ec2 }, filters),
        (page) => page.RouteTables,
        // So is the main table.
        (one) => (one.Associations?.some(({ Main }) => Main) === true ? undefined : one.RouteTableId),
      ),
  ],
  [
    'VPC endpoints',
    'vpc-endpoint',
    ({ ec2 }, filters) =>
      collect(
        paginateDescribeVpcEndpoints({ client: ec2 }, filters),
        (page) => page.VpcEndpoints,
        (one) => (one.State?.toLowerCase() === 'deleted' ? undefined : one.VpcEndpointId),
      ),
  ],
]

/** What EC2 is asked after a removal. @param vpcId null where the deployment never came to a VPC */
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
