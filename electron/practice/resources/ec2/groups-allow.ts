import { contains, parseCidr } from '../../stacks/cidr.ts'
import { isObject, textOf } from '../../json-values.ts'
import type { JsonObject, World } from '../../world.ts'

export interface Connection {
  /** Security groups of the side that opens the connection; none for something outside of the VPC. */
  fromGroups: readonly string[]
  /**
   * Private or public IPv4 address of that side, when it matters; without one only rules for every address
   * apply.
   */
  fromAddress?: string
  /** Security groups of the side that listens. */
  toGroups: readonly string[]
  toAddress?: string
  /** TCP port that it listens on. */
  port: number
}

/**
 * Whether the security groups let a TCP connection be opened: a rule of the listening side lets it in, and
 * a rule of the opening side lets it out. A group without egress rules lets everything out, as EC2 makes
 * it. Groups are stateful: answers need no rule.
 */
export function groupsAllow(world: Pick<World, 'resources'>, connection: Connection): boolean {
  const { fromGroups, fromAddress, toGroups, toAddress, port } = connection
  const letsIn = rulesOf(world, toGroups, 'Ingress').some(
    (rule) => coversPort(rule, port) && coversPeer(rule, 'SourceSecurityGroupId', fromGroups, fromAddress),
  )
  if (!letsIn || fromGroups.length === 0) return letsIn
  return fromGroups.some((group) => {
    const rules = rulesOf(world, [group], 'Egress')
    return (
      rules.length === 0 ||
      rules.some(
        (rule) =>
          coversPort(rule, port) && coversPeer(rule, 'DestinationSecurityGroupId', toGroups, toAddress),
      )
    )
  })
}

/** Rules that stand in the groups themselves, and those that are resources of their own. */
function rulesOf(
  world: Pick<World, 'resources'>,
  groupIds: readonly string[],
  direction: 'Ingress' | 'Egress',
): JsonObject[] {
  const inline = world
    .resources('AWS::EC2::SecurityGroup')
    .filter(({ physicalId }) => groupIds.includes(physicalId))
    .flatMap(({ properties }) => [properties[`SecurityGroup${direction}`] ?? []].flat())
  const own = world
    .resources(`AWS::EC2::SecurityGroup${direction}`)
    .map(({ properties }) => properties)
    .filter(({ GroupId }) => typeof GroupId === 'string' && groupIds.includes(GroupId))
  return [...inline, ...own].filter(isObject)
}

function coversPort(rule: JsonObject, port: number): boolean {
  const protocol = textOf(rule['IpProtocol'])
  if (protocol === '-1') return true
  return (
    (protocol === 'tcp' || protocol === '6') &&
    Number(rule['FromPort']) <= port &&
    port <= Number(rule['ToPort'])
  )
}

function coversPeer(
  rule: JsonObject,
  groupMember: string,
  groups: readonly string[],
  address: string | undefined,
): boolean {
  const group = rule[groupMember]
  if (typeof group === 'string') return groups.includes(group)
  const block = typeof rule['CidrIp'] === 'string' ? parseCidr(rule['CidrIp']) : undefined
  const host = address === undefined ? undefined : parseCidr(`${address}/32`)
  return block !== undefined && (block.prefix === 0 || (host !== undefined && contains(block, host)))
}
