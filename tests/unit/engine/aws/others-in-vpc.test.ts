import {
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  type NetworkInterface,
  type SecurityGroup,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { othersInVpc, vpcsOfGuardDuty } from '../../../../electron/engine/aws/others-in-vpc.ts'

interface InVpc {
  VpcEndpoints?: VpcEndpoint[]
  NetworkInterfaces?: NetworkInterface[]
  SecurityGroups?: SecurityGroup[]
}

/** EC2 that answers with these; `asked` holds the inputs. */
function accountWith({ VpcEndpoints = [], NetworkInterfaces = [], SecurityGroups = [] }: InVpc) {
  const ec2 = new EC2Client({ region: 'us-west-2' })
  const asked: object[] = []
  const send = async (command: { input: object }): Promise<object> => {
    asked.push(command.input)
    if (command instanceof DescribeNetworkInterfacesCommand) return { NetworkInterfaces }
    return command instanceof DescribeSecurityGroupsCommand ? { SecurityGroups } : { VpcEndpoints }
  }
  return { asked, aws: { ec2: Object.assign(ec2, { send }) } as unknown as Aws }
}

const own = new Set(['vpc-1', 'vpce-own', 'sg-own', 'i-own', 'sluice-d1'])
const told = async (inVpc: InVpc) =>
  (await othersInVpc(accountWith(inVpc).aws, 'vpc-1', own)).map(({ text }) => text)

test.each([
  [
    'vpce-1 (endpoint of com.amazonaws.us-west-2.guardduty-data, made by GuardDuty, free)',
    { ServiceName: 'com.amazonaws.us-west-2.guardduty-data', VpcEndpointType: 'Interface' } as const,
  ],
  [
    'vpce-1 (endpoint of com.amazonaws.us-west-2.ssm, of the account 1, billed by the hour)',
    { ServiceName: 'com.amazonaws.us-west-2.ssm', VpcEndpointType: 'Interface', OwnerId: '1' } as const,
  ],
  [
    'vpce-1 (endpoint of com.amazonaws.us-west-2.s3, of the account 1, free)',
    { ServiceName: 'com.amazonaws.us-west-2.s3', VpcEndpointType: 'Gateway', OwnerId: '1' } as const,
  ],
])('%s', async (text, endpoint) =>
  expect(await told({ VpcEndpoints: [{ VpcEndpointId: 'vpce-1', ...endpoint }] })).toEqual([text]),
)

// Sources: the EC2 API reference, NetworkInterface, and the user guides of the services.
test.each<[string | null, NetworkInterface]>([
  [
    'eni-1 (Interface for NAT Gateway nat-1) of 1, billed by the hour',
    { InterfaceType: 'natGateway', Description: 'Interface for NAT Gateway nat-1', RequesterId: '1' },
  ],
  [
    'eni-1 (for a dashboard) of 1',
    { InterfaceType: 'quicksight', Description: 'for a dashboard', RequesterId: '1' },
  ],
  [
    'eni-1 (i-other) of 1',
    { InterfaceType: 'interface', Attachment: { InstanceId: 'i-other' }, OwnerId: '1' },
  ],
  ['eni-1 (ELB shop) of amazon-elb', { Description: 'ELB shop', RequesterId: 'amazon-elb' }],
  [null, { Description: 'ELB sluice-d1', RequesterId: 'amazon-elb' }],
  [null, { Attachment: { InstanceId: 'i-own' } }],
  [null, { InterfaceType: 'lambda', Description: 'AWS Lambda VPC ENI-f-1', RequesterId: 'AROA:1' }],
])('%s', async (text, one) =>
  expect(await told({ NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1', ...one }] })).toEqual(
    text === null ? [] : [text],
  ),
)

test('what the stacks have made, and the default group, are nobody else’s', async () => {
  const found = await told({
    VpcEndpoints: [{ VpcEndpointId: 'vpce-own' }, { VpcEndpointId: 'vpce-gone', State: 'Deleted' }],
    SecurityGroups: [
      { GroupId: 'sg-own', GroupName: 'own' },
      { GroupId: 'sg-0', GroupName: 'default' },
      { GroupId: 'sg-1', GroupName: 'theirs', OwnerId: '1' },
    ],
  })
  expect(found).toEqual(['sg-1 (security group theirs of the account 1, free)'])
})

test('GuardDuty is known by the service of its endpoints', async () => {
  const { aws, asked } = accountWith({ VpcEndpoints: [{ VpcId: 'vpc-7' }] })
  expect(await vpcsOfGuardDuty(aws)).toEqual(['vpc-7'])
  expect(asked).toMatchObject([
    { Filters: [{ Name: 'service-name', Values: ['*.guardduty-data', '*.guardduty-data-fips'] }] },
  ])
})
