import { expect, test } from 'vitest'
import type { Faults } from '../../../../../electron/practice/faults.ts'
import { waysOut } from '../../../../../electron/practice/resources/ec2/ways-out.ts'
import type { JsonObject, ResourceRecord } from '../../../../../electron/practice/world.ts'

const region = 'us-west-2'
const association: [string, JsonObject] = [
  'SubnetRouteTableAssociation',
  { SubnetId: 's', RouteTableId: 'r' },
]
const internet: [string, JsonObject] = ['Route', { RouteTableId: 'r', DestinationCidrBlock: '0.0.0.0/0' }]
const endpoint = (policy: JsonObject = {}): [string, JsonObject] => [
  'VPCEndpoint',
  { ServiceName: `com.amazonaws.${region}.s3`, RouteTableIds: ['r'], ...policy },
]
const allow = (Action: string): JsonObject => ({
  PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource: '*' }] },
})

function waysOf(
  resources: [string, JsonObject][],
  { publicIp = '203.0.113.1', faults = {} }: { publicIp?: string; faults?: Partial<Faults> } = {},
) {
  const world = {
    partition: 'aws',
    resources: (type?: string) =>
      resources.flatMap(([name, properties]) =>
        type === `AWS::EC2::${name}` ? [{ properties } as ResourceRecord] : [],
      ),
    faults: () => faults as Faults,
  }
  return waysOut(world, { region, subnetId: 's', publicIp })
}

test.each([
  ['a public subnet', [association, internet], {}, { internet: true, signals: true }],
  ['no public address', [association, internet], { publicIp: '' }, { internet: false, signals: false }],
  ['the main route table', [internet], {}, { internet: false, signals: false }],
  ['an S3 endpoint alone', [association, endpoint()], { publicIp: '' }, { internet: false, signals: true }],
  [
    'an endpoint that lets signals through',
    [association, endpoint(allow('s3:PutObject'))],
    { publicIp: '' },
    { internet: false, signals: true },
  ],
  [
    'an endpoint that only lets packages through',
    [association, endpoint(allow('s3:GetObject'))],
    { publicIp: '' },
    { internet: false, signals: false },
  ],
  [
    'a public subnet where public access is blocked',
    [association, internet],
    { faults: { blockPublicAccess: 'block-ingress' } },
    { internet: false, signals: false },
  ],
  [
    'such a subnet with an endpoint',
    [association, internet, endpoint()],
    { faults: { blockPublicAccess: 'block-bidirectional' } },
    { internet: false, signals: true },
  ],
] as [string, [string, JsonObject][], object, object][])('%s', (_, resources, how, expected) => {
  expect(waysOf(resources, how)).toEqual(expected)
})
