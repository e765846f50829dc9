import { expect, test } from 'vitest'
import { faultsSchema } from '../../../../electron/practice/faults.ts'
import { ec2Service } from '../../../../electron/practice/services/ec2.ts'
import { offersInstanceType } from '../../../../electron/practice/services/ec2-zones.ts'
import type { JsonObject, ResourceRecord } from '../../../../electron/practice/world.ts'

const base = {
  stackId: 'arn:stack',
  region: 'us-west-2',
  attributes: {},
  tags: { 'sluice:deployment': 'd1' },
}
const records: ResourceRecord[] = [
  {
    ...base,
    logicalId: 'Vpc',
    type: 'AWS::EC2::VPC',
    physicalId: 'vpc-1',
    properties: { CidrBlock: '10.0.0.0/16' },
  },
  {
    ...base,
    logicalId: 'Other',
    type: 'AWS::EC2::VPC',
    physicalId: 'vpc-2',
    region: 'eu-west-1',
    properties: { CidrBlock: '10.0.0.0/16' },
  },
  {
    ...base,
    logicalId: 'Subnet',
    type: 'AWS::EC2::Subnet',
    physicalId: 'subnet-1',
    properties: { VpcId: 'vpc-1', AvailabilityZone: 'us-west-2a' },
  },
  {
    ...base,
    logicalId: 'Origin',
    type: 'AWS::EC2::Instance',
    physicalId: 'i-1',
    properties: {
      InstanceType: 't3.small',
      ImageId: 'ami-1',
      SubnetId: 'subnet-1',
      SecurityGroupIds: ['sg-1'],
    },
    attributes: { PrivateIp: '10.0.1.23' },
  },
  {
    ...base,
    logicalId: 'LoadGenerator',
    type: 'AWS::EC2::Instance',
    physicalId: 'i-2',
    properties: {
      InstanceType: 'c6i.large',
      NetworkInterfaces: [{ SubnetId: 'subnet-1', GroupSet: ['sg-2'] }],
    },
    attributes: { PrivateIp: '10.0.1.24', PublicIp: '203.0.113.5', _state: 'pending' },
  },
]
const documents = { get: () => undefined, put: () => undefined, remove: () => undefined, keys: () => [] }
const world = {
  accountId: '123456789012',
  partition: 'aws',
  faults: () => faultsSchema.parse({}),
  documents,
  resources: (type?: string) => records.filter((record) => type === undefined || record.type === type),
}
const service = ec2Service(world, async () => undefined)

async function call(operation: string, input: JsonObject = {}, region = 'us-west-2'): Promise<JsonObject> {
  const run = service.operations[operation]
  if (run === undefined) throw new Error(`There is no ${operation}.`)
  return run(input, { region, requestId: 'r' })
}

test('instances stand where their subnet is, whichever way the template names it', async () => {
  const { reservationSet } = (await call('DescribeInstances')) as unknown as {
    reservationSet: { instancesSet: JsonObject[] }[]
  }
  expect(reservationSet.flatMap(({ instancesSet }) => instancesSet)).toMatchObject([
    {
      instanceId: 'i-1',
      instanceState: { code: 16, name: 'running' },
      vpcId: 'vpc-1',
      placement: { availabilityZone: 'us-west-2a' },
      privateIpAddress: '10.0.1.23',
      ipAddress: null,
      groupSet: [{ groupId: 'sg-1' }],
    },
    {
      instanceId: 'i-2',
      instanceState: { code: 0, name: 'pending' },
      vpcId: 'vpc-1',
      ipAddress: '203.0.113.5',
      groupSet: [{ groupId: 'sg-2' }],
    },
  ])
})

test('filters are all asked, ids must be there', async () => {
  const found = async (input: JsonObject) =>
    ((await call('DescribeInstances', input))['reservationSet'] as JsonObject[]).length
  const filter = (Name: string, ...Value: string[]) => ({ Name, Value })
  expect(await found({ Filter: [filter('instance-state-name', 'running', 'pending')] })).toBe(2)
  expect(
    await found({
      Filter: [filter('instance-state-name', 'running', 'pending'), filter('instance-type', 'c6i.*')],
    }),
  ).toBe(1)
  expect(await found({ Filter: [filter('tag:sluice:deployment', 'd1')], InstanceId: ['i-2'] })).toBe(1)
  expect(await found({ Filter: [filter('tag:sluice:deployment', 'd2')] })).toBe(0)
  expect(await found({ Filter: [filter('instance-type', 't3?small')] })).toBe(1)
  expect(await found({ Filter: [filter('instance-type', 't3.smal.')] })).toBe(0)
  await expect(found({ InstanceId: ['i-9'] })).rejects.toMatchObject({ code: 'InvalidInstanceID.NotFound' })
  await expect(found({ Filter: [filter('toString', 'x')] })).rejects.toMatchObject({
    code: 'InvalidParameterValue',
  })
  await expect(found({ MaxResults: '4' })).rejects.toMatchObject({ code: 'InvalidParameterValue' })
  await expect(found({ NextToken: 'nonsense' })).rejects.toMatchObject({ code: 'InvalidNextToken' })
})

test('an instance has an interface, so that its subnet is seen to be in use', async () => {
  const input = { Filter: [{ Name: 'vpc-id', Value: ['vpc-1'] }] }
  expect(await call('DescribeNetworkInterfaces', input)).toMatchObject({
    networkInterfaceSet: [
      {
        subnetId: 'subnet-1',
        availabilityZone: 'us-west-2a',
        attachment: { instanceId: 'i-1' },
        privateIpAddress: '10.0.1.23',
      },
      { attachment: { instanceId: 'i-2' } },
    ],
  })
  expect(await call('DescribeNetworkInterfaces', input, 'eu-west-1')).toMatchObject({
    networkInterfaceSet: [],
  })
})

test('VPCs are those of the Region, and the default one', async () => {
  expect(await call('DescribeVpcs')).toMatchObject({
    vpcSet: [{ isDefault: true }, { vpcId: 'vpc-1', cidrBlock: '10.0.0.0/16' }],
  })
  const own = { Filter: [{ Name: 'is-default', Value: ['false'] }] }
  expect(await call('DescribeVpcs', own, 'eu-west-1')).toMatchObject({ vpcSet: [{ vpcId: 'vpc-2' }] })
})

test.each([
  ['us-west-2a', 'c6i.large', true],
  ['us-west-2d', 'c6i.large', false],
  ['us-west-2d', 'm5.large', true],
  ['eu-central-1c', 't3.small', false],
  ['us-west-2a', 'c6i.nano', false],
  ['us-west-2a', 'constructor.large', false],
])('%s offers %s: %s', (zone, type, offered) => {
  expect(offersInstanceType(zone, type)).toBe(offered)
})
