import { paginateGetRestApis } from '@aws-sdk/client-api-gateway'
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs'
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
import { paginateDescribeLoadBalancers } from '@aws-sdk/client-elastic-load-balancing'
import { paginateListInstanceProfiles, paginateListPolicies, paginateListRoles } from '@aws-sdk/client-iam'
import { paginateListFunctions } from '@aws-sdk/client-lambda'
import { paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api'
import { paginateListScheduleGroups } from '@aws-sdk/client-scheduler'
import type { Aws } from './clients.ts'
import { describeStack } from './stacks.ts'

/** What a deployment was in its account: everything that it made is found by one of these. */
export interface Traces {
  deploymentId: string
  /** Null where it never came to a VPC. */
  vpcId: string | null
  /** ARN of each stack, or its name where it never had one. */
  stacks: readonly string[]
  /** How many resources the stacks listed. */
  resources: number
}

/** One question to one service. */
export interface Question {
  service: string
  how: string
  ask: (aws: Aws) => Promise<string[]>
}

/** Every question of the proof of empty. Each names what is there and should not be. */
export function questionsAbout({ deploymentId, vpcId, stacks, resources }: Traces): Question[] {
  const name = `sluice-${deploymentId}`
  const path = `/sluice/${deploymentId}/`
  const byTag = `by the tag sluice:deployment = ${deploymentId}`
  const tagged = { Filters: [{ Name: 'tag:sluice:deployment', Values: [deploymentId] }] }
  const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId ?? ''] }] }
  const byVpc = `in ${vpcId ?? ''}`
  const own = (text: string | undefined): text is string => text === name || text?.startsWith(`${name}-`) === true
  const network: Question[] = [
    [
      'Network interfaces',
      ({ ec2 }: Aws) =>
        collect(
          paginateDescribeNetworkInterfaces({ client: ec2 }, inVpc),
          (page) => page.NetworkInterfaces,
          (one) => one.NetworkInterfaceId,
        ),
    ] as const,
    [
      'Subnets',
      ({ ec2 }: Aws) =>
        collect(
          paginateDescribeSubnets({ client: ec2 }, inVpc),
          (page) => page.Subnets,
          (one) => one.SubnetId,
        ),
    ] as const,
    [
      'Security groups',
      ({ ec2 }: Aws) =>
        collect(
          paginateDescribeSecurityGroups({ client: ec2 }, inVpc),
          (page) => page.SecurityGroups,
          (one) => one.GroupId,
        ),
    ] as const,
    [
      'Route tables',
      ({ ec2 }: Aws) =>
        collect(
          paginateDescribeRouteTables({ client: ec2 }, inVpc),
          (page) => page.RouteTables,
          (one) => one.RouteTableId,
        ),
    ] as const,
    [
      'VPC endpoints',
      ({ ec2 }: Aws) =>
        collect(
          paginateDescribeVpcEndpoints({ client: ec2 }, inVpc),
          (page) => page.VpcEndpoints,
          (one) => (one.State?.toLowerCase() === 'deleted' ? undefined : one.VpcEndpointId),
        ),
    ] as const,
  ].map(([what, ask]) => ({ service: `EC2: ${what.toLowerCase()}`, how: byVpc, ask }))
  return [
    {
      service: 'CloudFormation: stacks',
      how: `each of ${stacks.length} by its ARN, with ${resources} resources in all`,
      ask: async (aws) => {
        const found = await Promise.all(stacks.map((stack) => describeStack(aws, stack)))
        return found.flatMap((stack) =>
          stack === undefined || stack.status === 'DELETE_COMPLETE' ? [] : [`${stack.name} (${stack.status})`],
        )
      },
    },
    {
      service: 'EC2: instances',
      how: byTag,
      ask: ({ ec2 }) =>
        collect(
          paginateDescribeInstances({ client: ec2 }, tagged),
          (page) => page.Reservations?.flatMap(({ Instances }) => Instances ?? []),
          (one) => (one.State?.Name === 'terminated' ? undefined : one.InstanceId),
        ),
    },
    {
      service: 'EC2: volumes',
      how: byTag,
      ask: ({ ec2 }) =>
        collect(
          paginateDescribeVolumes({ client: ec2 }, tagged),
          (page) => page.Volumes,
          (one) => one.VolumeId,
        ),
    },
    {
      service: 'EC2: VPCs',
      how: byTag,
      ask: ({ ec2 }) =>
        collect(
          paginateDescribeVpcs({ client: ec2 }, tagged),
          (page) => page.Vpcs,
          (one) => one.VpcId,
        ),
    },
    {
      service: 'EC2: internet gateways',
      how: byTag,
      ask: ({ ec2 }) =>
        collect(
          paginateDescribeInternetGateways({ client: ec2 }, tagged),
          (page) => page.InternetGateways,
          (one) => one.InternetGatewayId,
        ),
    },
    {
      service: 'EC2: elastic addresses',
      how: byTag,
      ask: async ({ ec2 }) => ((await ec2.send(new DescribeAddressesCommand(tagged))).Addresses ?? []).map((one) => one.PublicIp ?? ''),
    },
    ...(vpcId === null ? [] : network),
    {
      service: 'Elastic Load Balancing',
      how: `by the name ${name}`,
      ask: ({ elasticLoadBalancing: client }) =>
        collect(
          paginateDescribeLoadBalancers({ client }, {}),
          (page) => page.LoadBalancerDescriptions,
          (one) => (own(one.LoadBalancerName) ? one.LoadBalancerName : undefined),
        ),
    },
    {
      service: 'Lambda: functions',
      how: `by names that begin with ${name}-`,
      ask: ({ lambda }) =>
        collect(
          paginateListFunctions({ client: lambda }, {}),
          (page) => page.Functions,
          (one) => (own(one.FunctionName) ? one.FunctionName : undefined),
        ),
    },
    {
      service: 'API Gateway: REST APIs',
      how: byTag,
      ask: ({ apiGateway }) =>
        collect(
          paginateGetRestApis({ client: apiGateway }, {}),
          (page) => page.items,
          (one) => (one.tags?.['sluice:deployment'] === deploymentId || own(one.name) ? (one.id ?? one.name) : undefined),
        ),
    },
    {
      service: 'IAM: roles',
      how: `under ${path}`,
      ask: ({ iam }) =>
        collect(
          paginateListRoles({ client: iam }, { PathPrefix: path }),
          (page) => page.Roles,
          (one) => one.RoleName,
        ),
    },
    {
      service: 'IAM: policies',
      how: `under ${path}`,
      ask: ({ iam }) =>
        collect(
          paginateListPolicies({ client: iam }, { PathPrefix: path, Scope: 'Local' }),
          (page) => page.Policies,
          (one) => one.Arn,
        ),
    },
    {
      service: 'IAM: instance profiles',
      how: `under ${path}`,
      ask: ({ iam }) =>
        collect(
          paginateListInstanceProfiles({ client: iam }, { PathPrefix: path }),
          (page) => page.InstanceProfiles,
          (one) => one.InstanceProfileName,
        ),
    },
    {
      service: 'CloudWatch Logs: log groups',
      how: `by names that begin with ${name}-`,
      ask: ({ logs }) =>
        collect(
          paginateDescribeLogGroups({ client: logs }, { logGroupNamePrefix: `${name}-` }),
          (page) => page.logGroups,
          (one) => one.logGroupName,
        ),
    },
    {
      service: 'EventBridge Scheduler: groups',
      how: `by names that begin with ${name}-`,
      ask: ({ scheduler }) =>
        collect(
          paginateListScheduleGroups({ client: scheduler }, { NamePrefix: `${name}-` }),
          (page) => page.ScheduleGroups,
          (one) => (one.State === 'DELETING' ? undefined : one.Name),
        ),
    },
  ]
}

/** Everything that the tagging API lists for a deployment. It lags behind: what is gone may still be listed for a while. */
export function taggedResources({ tagging }: Aws, deploymentId: string): Promise<string[]> {
  const input = { TagFilters: [{ Key: 'sluice:deployment', Values: [deploymentId] }] }
  return collect(
    paginateGetResources({ client: tagging }, input),
    (page) => page.ResourceTagMappingList,
    (one) => one.ResourceARN,
  )
}

/** The texts that `textOf` gives for the items of all pages; undefined leaves one out. */
async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => Item[] | undefined,
  textOf: (item: Item) => string | undefined,
): Promise<string[]> {
  const found: string[] = []
  for await (const page of pages) found.push(...(itemsOf(page) ?? []).flatMap((item) => textOf(item) ?? []))
  return found
}
