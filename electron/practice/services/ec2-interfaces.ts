import { isTerminated } from '../resources/ec2/terminated-instances.ts'
import type { JsonObject, World } from '../world.ts'
import { instanceFacts } from './ec2-instances.ts'
import { answerPage, filterItems } from './ec2-query.ts'

/**
 * A network interface that a service (Lambda, a load balancer) keeps in a VPC, as its document
 * `interface/<id>` has it.
 */
interface InterfaceDocument {
  networkInterfaceId: string
  description: string
  interfaceType: string
  status: string
  requesterId?: string
  vpcId: string
  subnetId: string
  groupIds: string[]
  region: string
  /** When it goes, in epoch milliseconds; absent while it is used. */
  goneAtMs?: number
}

interface Attached extends InterfaceDocument {
  instanceId?: string
  privateIp?: string
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
  const kept = world.documents.keys('interface/').map((key) => world.documents.get(key) as InterfaceDocument)
  const present = kept.filter(({ goneAtMs }) => goneAtMs === undefined || goneAtMs > nowMs)
  const subnets = world.resources('AWS::EC2::Subnet')
  const running = world
    .resources('AWS::EC2::Instance')
    .filter(({ physicalId }) => !isTerminated(world, physicalId))
  const ofInstances = running.map((record): Attached => {
    const { networkInterfaceId, subnetId, vpcId, groupIds, privateIp, instanceId } = instanceFacts(
      record,
      subnets,
    )
    const place = {
      networkInterfaceId,
      subnetId,
      vpcId,
      groupIds,
      privateIp,
      instanceId,
      region: record.region,
    }
    return { ...place, description: '', interfaceType: 'interface', status: 'in-use' }
  })
  const interfaces: Attached[] = [...present, ...ofInstances].filter(
    (networkInterface) => networkInterface.region === region,
  )
  const found = filterItems(interfaces, input, {
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
  })
  const items = found.map(
    ({ networkInterfaceId, description, interfaceType, status, vpcId, subnetId, groupIds, ...rest }) => ({
      networkInterfaceId,
      description,
      interfaceType,
      status,
      vpcId,
      subnetId,
      availabilityZone: zoneOf(subnetId, subnets),
      ownerId: world.accountId,
      requesterId: rest.requesterId ?? null,
      requesterManaged: rest.requesterId !== undefined,
      privateIpAddress: rest.privateIp ?? null,
      groupSet: groupIds.map((groupId) => ({ groupId })),
      attachment:
        rest.instanceId === undefined
          ? null
          : { instanceId: rest.instanceId, deviceIndex: 0, status: 'attached' },
      tagSet: [],
    }),
  )
  return answerPage('networkInterfaceSet', items, input)
}

function zoneOf(subnetId: string, subnets: ReturnType<World['resources']>): string | null {
  const zone = subnets.find(({ physicalId }) => physicalId === subnetId)?.properties['AvailabilityZone']
  return typeof zone === 'string' ? zone : null
}
