import { blockSize, formatAddress, parseCidr } from '../../stacks/cidr.ts'
import { textOf } from '../../json-values.ts'
import type { World } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { keptInterfaces } from './kept-interfaces.ts'
import { instancesIn } from './network-users.ts'

/** AWS keeps the first four addresses of a subnet for itself, and the last. */
const keptAtStart = 4
const keptAtEnd = 1

/**
 * The next free private IPv4 address of a subnet. Two calls in a row give two addresses, also before either
 * belongs to a resource, since the last one given is kept on disk; an address is given again only after all
 * the others.
 * @throws ResourceError when the subnet does not exist or is full
 */
export function subnetAddress(
  world: Pick<World, 'resource' | 'resources' | 'documents'>,
  subnetId: string,
): string {
  const block = parseCidr(textOf(world.resource(subnetId)?.attributes['CidrBlock']))
  if (block === undefined) throw new ResourceError(`The subnet ID '${subnetId}' does not exist`)
  const used = new Set([
    ...instancesIn(world, subnetId).map(({ attributes }) => attributes['PrivateIp']),
    ...keptInterfaces(world).flatMap((kept) => (kept.subnetId === subnetId ? [kept.privateIpAddress] : [])),
  ])
  const count = blockSize(block.prefix) - keptAtStart - keptAtEnd
  const key = `subnet-address/${subnetId}`
  const start = Number(world.documents.get(key) ?? 0)
  for (let step = 0; step < count; step++) {
    const index = (start + step) % count
    const address = formatAddress(block.first + keptAtStart + index)
    if (used.has(address)) continue
    world.documents.put(key, index + 1)
    return address
  }
  throw new ResourceError(`The specified subnet does not have enough free addresses: ${subnetId}`)
}
