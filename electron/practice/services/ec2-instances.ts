import { createHash } from 'node:crypto'
import { isTerminated, terminatedInstances } from '../resources/ec2/terminated-instances.ts'
import { type JsonObject, type ResourceRecord, ServiceError, type World } from '../world.ts'
import { answerPage, filterItems, tagSetOf, textList, textOf, type TagSet } from './ec2-query.ts'
import { rootDevice, volumesOf } from './ec2-volumes.ts'

const states: Record<string, number> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
}

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
  tags: TagSet
}

/**
 * An instance's place in the network, from its resource: its own properties or those of its first network
 * interface.
 */
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
    tags: tagSetOf(record.tags),
  }
}

/**
 * The instances of a Region, and for a while those that were terminated, which have no place in the network
 * any more.
 * @throws ServiceError `InvalidInstanceID.NotFound`
 */
export function describeInstances(
  world: Pick<World, 'accountId' | 'documents' | 'resources'>,
  input: JsonObject,
  region: string,
  nowMs: number,
): JsonObject {
  const subnets = world.resources('AWS::EC2::Subnet')
  const live = world.resources('AWS::EC2::Instance').map((record) =>
    isTerminated(world, record.physicalId)
      ? { record, facts: withoutPlace(instanceFacts(record, [])), state: 'terminated' }
      : {
          record,
          facts: instanceFacts(record, subnets),
          state: textOf(record.attributes['_state'] ?? 'running'),
        },
  )
  const liveIds = new Set(live.map(({ facts }) => facts.instanceId))
  const terminated = terminatedInstances(world.documents, nowMs)
    .filter(({ physicalId }) => !liveIds.has(physicalId))
    .map((record) => ({ record, facts: withoutPlace(instanceFacts(record, [])), state: 'terminated' }))
  const instances = [...live, ...terminated].filter(({ record }) => record.region === region)
  const found = filterItems(instances, input, {
    ids: {
      parameter: 'InstanceId',
      of: ({ facts }) => facts.instanceId,
      missing: 'InvalidInstanceID.NotFound',
    },
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
        vpcId: facts.vpcId === '' ? null : facts.vpcId,
        subnetId: facts.subnetId === '' ? null : facts.subnetId,
        privateIpAddress: facts.privateIp === '' ? null : facts.privateIp,
        ipAddress: facts.publicIp === '' ? null : facts.publicIp,
        rootDeviceName: rootDevice,
        rootDeviceType: 'ebs',
        blockDeviceMapping: state === 'terminated' ? [] : volumesOf(record).map(describeDevice),
        groupSet: facts.groupIds.map((groupId) => ({ groupId })),
        tagSet: facts.tags,
      },
    ],
  }))
  return answerPage('reservationSet', reservations, input)
}

/**
 * Terminates instances of a Region; those that are terminated already stay so.
 * @throws ServiceError `InvalidInstanceID.NotFound` before anything is terminated
 */
export async function terminateInstances(
  world: Pick<World, 'documents' | 'resources'>,
  input: JsonObject,
  region: string,
  terminate: (instanceId: string) => Promise<void>,
): Promise<JsonObject> {
  const ids = textList(input['InstanceId'])
  const known = new Set(
    world
      .resources('AWS::EC2::Instance')
      .filter((record) => record.region === region)
      .map(({ physicalId }) => physicalId),
  )
  const unknown = ids.find((id) => !known.has(id))
  if (ids.length === 0)
    throw new ServiceError('MissingParameter', 'The request must contain the parameter InstanceId')
  if (unknown !== undefined)
    throw new ServiceError('InvalidInstanceID.NotFound', `The instance ID '${unknown}' does not exist`)
  const before = ids.map((id) => (isTerminated(world, id) ? 'terminated' : 'running'))
  await Promise.all(ids.map(terminate))
  const stateOf = (name: string): JsonObject => ({ code: states[name] ?? 0, name })
  return {
    instancesSet: ids.map((instanceId, index) => ({
      instanceId,
      previousState: stateOf(before[index] ?? ''),
      currentState: stateOf(before[index] === 'terminated' ? 'terminated' : 'shutting-down'),
    })),
  }
}

/**
 * AWS takes a terminated instance out of its network at once; its id, its tags and its kind stay to be
 * seen.
 */
function withoutPlace(facts: InstanceFacts): InstanceFacts {
  return { ...facts, subnetId: '', vpcId: '', privateIp: '', publicIp: '', groupIds: [] }
}

function describeDevice({
  device,
  volumeId,
  deleteOnTermination,
}: ReturnType<typeof volumesOf>[number]): JsonObject {
  return { deviceName: device, ebs: { volumeId, status: 'attached', deleteOnTermination } }
}
