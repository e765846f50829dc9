import { GetAccountCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway'
import { ListStacksCommand } from '@aws-sdk/client-cloudformation'
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  DescribeInstancesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2'
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing'
import {
  GetRoleCommand,
  ListInstanceProfilesCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam'
import { ListFunctionsCommand } from '@aws-sdk/client-lambda'
import { GetResourcesCommand, paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServicesAccount, type ServicesAccount } from './services-account.ts'
import { everythingTemplate } from './services-template.ts'

const deployment = { 'sluice:deployment': 't' }
const tag = { Key: 'sluice:deployment', Value: 't' }

let account: ServicesAccount
let stackId = ''
let made: Record<string, string> = {}
const inVpc = (name = 'vpc-id') => [{ Name: name, Values: [made['Vpc'] ?? ''] }]
const tagged = [{ Name: 'tag:sluice:deployment', Values: ['t'] }]

beforeAll(async () => {
  account = await openServicesAccount()
  const stack = await account.makeStack('sluice-t-all', everythingTemplate)
  stackId = stack.id
  made = stack.resources
}, 60_000)
afterAll(() => account.close())

describe('a stack’s resources are seen by every service', () => {
  test('EC2: subnets, groups, gateways, route tables and endpoints of a VPC', async () => {
    const { ec2 } = account
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ Filters: inVpc() }))
    expect(Subnets).toMatchObject([
      {
        SubnetId: made['Subnet'],
        AvailabilityZone: 'us-west-2b',
        AvailabilityZoneId: 'usw2-az2',
        State: 'available',
        DefaultForAz: false,
      },
    ])
    // 256 addresses, of which AWS keeps 5 and the instance and the load balancer have one each.
    expect(Subnets?.[0]?.AvailableIpAddressCount).toBe(249)
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: inVpc() }))
    expect(SecurityGroups).toMatchObject([
      { GroupName: 'default', Description: 'default VPC security group' },
      {
        GroupId: made['Group'],
        Description: 'Open to HTTP',
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
        IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      },
    ])
    const { InternetGateways } = await ec2.send(
      new DescribeInternetGatewaysCommand({ Filters: inVpc('attachment.vpc-id') }),
    )
    expect(InternetGateways).toMatchObject([
      { InternetGatewayId: made['Gateway'], Attachments: [{ State: 'available', VpcId: made['Vpc'] }] },
    ])
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ Filters: inVpc() }))
    expect(RouteTables).toMatchObject([
      {
        Associations: [{ Main: true }],
        Routes: [{ GatewayId: 'local', DestinationCidrBlock: '10.0.0.0/16' }],
      },
      {
        RouteTableId: made['Table'],
        Associations: [{ Main: false, SubnetId: made['Subnet'] }],
        Routes: [
          { GatewayId: 'local' },
          { GatewayId: made['Gateway'], DestinationCidrBlock: '0.0.0.0/0' },
          { GatewayId: made['Endpoint'] },
        ],
      },
    ])
    const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({ Filters: inVpc() }))
    expect(VpcEndpoints).toMatchObject([
      {
        VpcEndpointId: made['Endpoint'],
        VpcEndpointType: 'Gateway',
        State: 'available',
        RouteTableIds: [made['Table']],
      },
    ])
  })

  test('EC2: an instance has a root volume, with its tags if the template says so', async () => {
    const { Volumes } = await account.ec2.send(new DescribeVolumesCommand({ Filters: tagged }))
    expect(Volumes).toMatchObject([
      {
        State: 'in-use',
        Size: 8,
        VolumeType: 'gp3',
        Attachments: [{ InstanceId: made['Instance'], DeleteOnTermination: true }],
      },
    ])
    expect(Volumes?.[0]?.Tags).toEqual([tag])
    const { Reservations } = await account.ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [made['Instance'] ?? ''] }),
    )
    expect(Reservations?.[0]?.Instances?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId).toBe(
      Volumes?.[0]?.VolumeId,
    )
  })

  test('EC2: a Region has a default VPC, which the stacks share with nobody', async () => {
    const { Vpcs } = await account.ec2.send(new DescribeVpcsCommand({}))
    expect(Vpcs?.map(({ IsDefault, VpcId }) => IsDefault === true || VpcId)).toEqual([true, made['Vpc']])
    const { Subnets } = await account.elsewhere.send(new DescribeSubnetsCommand({}))
    expect(Subnets?.map(({ AvailabilityZone, DefaultForAz }) => [AvailabilityZone, DefaultForAz])).toEqual([
      ['eu-west-1a', true],
      ['eu-west-1b', true],
      ['eu-west-1c', true],
    ])
  })

  test('IAM: roles, policies and profiles under the deployment’s path', async () => {
    const { iam } = account
    const under = { PathPrefix: '/sluice/t/' }
    const { Roles } = await iam.send(new ListRolesCommand(under))
    expect(Roles).toMatchObject([{ RoleName: made['Role'], Path: '/sluice/t/' }])
    const { Policies } = await iam.send(new ListPoliciesCommand({ ...under, Scope: 'Local' }))
    expect(Policies).toMatchObject([
      { Arn: made['Boundary'], AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 },
    ])
    const { InstanceProfiles } = await iam.send(new ListInstanceProfilesCommand(under))
    expect(InstanceProfiles).toMatchObject([
      { InstanceProfileName: made['Profile'], Roles: [{ RoleName: made['Role'] }] },
    ])
    expect((await iam.send(new ListRolesCommand({ PathPrefix: '/sluice/other/' }))).Roles).toEqual([])
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: made['Role'] }))
    expect(Role).toMatchObject({
      PermissionsBoundary: { PermissionsBoundaryArn: made['Boundary'] },
      Tags: [tag],
    })
    await expect(iam.send(new GetRoleCommand({ RoleName: 'nobody' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  })

  test('IAM: a stack’s role may do what its policies say', async () => {
    const arn = `arn:aws:iam::123456789012:role/sluice/t/${made['Role']}`
    const { EvaluationResults } = await account.iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: arn,
        ActionNames: ['logs:PutLogEvents', 'ec2:RunInstances'],
      }),
    )
    expect(EvaluationResults?.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'implicitDeny'])
  })

  test('load balancers, by name', async () => {
    const LoadBalancerNames = [made['Balancer'] ?? '']
    const { LoadBalancerDescriptions } = await account.elasticLoadBalancing.send(
      new DescribeLoadBalancersCommand({ LoadBalancerNames }),
    )
    expect(LoadBalancerDescriptions).toMatchObject([
      {
        LoadBalancerName: made['Balancer'],
        VPCId: made['Vpc'],
        Subnets: [made['Subnet']],
        AvailabilityZones: ['us-west-2b'],
        Instances: [{ InstanceId: made['Instance'] }],
        ListenerDescriptions: [{ Listener: { Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 8080 } }],
        HealthCheck: { Target: 'TCP:8080', Interval: 5 },
        Scheme: 'internet-facing',
      },
    ])
    await expect(
      account.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({ LoadBalancerNames: ['nobody'] })),
    ).rejects.toMatchObject({ name: 'AccessPointNotFoundException' })
  })

  test('functions, REST APIs and log groups', async () => {
    const { Functions } = await account.lambda.send(new ListFunctionsCommand({}))
    expect(Functions).toMatchObject([
      { FunctionName: made['Function'], MemorySize: 256, Runtime: 'nodejs24.x', Timeout: 3 },
    ])
    const { items } = await account.apiGateway.send(new GetRestApisCommand({}))
    expect(items).toMatchObject([
      { id: made['Api'], name: 'sluice-t', tags: deployment, binaryMediaTypes: ['*/*'] },
    ])
    expect(await account.apiGateway.send(new GetAccountCommand({}))).toMatchObject({
      throttleSettings: { rateLimit: 10_000, burstLimit: 5000 },
    })
    const { logGroups } = await account.logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: '/sluice/t/' }),
    )
    expect(logGroups).toMatchObject([
      { logGroupName: '/sluice/t/functions', retentionInDays: 7, storedBytes: 0 },
    ])
    expect(
      (await account.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/sluice/u/' }))).logGroups,
    ).toEqual([])
  })

  test('by tag: whatever carries tags on AWS, and nothing else', async () => {
    const arns: string[] = []
    const pages = paginateGetResources(
      { client: account.tagging, pageSize: 4 },
      { TagFilters: [{ Key: 'sluice:deployment', Values: ['t'] }] },
    )
    for await (const page of pages) {
      expect(page.ResourceTagMappingList?.length).toBeLessThanOrEqual(4)
      arns.push(...(page.ResourceTagMappingList ?? []).map(({ ResourceARN }) => ResourceARN ?? ''))
    }
    const ec2 = 'arn:aws:ec2:us-west-2:123456789012:'
    expect(arns.filter((arn) => !arn.includes(':volume/')).toSorted()).toEqual(
      [
        stackId,
        `${ec2}vpc/${made['Vpc']}`,
        `${ec2}subnet/${made['Subnet']}`,
        `${ec2}internet-gateway/${made['Gateway']}`,
        `${ec2}route-table/${made['Table']}`,
        `${ec2}vpc-endpoint/${made['Endpoint']}`,
        `${ec2}security-group/${made['Group']}`,
        `${ec2}instance/${made['Instance']}`,
        `arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/${made['Balancer']}`,
        `arn:aws:lambda:us-west-2:123456789012:function:${made['Function']}`,
        `arn:aws:apigateway:us-west-2::/restapis/${made['Api']}`,
        'arn:aws:logs:us-west-2:123456789012:log-group:/sluice/t/functions',
        'arn:aws:scheduler:us-west-2:123456789012:schedule-group/sluice-t',
      ].toSorted(),
    )
    expect(arns.filter((arn) => arn.includes(':volume/'))).toHaveLength(1)
    const filtered = await account.tagging.send(
      new GetResourcesCommand({ ResourceTypeFilters: ['ec2:vpc', 'lambda'] }),
    )
    expect(filtered.ResourceTagMappingList).toHaveLength(2)
    const others = await account.tagging.send(
      new GetResourcesCommand({ TagFilters: [{ Key: 'sluice:deployment', Values: ['u'] }] }),
    )
    expect(others.ResourceTagMappingList).toEqual([])
  })
})

