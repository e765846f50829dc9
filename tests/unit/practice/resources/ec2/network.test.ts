import { describe, expect, test } from 'vitest'
import { recordResourceTypes } from '../../../../../electron/practice/resources/record-types.ts'
import { subnetAddress } from '../../../../../electron/practice/resources/ec2/subnet-address.ts'
import type { ResourceType } from '../../../../../electron/practice/world.ts'
import { testAccount } from '../../stacks/test-account.ts'

const vpc = 'Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}'

/**
 * The reason why the resource `X` of a stack with these resources could not be made; undefined when it
 * could.
 */
async function reasonOfX(resources: string): Promise<string | undefined> {
  const account = testAccount(recordResourceTypes)
  await account.make(`Resources:\n${resources.replaceAll(/^ */gm, '  ')}`)
  const failure = (await account.events('s')).find((event) => event.startsWith('X CREATE_FAILED'))
  return failure?.slice('X CREATE_FAILED '.length)
}

describe('what EC2 refuses', () => {
  test.each([
    [
      'a VPC that is too large',
      'X: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/15}}',
      "The CIDR '10.0.0.0/15' is invalid.",
    ],
    [
      'a VPC that is too small',
      'X: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/29}}',
      "The CIDR '10.0.0.0/29' is invalid.",
    ],
    [
      'a subnet outside',
      `${vpc}\nX: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/24}}`,
      "The CIDR '10.1.0.0/24' is invalid.",
    ],
    [
      'a subnet on another',
      `${vpc}\nA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}\n` +
        'X: {Type: AWS::EC2::Subnet, DependsOn: A, Properties: {VpcId: !Ref Vpc, ' +
        'CidrBlock: 10.0.0.128/25}}',
      "The CIDR '10.0.0.128/25' conflicts with another subnet",
    ],
    [
      'a subnet of no VPC',
      'X: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24}}',
      "The vpc ID 'vpc-1' does not exist",
    ],
    [
      'a zone elsewhere',
      `${vpc}\nX: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, ` +
        'AvailabilityZone: eu-west-1a}}',
      'Value (eu-west-1a) for parameter availabilityZone is invalid.',
    ],
    [
      'a route to a gateway that is not attached',
      `${vpc}\nG: {Type: AWS::EC2::InternetGateway}\n` +
        'T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}\n' +
        'X: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, ' +
        'DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref G}}',
      'belong to different networks',
    ],
    [
      'a second gateway',
      `${vpc}\nG: {Type: AWS::EC2::InternetGateway}\nH: {Type: AWS::EC2::InternetGateway}\n` +
        'A: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, ' +
        'InternetGatewayId: !Ref G}}\n' +
        'X: {Type: AWS::EC2::VPCGatewayAttachment, DependsOn: A, Properties: {VpcId: !Ref Vpc, ' +
        'InternetGatewayId: !Ref H}}',
      'already has an internet gateway attached',
    ],
    [
      'a second route table for a subnet',
      `${vpc}\nS: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}\n` +
        'T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}\n' +
        'A: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref S, ' +
        'RouteTableId: !Ref T}}\n' +
        'X: {Type: AWS::EC2::SubnetRouteTableAssociation, DependsOn: A, Properties: {SubnetId: !Ref S, ' +
        'RouteTableId: !Ref T}}',
      'conflicts with an existing association',
    ],
    [
      'an endpoint that costs money',
      `${vpc}\nX: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Vpc, ` +
        'VpcEndpointType: Interface, ServiceName: com.amazonaws.us-west-2.ssm}}',
      '#/VpcEndpointType',
    ],
    [
      'an endpoint for another Region',
      `${vpc}\nX: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Vpc, ` +
        'ServiceName: com.amazonaws.eu-west-1.s3}}',
      "The Vpc Endpoint Service 'com.amazonaws.eu-west-1.s3' does not exist",
    ],
    [
      'a nested property that nobody knows',
      `${vpc}\nX: {Type: AWS::EC2::InternetGateway, Properties: {Tags: [{Key: a, Value: b, Vlaue: c}]}}`,
      'Properties validation failed',
    ],
  ])('%s', async (_what, resources, reason) => {
    expect(await reasonOfX(resources)).toContain(reason)
  })
})

test('ids and attributes look like those of EC2', async () => {
  const account = testAccount(recordResourceTypes)
  await account.make(`
Resources:
  ${vpc}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
Outputs:
  Vpc: {Value: !Ref Vpc}
  Block: {Value: !GetAtt Vpc.CidrBlock}
  Subnet: {Value: !Ref Subnet}
  Zone: {Value: !GetAtt Subnet.AvailabilityZone}
`)
  const outputs = Object.fromEntries(
    (await account.shown('s')).Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  )
  expect(outputs).toEqual({
    Vpc: expect.stringMatching(/^vpc-0[0-9a-f]{16}$/) as string,
    Block: '10.0.0.0/16',
    Subnet: expect.stringMatching(/^subnet-0[0-9a-f]{16}$/) as string,
    Zone: 'us-west-2a',
  })
})

