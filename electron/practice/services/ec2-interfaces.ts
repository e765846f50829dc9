import { instancePlace } from '../resources/ec2/instance-place.ts'
import { keptInterfaces, type KeptInterface } from '../resources/ec2/kept-interfaces.ts'
import { isTerminated } from '../resources/ec2/terminated-instances.ts'
import type { JsonObject, ResourceRecord, World } from '../world.ts'
import { answerPage, filterItems, type Selection } from './ec2-query.ts'

interface NetworkInterface extends KeptInterface {
  instanceId?: string
}

const selection: Selection<NetworkInterface> = {
  ids: {
    parameter: 'NetworkInterfaceId',
    of: ({ networkInterfaceId }) => networkInterfaceId,
    missing: 'InvalidNetworkInterfaceID.NotFound',
  },
  filters: {
    'network-interface-id': ({ networkInterfaceId }) => [networkInterfaceId],
    'vpc-id': ({ vpcId }) => [vpcId],
    'subnet-id': ({ subnetId }) => [subnetId],
    'group-id': ({ groupIds }) => groupIds,
    description: ({ description }) => [description],
    'interface-type': ({ interfaceType }) => [interfaceType],
    status: ({ status }) => [status],
    'requester-id': ({ requesterId }) => (requesterId === undefined ? [] : [requesterId]),
    'attachment.instance-id': ({ instanceId }) => (instanceId === undefined ? [] : [instanceId]),
  },
}

/**
 * The network interfaces of a Region: those that services keep (also after their user is gone), and one for
 * each instance.
 */
export function describeNetworkInterfaces(
  world: Pick<World, 'accountId' | 'documents' | 'resources'>,
  input: JsonObject,
  region: string,
  nowMs: number,
): JsonObject {
  const subnets = world.resources('AWS::EC2::Subnet')
  const ofServices = keptInterfaces(world).filter(({ goneAtMs = Infinity }) => goneAtMs > nowMs)
  const all: NetworkInterface[] = [...ofServices, ...interfacesOfInstances(world, subnets)]
  const inRegion = all.filter((one) => one.region === region)
  const items = filterItems(inRegion, input, selection).map((found) => ({
    ...describeInterface(found),
    availabilityZone: zoneOf(found.subnetId, subnets),
    ownerId: world.accountId,
  }))
  return answerPage('networkInterfaceSet', items, input)
}

function interfacesOfInstances(
  world: Pick<World, 'documents' | 'resources'>,
  subnets: readonly ResourceRecord[],
): NetworkInterface[] {
  const running = world
    .resources('AWS::EC2::Instance')
    .filter(({ physicalId }) => !isTerminated(world, physicalId))
  return running.map((record) => {
    const { networkInterfaceId, subnetId, vpcId, groupIds, privateIp, instanceId } = instancePlace(
      record,
      subnets,
    )
    const { region } = record
    const place = { networkInterfaceId, subnetId, vpcId, groupIds, instanceId, region }
    return {
      ...place,
      privateIpAddress: privateIp,
      description: '',
      interfaceType: 'interface',
      status: 'in-use',
    }
  })
}

function describeInterface(one: NetworkInterface): JsonObject {
  const { networkInterfaceId, description, interfaceType, status, vpcId, subnetId } = one
  const attachment =
    one.instanceId === undefined ? null : { instanceId: one.instanceId, deviceIndex: 0, status: 'attached' }
  return {
    networkInterfaceId,
    description,
    interfaceType,
    status,
    vpcId,
    subnetId,
    requesterId: one.requesterId ?? null,
    requesterManaged: one.requesterId !== undefined,
    privateIpAddress: one.privateIpAddress ?? null,
    groupSet: one.groupIds.map((groupId) => ({ groupId })),
    attachment,
    tagSet: [],
  }
}

function zoneOf(subnetId: string, subnets: readonly ResourceRecord[]): string | null {
  const zone = subnets.find(({ physicalId }) => physicalId === subnetId)?.properties['AvailabilityZone']
  return typeof zone === 'string' ? zone : null
}
