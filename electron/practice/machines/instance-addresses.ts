import { formatAddress, parseAddress, parseCidr, blockSize } from '../stacks/cidr.ts'
import type { ResourceRecord, World } from '../world.ts'
import { ResourceError } from '../world.ts'
import { textAt } from '../traffic/properties.ts'

/** AWS keeps the first four addresses of a subnet and the last one for itself. */
const reservedFirst = 4

/**
 * A private address for a new instance: the wanted one, else the lowest that no instance of the VPC has.
 * @throws ResourceError in the words of the service when it is outside of the subnet, taken, or none is left
 */
export function privateAddress(subnet: ResourceRecord, taken: ReadonlySet<string>, wanted: string | undefined): string {
  const block = parseCidr(textAt(subnet.properties, 'CidrBlock'))
  if (block === undefined) throw new ResourceError(`The subnet ID '${subnet.physicalId}' has no IPv4 block`)
  const last = block.first + blockSize(block.prefix) - 2
  if (wanted !== undefined) {
    const address = parseAddress(wanted)
    if (address === undefined || address < block.first + reservedFirst || address > last)
      throw new ResourceError(`Address ${wanted} does not fall within the subnet's address range`)
    if (taken.has(wanted)) throw new ResourceError(`Address ${wanted} is in use.`)
    return wanted
  }
  // AWS chooses at random; the lowest free one reads better and is as valid. Not the very first ones: those look like infrastructure.
  for (let address = block.first + Math.min(10, blockSize(block.prefix) / 2); address <= last; address += 1) {
    if (!taken.has(formatAddress(address))) return formatAddress(address)
  }
  throw new ResourceError(`There are not enough free addresses in subnet '${subnet.physicalId}' to satisfy the request.`)
}

/** Public addresses come from a block that is kept for documentation (RFC 5737): they reach nobody. */
export function publicAddress(world: World): string {
  const taken = new Set(world.resources('AWS::EC2::Instance').map(({ attributes }) => textAt(attributes, 'PublicIp')))
  const free = Array.from({ length: 254 }, (_, index) => `203.0.113.${index + 1}`).filter((address) => !taken.has(address))
  const chosen = free[Math.floor(Math.random() * free.length)]
  if (chosen === undefined) throw new ResourceError('The maximum number of addresses has been reached.')
  return chosen
}

export function publicName(address: string, region: string): string {
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`
  return address === '' ? '' : `ec2-${address.replaceAll('.', '-')}.${domain}.amazonaws.com`
}

export function privateName(address: string, region: string): string {
  return `ip-${address.replaceAll('.', '-')}.${region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`}`
}