describe('a thing in use', () => {
  const network = `
Resources:
  ${vpc}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/28}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, VpcId: !Ref Vpc}}
`
  test('is waited for, and its deletion then goes on', async () => {
    const account = testAccount(recordResourceTypes)
    const id = await account.make(network)
    keepInterface(account)
    await account.call('DeleteStack', { StackName: 's' })
    await expect.poll(() => account.events(id)).toContain('Subnet DELETE_IN_PROGRESS')
    account.world.documents.remove('interface/eni-1')
    await account.settled()
    expect((await account.shown(id)).StackStatus).toBe('DELETE_COMPLETE')
  })

  test('is not waited for for ever', async () => {
    const account = testAccount(recordResourceTypes)
    await account.make(network)
    const { subnetId, groupIds } = keepInterface(account)
    await account.remove('s')
    const events = await account.events('s')
    expect(events).toContain(
      `Subnet DELETE_FAILED The subnet '${subnetId}' has dependencies and cannot be deleted.`,
    )
    expect(events).toContain(`Group DELETE_FAILED resource ${groupIds[0]} has a dependent object`)
    expect((await account.shown('s')).StackStatus).toBe('DELETE_FAILED')
    account.world.documents.remove('interface/eni-1')
    await account.remove('s')
    expect(account.live()).toBe(false)
  })

  test('across stacks holds what it uses', async () => {
    const account = testAccount(recordResourceTypes)
    await account.make(`${network}Outputs: {Vpc: {Value: !Ref Vpc}}`)
    const vpcId = (await account.shown('s')).Outputs[0]?.OutputValue ?? ''
    await account.make(
      `Resources: {S: {Type: AWS::EC2::Subnet, Properties: {VpcId: ${vpcId}, CidrBlock: 10.0.1.0/24}}}`,
      {
        StackName: 't',
      },
    )
    await account.remove('s')
    expect(await account.events('s')).toContain(
      `Vpc DELETE_FAILED The vpc '${vpcId}' has dependencies and cannot be deleted.`,
    )
    await account.remove('t')
    await account.remove('s')
    expect(account.live()).toBe(false)
  })

  function keepInterface(account: ReturnType<typeof testAccount>) {
    const idOf = (type: string): string => account.resources(type)[0]?.physicalId ?? ''
    const kept = {
      networkInterfaceId: 'eni-1',
      vpcId: idOf('AWS::EC2::VPC'),
      subnetId: idOf('AWS::EC2::Subnet'),
      groupIds: [idOf('AWS::EC2::SecurityGroup')],
    }
    account.world.documents.put('interface/eni-1', kept)
    return kept
  }
})

describe('addresses of a subnet', () => {
  /** Stands for the type that makes machines: what counts here is its address. */
  const instance: ResourceType = {
    type: 'AWS::EC2::Instance',
    properties: { SubnetId: 'required' },
    create: (properties, { world, logicalId }) =>
      Promise.resolve({
        physicalId: `i-${logicalId}`,
        attributes: { PrivateIp: subnetAddress(world, properties['SubnetId'] as string) },
      }),
    delete: () => Promise.resolve(),
  }

  test('leave out what AWS keeps, what is taken, and end when the subnet is full', async () => {
    const account = testAccount([...recordResourceTypes, instance])
    const names = Array.from({ length: 11 }, (_, index) => `I${index}`)
    await account.make(`
Resources:
  ${vpc}
  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.16/28}}
${names.map((name) => `  ${name}: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S}}`).join('\n')}
`)
    const addresses = account.resources('AWS::EC2::Instance').map(({ attributes }) => attributes['PrivateIp'])
    // .16-.19 and .31 are kept, which leaves eleven.
    expect(new Set(addresses)).toEqual(
      new Set([
        '10.0.0.20',
        '10.0.0.21',
        '10.0.0.22',
        '10.0.0.23',
        '10.0.0.24',
        '10.0.0.25',
        '10.0.0.26',
        '10.0.0.27',
        '10.0.0.28',
        '10.0.0.29',
        '10.0.0.30',
      ]),
    )
    const subnetId = account.resources('AWS::EC2::Subnet')[0]?.physicalId ?? ''
    expect(() => subnetAddress(account.world, subnetId)).toThrow('does not have enough free addresses')
    expect(() => subnetAddress(account.world, 'subnet-1')).toThrow("The subnet ID 'subnet-1' does not exist")
  })

  test('are given in turn, also before the first has become a resource', async () => {
    const account = testAccount(recordResourceTypes)
    await account.make(
      `Resources:\n  ${vpc}\n` +
        '  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/28}}',
    )
    const subnetId = account.resources('AWS::EC2::Subnet')[0]?.physicalId ?? ''
    const addresses = Array.from({ length: 12 }, () => subnetAddress(account.world, subnetId))
    expect(new Set(addresses).size).toBe(11)
    expect(addresses[11]).toBe(addresses[0])
  })
})
