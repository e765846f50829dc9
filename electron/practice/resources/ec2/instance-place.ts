import { createHash } from 'node:crypto'
import { objectsIn, textList, textOf } from '../../json-values.ts'
import type { ResourceRecord } from '../../world.ts'

/** Where an instance is in its network. Texts are '' where it has no place any more. */
export interface InstancePlace {
  instanceId: string
  subnetId: string
  vpcId: string
  zone: string
  privateIp: string
  publicIp: string
  groupIds: string[]
  networkInterfaceId: string
}

/**
 * An instance's place in the network, from its resource: its own properties or those of its first network
 * interface.
 */
export function instancePlace(record: ResourceRecord, subnets: readonly ResourceRecord[]): InstancePlace {
  const { physicalId, properties, attributes } = record
  const [firstInterface = {}] = objectsIn(properties['NetworkInterfaces'])
  const subnetId = textOf(properties['SubnetId'] ?? firstInterface['SubnetId'])
  const subnet = subnets.find((one) => one.physicalId === subnetId)
  return {
    instanceId: physicalId,
    subnetId,
    vpcId: textOf(attributes['VpcId'] ?? subnet?.properties['VpcId']),
    zone: textOf(attributes['AvailabilityZone'] ?? subnet?.properties['AvailabilityZone']),
    privateIp: textOf(attributes['PrivateIp']),
    publicIp: textOf(attributes['PublicIp']),
    groupIds: textList(properties['SecurityGroupIds'] ?? firstInterface['GroupSet']),
    networkInterfaceId: `eni-${createHash('sha256').update(physicalId).digest('hex').slice(0, 17)}`,
  }
}

/** AWS takes a terminated instance out of its network at once; its id and its zone are still shown. */
export function placeOfTerminated(record: ResourceRecord): InstancePlace {
  const place = instancePlace(record, [])
  return { ...place, subnetId: '', vpcId: '', privateIp: '', publicIp: '', groupIds: [] }
}
