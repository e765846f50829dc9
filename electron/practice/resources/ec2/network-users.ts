import { isObject } from '../../json-values.ts'
import type { ResourceRecord, World } from '../../world.ts'
import { guardDutyNetworks } from './guardduty-network.ts'
import { keptInterfaces } from './kept-interfaces.ts'

/** Instances of a subnet. Their own network interfaces are part of them. */
export function instancesIn(world: Pick<World, 'resources'>, subnetId: string): ResourceRecord[] {
  return world.resources('AWS::EC2::Instance').filter(({ properties }) => properties['SubnetId'] === subnetId)
}

export function subnetIsUsed(world: World, subnetId: string): boolean {
  return (
    instancesIn(world, subnetId).length > 0 ||
    keptInterfaces(world).some((kept) => kept.subnetId === subnetId)
  )
}

/** Whether an interface or an instance carries the group, or a rule of another group names it. */
export function groupIsUsed(world: Pick<World, 'documents' | 'resources'>, groupId: string): boolean {
  const carried =
    keptInterfaces(world).some(({ groupIds }) => groupIds.includes(groupId)) ||
    world
      .resources('AWS::EC2::Instance')
      .some(({ properties }) => [properties['SecurityGroupIds'] ?? []].flat().includes(groupId))
  if (carried) return true
  const others = world
    .resources()
    .filter(({ type, physicalId }) => type.startsWith('AWS::EC2::SecurityGroup') && physicalId !== groupId)
  const named = ['SourceSecurityGroupId', 'DestinationSecurityGroupId']
  return others.some(({ properties }) => {
    const rules = [
      properties,
      properties['SecurityGroupIngress'] ?? [],
      properties['SecurityGroupEgress'] ?? [],
    ].flat()
    return rules.some((rule) => isObject(rule) && named.some((name) => rule[name] === groupId))
  })
}

/** Whether anything is in the VPC that AWS does not remove together with it. */
export function vpcIsUsed(world: World, vpcId: string): boolean {
  const removedWithVpc = new Set([
    'AWS::EC2::VPC',
    'AWS::EC2::SecurityGroupIngress',
    'AWS::EC2::SecurityGroupEgress',
  ])
  return (
    world
      .resources()
      .some(
        ({ type, properties }) =>
          type.startsWith('AWS::EC2::') && !removedWithVpc.has(type) && properties['VpcId'] === vpcId,
      ) ||
    keptInterfaces(world).some((kept) => kept.vpcId === vpcId) ||
    guardDutyNetworks(world).some((network) => network.vpcId === vpcId)
  )
}

/** Whether an instance of the VPC has a public address. */
export function hasPublicAddresses(world: World, vpcId: string): boolean {
  const subnets = world
    .resources('AWS::EC2::Subnet')
    .filter(({ properties }) => properties['VpcId'] === vpcId)
  const instances = subnets.flatMap(({ physicalId }) => instancesIn(world, physicalId))
  return instances.some(
    ({ attributes }) => typeof attributes['PublicIp'] === 'string' && attributes['PublicIp'] !== '',
  )
}
