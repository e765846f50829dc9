import type { World } from '../../world.ts'
import { newId } from '../names.ts'
import { textAt } from '../properties.ts'
import { guardDutyNetworks, keepGuardDutyNetwork } from './guardduty-network.ts'
import { interfaceKey } from './kept-interfaces.ts'
import { subnetAddress } from './subnet-address.ts'

/**
 * With the first instance of a VPC, GuardDuty makes an endpoint in one subnet per zone, and a security group
 * for it. It deletes them only when Runtime Monitoring is switched off. Source: GuardDuty User Guide, "Using
 * Infrastructure as Code (IaC) with GuardDuty automated security agents".
 */
export function joinGuardDuty(world: World, region: string, vpcId: string): void {
  const isThere = guardDutyNetworks(world).some((network) => network.vpcId === vpcId)
  if (!world.faults().foreignInterface || isThere) return
  const subnets = world
    .resources('AWS::EC2::Subnet')
    .filter(({ properties }) => properties['VpcId'] === vpcId)
    .map(({ physicalId, attributes }) => [textAt(attributes, 'AvailabilityZone'), physicalId] as const)
  const subnetIds = [...new Map(subnets).values()]
  const endpointId = newId('vpce')
  const groupId = newId('sg')
  keepGuardDutyNetwork(world, { region, vpcId, endpointId, groupId, subnetIds })
  for (const subnetId of subnetIds) {
    const networkInterfaceId = newId('eni')
    world.documents.put(interfaceKey(networkInterfaceId), {
      networkInterfaceId,
      description: `VPC Endpoint Interface ${endpointId}`,
      interfaceType: 'vpc_endpoint',
      status: 'in-use',
      requesterId: '727180483921',
      region,
      vpcId,
      subnetId,
      groupIds: [groupId],
      privateIpAddress: subnetAddress(world, subnetId),
    })
  }
}
