import { textList, textOf } from '../json-values.ts'
import { instancePlace, placeOfTerminated, type InstancePlace } from '../resources/ec2/instance-place.ts'
import { isTerminated, terminatedInstances } from '../resources/ec2/terminated-instances.ts'
import { type JsonObject, type ResourceRecord, ServiceError, type World } from '../world.ts'
import { answerPage, filterItems, tagSetOf, type Selection } from './ec2-query.ts'
import { rootDevice } from '../resources/ec2/block-devices.ts'
import { volumesOf, type VolumeFacts } from './ec2-volumes.ts'

const states: Record<string, number> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
}

interface Instance {
  record: ResourceRecord
  place: InstancePlace
  state: string
}

const selection: Selection<Instance> = {
  ids: {
    parameter: 'InstanceId',
    of: ({ place }) => place.instanceId,
    missing: 'InvalidInstanceID.NotFound',
  },
  filters: {
    'instance-id': ({ place }) => [place.instanceId],
    'instance-state-name': ({ state }) => [state],
    'instance-type': ({ record }) => [textOf(record.properties['InstanceType'])],
    'vpc-id': ({ place }) => [place.vpcId],
    'subnet-id': ({ place }) => [place.subnetId],
    'availability-zone': ({ place }) => [place.zone],
  },
  tags: ({ record }) => tagSetOf(record.tags),
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
  const inRegion = instancesOf(world, nowMs).filter(({ record }) => record.region === region)
  const reservations = filterItems(inRegion, input, selection).map((instance) => ({
    reservationId: `r-${instance.place.instanceId.slice(2)}`,
    ownerId: world.accountId,
    groupSet: [],
    instancesSet: [describeInstance(instance)],
  }))
  return answerPage('reservationSet', reservations, input)
}

/** Those that a stack has, then those that only EC2 still shows. */
function instancesOf(world: Pick<World, 'documents' | 'resources'>, nowMs: number): Instance[] {
  const subnets = world.resources('AWS::EC2::Subnet')
  const ofStacks = world
    .resources('AWS::EC2::Instance')
    .map((record) =>
      isTerminated(world, record.physicalId)
        ? terminated(record)
        : { record, place: instancePlace(record, subnets), state: stateOf(record) },
    )
  const known = new Set(ofStacks.map(({ place }) => place.instanceId))
  const gone = terminatedInstances(world.documents, nowMs).filter(({ physicalId }) => !known.has(physicalId))
  return [...ofStacks, ...gone.map(terminated)]
}

function terminated(record: ResourceRecord): Instance {
  return { record, place: placeOfTerminated(record), state: 'terminated' }
}

function stateOf({ attributes }: ResourceRecord): string {
  return textOf(attributes['_state'] ?? 'running')
}

function describeInstance({ record, place, state }: Instance): JsonObject {
  return {
    instanceId: place.instanceId,
    imageId: textOf(record.properties['ImageId']),
    instanceType: textOf(record.properties['InstanceType']),
    instanceState: { code: states[state] ?? 16, name: state },
    placement: { availabilityZone: place.zone, tenancy: 'default' },
    vpcId: orNull(place.vpcId),
    subnetId: orNull(place.subnetId),
    privateIpAddress: orNull(place.privateIp),
    ipAddress: orNull(place.publicIp),
    rootDeviceName: rootDevice,
    rootDeviceType: 'ebs',
    blockDeviceMapping: state === 'terminated' ? [] : volumesOf(record).map(describeDevice),
    groupSet: place.groupIds.map((groupId) => ({ groupId })),
    tagSet: tagSetOf(record.tags),
  }
}

function describeDevice({ device, volumeId, deleteOnTermination }: VolumeFacts): JsonObject {
  return { deviceName: device, ebs: { volumeId, status: 'attached', deleteOnTermination } }
}

function orNull(text: string): string | null {
  return text === '' ? null : text
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
  const described = (state: string): JsonObject => ({ code: states[state] ?? 0, name: state })
  return {
    instancesSet: ids.map((instanceId, index) => ({
      instanceId,
      previousState: described(before[index] ?? ''),
      currentState: described(before[index] === 'terminated' ? 'terminated' : 'shutting-down'),
    })),
  }
}
