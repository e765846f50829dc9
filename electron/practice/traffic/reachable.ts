import { groupsAllow } from '../resources/ec2/groups-allow.ts'
import { instancePlace } from '../resources/ec2/instance-place.ts'
import type { ResourceRecord, World } from '../world.ts'

/** Whether the security groups let something with these groups open a connection to a port of an instance. */
export function mayReach(
  world: World,
  fromGroups: readonly string[],
  instance: ResourceRecord,
  port: number,
): boolean {
  const { groupIds, privateIp } = instancePlace(instance, world.resources('AWS::EC2::Subnet'))
  return groupsAllow(world, { fromGroups, toGroups: groupIds, toAddress: privateIp, port })
}

/** Where something is that opens connections inside a VPC. */
export interface VpcPlace {
  vpcId: string
  groupIds: readonly string[]
}

/**
 * The addresses of instances of a VPC (`host port`) that something with these groups cannot reach at this
 * moment.
 */
export function unreachableAddresses(world: World, { vpcId, groupIds }: VpcPlace): string[] {
  const subnets = world.resources('AWS::EC2::Subnet')
  const instances = new Map(
    world.resources('AWS::EC2::Instance').flatMap((record) => {
      const place = instancePlace(record, subnets)
      return place.vpcId === vpcId ? [[place.privateIp, record] as const] : []
    }),
  )
  return world.addresses.listenersIn(vpcId).flatMap(({ host, port }) => {
    const instance = instances.get(host)
    return instance !== undefined && !mayReach(world, groupIds, instance, port) ? [`${host} ${port}`] : []
  })
}
