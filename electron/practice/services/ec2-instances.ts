import { createHash } from 'node:crypto'
import type { JsonObject, ResourceRecord, World } from '../world.ts'
import { answerPage, filterItems, textList, textOf } from './ec2-query.ts'

const states: Record<string, number> = { pending: 0, running: 16, 'shutting-down': 32, terminated: 48, stopping: 64, stopped: 80 }

/** What other parts of EC2 show of an instance. */
export interface InstanceFacts {
  instanceId: string
  subnetId: string
  vpcId: string
  zone: string
  privateIp: string
  publicIp: string
  groupIds: string[]
  networkInterfaceId: string
  tags: { key: string; value: string }[]
}

/** An instance's place in the network, from its resource: its own properties or those of its first network interface. */
export function instanceFacts(record: ResourceRecord, subnets: readonly ResourceRecord[]): InstanceFacts {
  const interfaces = record.properties['NetworkInterfaces']
  const first = (Array.isArray(interfaces) ? (interfaces[0] as JsonObject) : undefined) ?? {}
  const subnetId = textOf(record.properties['SubnetId'] ?? first['SubnetId'])
  const subnet = subnets.find(({ physicalId }) => physicalId === subnetId)
  return {
    instanceId: record.physicalId,
    subnetId,
    vpcId: textOf(record.attributes['VpcId'] ?? subnet?.properties['VpcId']),
    zone: textOf(record.attributes['AvailabilityZone'] ?? subnet?.properties['AvailabilityZone']),
    privateIp: textOf(record.attributes['PrivateIp']),
    publicIp: textOf(record.attributes['PublicIp']),
    groupIds: textList(record.properties['SecurityGroupIds'] ?? first['GroupSet']),
    networkInterfaceId: `eni-${createHash('sha256').update(record.physicalId).digest('hex').slice(0, 17)}`,
    tags: Object.entries(record.tags).map(([key, value]) => ({ key, value })),
  }
}

/**
 * The instances of a Region. A terminated one is gone at once; AWS shows it for an hour more.
 * @throws ServiceError `InvalidInstanceID.NotFound`
 */
export function describeInstances(world: Pick<World, 'accountId' | 'resources'>, input: JsonObject, region: string): JsonObject {
  const subnets = world.resources('AWS::EC2::Subnet')
  const instances = world
    .resources('AWS::EC2::Instance')
    .filter((record) => record.region === region)
    .map((record) => ({ record, facts: instanceFacts(record, subnets), state: textOf(record.attributes['_state'] ?? 'running') }))
  const found = filterItems(instances, input, {
    ids: { parameter: 'InstanceId', of: ({ facts }) => facts.instanceId, missing: 'InvalidInstanceID.NotFound' },
    filters: {
      'instance-id': ({ facts }) => [facts.instanceId],
      'instance-state-name': ({ state }) => [state],
      'instance-type': ({ record }) => [textOf(record.properties['InstanceType'])],
      'vpc-id': ({ facts }) => [facts.vpcId],
      'subnet-id': ({ facts }) => [facts.subnetId],
      'availability-zone': ({ facts }) => [facts.zone],
    },
    tags: ({ facts }) => facts.tags,
  })
  const reservations = found.map(({ record, facts, state }) => ({
    reservationId: `r-${facts.instanceId.slice(2)}`,
    ownerId: world.accountId,
    groupSet: [],
    instancesSet: [
      {
        instanceId: facts.instanceId,
        imageId: textOf(record.properties['ImageId']),
        instanceType: textOf(record.properties['InstanceType']),
        instanceState: { code: states[state] ?? 16, name: state },
        placement: { availabilityZone: facts.zone, tenancy: 'default' },
        vpcId: facts.vpcId,
        subnetId: facts.subnetId,
        privateIpAddress: facts.privateIp,
        ipAddress: facts.publicIp === '' ? null : facts.publicIp,
        groupSet: facts.groupIds.map((groupId) => ({ groupId })),
        tagSet: facts.tags,
      },
    ],
  }))
  return answerPage('reservationSet', reservations, input)
}
