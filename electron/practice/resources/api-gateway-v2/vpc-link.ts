import { z } from 'zod'
import { groupsAllow } from '../ec2/groups-allow.ts'
import { requireGroups, requireSubnets } from '../ec2/network-references.ts'
import type { ServiceInterfaces } from '../ec2/service-interfaces.ts'
import { takeCallTurn } from '../api-gateway/call-turns.ts'
import type { BalancerPlace } from '../elastic-load-balancing-v2/load-balancer.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList, textAt } from '../properties.ts'
import { pause } from '../../stacks/pause.ts'
import { ResourceError, type ResourceRecord, type ResourceType, type World } from '../../world.ts'
import { tagMap } from './api-parts.ts'

const schema = z.strictObject({
  Name: z.string().min(1).max(128),
  SubnetIds: z.array(z.string()).min(1).max(10),
  SecurityGroupIds: z.array(z.string()).default([]),
  Tags: tagMap.optional(),
})

const vpcLinkTypeName = 'AWS::ApiGatewayV2::VpcLink'

/** Where a link leads. */
export interface LinkPlace {
  vpcId: string
  groupIds: string[]
}

/**
 * AWS::ApiGatewayV2::VpcLink: network interfaces through which HTTP and REST APIs reach load balancers of a
 * VPC. One is made and one deleted at a time in an account, and it takes a while until a new one is there.
 */
export function vpcLinkType(world: World, interfaces: ServiceInterfaces): ResourceType {
  return {
    type: vpcLinkTypeName,
    properties: propertyList(schema),
    async create(raw, context) {
      const properties = parseProperties(schema, raw)
      await takeCallTurn('CreateVpcLink', context)
      const { region } = context
      const { vpcId, subnets } = requireSubnets(world, region, properties.SubnetIds)
      requireGroups(world, vpcId, properties.SecurityGroupIds)
      requireZones(world, subnets)
      const linkId = randomText('base36', 6)
      for (const { physicalId: subnetId } of subnets)
        interfaces.hold(linkId, {
          description: `VPC Link Interface [${linkId}]`,
          interfaceType: 'api_gateway_managed',
          requesterId: 'apigateway.amazonaws.com',
          region,
          vpcId,
          subnetId,
          groupIds: properties.SecurityGroupIds,
        })
      try {
        await pause(world.pace.vpcLinkReadyMs, context.signal)
      } catch (thrown) {
        interfaces.release(linkId, 0)
        throw thrown
      }
      return { physicalId: linkId, attributes: { VpcLinkId: linkId, _createdAt: new Date().toISOString() } }
    },
    async delete({ physicalId: linkId }, context) {
      const user = userOf(world, linkId)
      if (user !== undefined)
        throw new ResourceError(`Cannot delete vpc link. Vpc link '${linkId}', is referenced in ${user}`)
      await takeCallTurn('DeleteVpcLink', context)
      const { vpcLinkLingerMs } = world.faults()
      const left = interfaces.release(linkId, vpcLinkLingerMs ?? world.pace.inServiceMs)
      // The link is deleted once its interfaces are; the fault leaves them behind.
      if (vpcLinkLingerMs !== undefined) return
      while (interfaces.linger(left)) await pause(world.pace.recordMs, context.signal)
    },
  }
}

/** A link by its id. @throws ResourceError in the words of the service. */
export function requireVpcLink(world: World, region: string, linkId: string): LinkPlace {
  const record = world.resource(linkId)
  if (record?.type !== vpcLinkTypeName || record.region !== region)
    throw new ResourceError(`VPC link ID ${linkId} does not exist`)
  const properties = parseProperties(schema, record.properties)
  const { vpcId } = requireSubnets(world, region, properties.SubnetIds)
  return { vpcId, groupIds: properties.SecurityGroupIds }
}

/** Whether the security groups let a link open connections to a port of a load balancer. */
export function linkReaches(world: World, link: LinkPlace, balancer: BalancerPlace, port: number): boolean {
  return groupsAllow(world, { fromGroups: link.groupIds, toGroups: balancer.groupIds, port })
}

/** Some zones have no VPC links: the fault says which. */
function requireZones(world: World, subnets: readonly ResourceRecord[]): void {
  const { zonesWithoutVpcLinks } = world.faults()
  const wrong = subnets.filter(({ properties, attributes }) =>
    zonesWithoutVpcLinks.includes(textAt({ ...properties, ...attributes }, 'AvailabilityZone')),
  )
  if (wrong.length === 0) return
  const ids = wrong.map(({ physicalId }) => physicalId).join(', ')
  throw new ResourceError(`Subnets [${ids}] are in Availability Zones where VPC links are not supported`)
}

/** What an integration of a REST or an HTTP API says of a link. */
function userOf(world: World, linkId: string): string | undefined {
  const [integration] = world
    .resources('AWS::ApiGatewayV2::Integration')
    .filter(({ properties }) => properties['ConnectionId'] === linkId)
  if (integration !== undefined) return `the integration ${integration.physicalId}`
  const method = world.resources('AWS::ApiGateway::Method').find(({ properties }) => {
    const { ConnectionId } = (properties['Integration'] ?? {}) as { ConnectionId?: string }
    return ConnectionId === linkId
  })
  return method === undefined ? undefined : `the method ${textAt(method.properties, 'HttpMethod')}`
}
