import { readFileSync } from 'node:fs'
import { parseAddressBook } from '../address-book.ts'
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

/**
 * The addresses of instances (`host port`, as in the address book) that something in the VPC with these
 * groups cannot reach at this moment. Without groups it is not in the VPC, and reaches none.
 */
export function unreachableAddresses(world: World, fromGroups: readonly string[] | undefined): string[] {
  const instances = new Map(
    world
      .resources('AWS::EC2::Instance')
      .map((record) => [instancePlace(record, []).privateIp, record] as const),
  )
  return [...parseAddressBook(readFileSync(world.addresses.file, 'utf8')).keys()].filter((address) => {
    const [host = '', port] = address.split(' ')
    const instance = instances.get(host)
    return (
      instance !== undefined &&
      (fromGroups === undefined || !mayReach(world, fromGroups, instance, Number(port)))
    )
  })
}
