import { isTrue } from '../json-values.ts'
import { keptInterfaces } from '../resources/ec2/kept-interfaces.ts'
import { instancesIn } from '../resources/ec2/network-users.ts'
import { blockSize, parseCidr } from '../stacks/cidr.ts'
import { availabilityZones } from '../stacks/zones.ts'
import { textAt } from '../resources/properties.ts'
import type { JsonObject, World } from '../world.ts'
import { derivedId } from './derived-id.ts'
import { answerPage, filterItems, tagSetOf, type TagSet } from './ec2-query.ts'
import { defaultVpc } from './ec2-vpcs.ts'
import { shortRegion } from './ec2-zones.ts'

interface Subnet {
  subnetId: string
  vpcId: string
  cidrBlock: string
  availabilityZone: string
  mapPublicIpOnLaunch: boolean
  defaultForAz: boolean
  tagSet: TagSet
}

/** AWS keeps these of every subnet for itself: the first four addresses and the last. */
const keptAddresses = 5

/**
 * The subnets of a Region: those of the stacks, and the default VPC's, one per zone.
 * @throws ServiceError `InvalidSubnetID.NotFound`
 */
export function describeSubnets(
  world: Pick<World, 'accountId' | 'partition' | 'documents' | 'resources'>,
  input: JsonObject,
  region: string,
): JsonObject {
  const zones = availabilityZones(region)
  const interfaces = keptInterfaces(world)
  const free = ({ subnetId, cidrBlock }: Subnet): number => {
    const used =
      instancesIn(world, subnetId).length + interfaces.filter((kept) => kept.subnetId === subnetId).length
    const block = parseCidr(cidrBlock)
    return block === undefined ? 0 : blockSize(block.prefix) - keptAddresses - used
  }
  const items = [...defaultSubnets(region), ...stackSubnets(world, region)].map((subnet) => ({
    ...subnet,
    subnetArn: `arn:${world.partition}:ec2:${region}:${world.accountId}:subnet/${subnet.subnetId}`,
    ownerId: world.accountId,
    state: 'available',
    availableIpAddressCount: free(subnet),
    availabilityZoneId: `${shortRegion(region)}-az${zones.indexOf(subnet.availabilityZone) + 1}`,
    assignIpv6AddressOnCreation: false,
  }))
  const found = filterItems(items, input, {
    ids: { parameter: 'SubnetId', of: ({ subnetId }) => subnetId, missing: 'InvalidSubnetID.NotFound' },
    filters: {
      'subnet-id': ({ subnetId }) => [subnetId],
      'vpc-id': ({ vpcId }) => [vpcId],
      'availability-zone': ({ availabilityZone }) => [availabilityZone],
      'cidr-block': ({ cidrBlock }) => [cidrBlock],
      'default-for-az': ({ defaultForAz }) => [String(defaultForAz)],
      state: ({ state }) => [state],
    },
    tags: ({ tagSet }) => tagSet,
  })
  return answerPage('subnetSet', found, input)
}

function stackSubnets(world: Pick<World, 'resources'>, region: string): Subnet[] {
  return world
    .resources('AWS::EC2::Subnet')
    .filter((subnet) => subnet.region === region)
    .map(({ physicalId, properties, attributes, tags }) => ({
      subnetId: physicalId,
      vpcId: textAt(properties, 'VpcId'),
      cidrBlock: textAt(properties, 'CidrBlock'),
      availabilityZone: textAt(attributes, 'AvailabilityZone') || textAt(properties, 'AvailabilityZone'),
      mapPublicIpOnLaunch: isTrue(properties['MapPublicIpOnLaunch']),
      defaultForAz: false,
      tagSet: tagSetOf(tags),
    }))
}

function defaultSubnets(region: string): Subnet[] {
  return availabilityZones(region).map((zone, index) => ({
    subnetId: derivedId('subnet', `default ${zone}`),
    vpcId: defaultVpc(region).vpcId,
    cidrBlock: `172.31.${index * 16}.0/20`,
    availabilityZone: zone,
    mapPublicIpOnLaunch: true,
    defaultForAz: true,
    tagSet: [],
  }))
}