test('a terminated instance takes no commands, and its stack can still be deleted', async () => {
  const { ec2 } = account
  const InstanceIds = [made['Instance'] ?? '']
  await expect(ec2.send(new TerminateInstancesCommand({ InstanceIds: ['i-none'] }))).rejects.toMatchObject({
    name: 'InvalidInstanceID.NotFound',
  })
  const { TerminatingInstances } = await ec2.send(new TerminateInstancesCommand({ InstanceIds }))
  expect(TerminatingInstances).toMatchObject([
    {
      InstanceId: InstanceIds[0],
      PreviousState: { Name: 'running' },
      CurrentState: { Name: 'shutting-down' },
    },
  ])
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  expect(Reservations?.[0]?.Instances).toMatchObject([{ State: { Name: 'terminated' } }])
  expect((await ec2.send(new DescribeVolumesCommand({}))).Volumes).toEqual([])
  const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters: inVpc() }))
  expect(NetworkInterfaces?.some(({ Attachment }) => Attachment?.InstanceId === InstanceIds[0])).toBe(false)
})

test('after the stack only the terminated instance and the stack itself are found', async () => {
  await account.removeStack(stackId)
  const { ec2 } = account
  const found = await account.tagging.send(new GetResourcesCommand({}))
  expect(found.ResourceTagMappingList).toEqual([])
  expect((await ec2.send(new DescribeSubnetsCommand({ Filters: inVpc() }))).Subnets).toEqual([])
  expect((await ec2.send(new DescribeSecurityGroupsCommand({ Filters: inVpc() }))).SecurityGroups).toEqual([])
  expect((await ec2.send(new DescribeRouteTablesCommand({ Filters: inVpc() }))).RouteTables).toEqual([])
  expect((await ec2.send(new DescribeVolumesCommand({}))).Volumes).toEqual([])
  expect(
    (await account.elasticLoadBalancing.send(new DescribeLoadBalancersCommand({}))).LoadBalancerDescriptions,
  ).toEqual([])
  expect((await account.iam.send(new ListRolesCommand({ PathPrefix: '/sluice/' }))).Roles).toEqual([])
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ Filters: tagged }))
  expect(Reservations?.map(({ Instances }) => Instances?.[0])).toMatchObject([
    { InstanceId: made['Instance'], State: { Name: 'terminated', Code: 48 } },
  ])
  expect(Reservations?.[0]?.Instances?.[0]?.VpcId).toBeUndefined()
  const { StackSummaries } = await account.cloudformation.send(
    new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }),
  )
  expect(StackSummaries).toMatchObject([{ StackId: stackId }])
  expect(
    (await account.cloudformation.send(new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE'] })))
      .StackSummaries,
  ).toEqual([])
}, 30_000)
