import { partitionOf } from '../../../../shared/partition.ts'
import { keptInterfaces } from './kept-interfaces.ts'
import { instancesIn } from './network-users.ts'
import { blockSize, parseAddress, parseCidr } from '../../stacks/cidr.ts'
import type { ResourceRecord, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { textAt } from '../properties.ts'

/**
 * The private address that a template asks for. @throws ResourceError in the words of the service when it
 * lies outside of the subnet or is taken
 */
export function wantedAddress(world: World, subnet: ResourceRecord, wanted: string): string {
  const block = parseCidr(textAt(subnet.properties, 'CidrBlock'))
  const address = parseAddress(wanted)
  const isInside =
    block !== undefined &&
    address !== undefined &&
    address >= block.first + 4 &&
    address <= block.first + blockSize(block.prefix) - 2
  if (!isInside) throw new ResourceError(`Address ${wanted} does not fall within the subnet's address range`)
  const taken = [
    ...instancesIn(world, subnet.physicalId).map(({ attributes }) => attributes['PrivateIp']),
    ...keptInterfaces(world).flatMap((kept) =>
      kept.subnetId === subnet.physicalId ? [kept.privateIpAddress] : [],
    ),
  ]
  if (taken.includes(wanted)) throw new ResourceError(`Address ${wanted} is in use.`)
  return wanted
}

/** Public addresses are from a block for documentation (RFC 5737): no host on the internet has one. */
export function publicAddress(world: World): string {
  const taken = new Set(
    world.resources('AWS::EC2::Instance').map(({ attributes }) => textAt(attributes, 'PublicIp')),
  )
  const free = Array.from({ length: 254 }, (_, index) => `203.0.113.${index + 1}`).filter(
    (address) => !taken.has(address),
  )
  const chosen = free[Math.floor(Math.random() * free.length)]
  if (chosen === undefined) throw new ResourceError('The maximum number of addresses has been reached.')
  return chosen
}

export function publicName(address: string, region: string): string {
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`
  return address === ''
    ? ''
    : `ec2-${address.replaceAll('.', '-')}.${domain}.${partitionOf(region).dnsSuffix}`
}

export function privateName(address: string, region: string): string {
  const domain = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`
  return `ip-${address.replaceAll('.', '-')}.${domain}`
}
