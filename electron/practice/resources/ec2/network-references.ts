import type { ResourceRecord, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { textAt } from '../properties.ts'

/**
 * The subnets' records, all of one VPC. @throws ResourceError in the words of the service when one is
 * missing or elsewhere.
 */
export function requireSubnets(
  world: World,
  region: string,
  subnetIds: readonly string[],
): { vpcId: string; subnets: ResourceRecord[] } {
  const subnets = subnetIds.map((id) => {
    const subnet = world.resource(id)
    if (subnet?.type !== 'AWS::EC2::Subnet' || subnet.region !== region)
      throw new ResourceError(`The subnet ID '${id}' does not exist`)
    return subnet
  })
  const vpcIds = new Set(subnets.map((subnet) => textAt(subnet.properties, 'VpcId')))
  const [vpcId] = vpcIds
  if (vpcId === undefined || vpcIds.size > 1) throw new ResourceError('All subnets must be of one VPC')
  return { vpcId, subnets }
}

/** The security groups' records, all of that VPC. @throws ResourceError in the words of the service. */
export function requireGroups(world: World, vpcId: string, groupIds: readonly string[]): ResourceRecord[] {
  return groupIds.map((id) => {
    const group = world
      .resources('AWS::EC2::SecurityGroup')
      .find((record) => record.physicalId === id || record.attributes['GroupId'] === id)
    if (group === undefined || textAt(group.properties, 'VpcId') !== vpcId) {
      throw new ResourceError(`The security group '${id}' does not exist in VPC '${vpcId}'`)
    }
    return group
  })
}
