import { z } from 'zod'
import { dnsSuffix, lowerCaseName, randomText } from '../names.ts'
import { parseProperties, propertyList, tagList, textAt } from '../properties.ts'
import { recordPause } from '../record-steps.ts'
import { requireGroups, requireSubnets } from '../ec2/network-references.ts'
import type { ServiceInterfaces } from '../ec2/service-interfaces.ts'
import { ResourceError, type ResourceRecord, type ResourceType, type World } from '../../world.ts'
import { attributeList, attributesIn } from './attributes.ts'

const yesOrNoText = z.enum(['true', 'false'])

/**
 * The attributes that are understood. HTTP/2 and the mitigation of desynchronisation have no effect here: no
 * listener offers HTTP/2, and Node's parser refuses what is ambiguous.
 */
const attributesSchema = z.strictObject({
  'idle_timeout.timeout_seconds': z.coerce.number().int().min(1).max(4_000).default(60),
  'routing.http.preserve_host_header.enabled': yesOrNoText.default('false'),
  'routing.http.xff_header_processing.mode': z.enum(['append', 'preserve', 'remove']).default('append'),
  'routing.http.drop_invalid_header_fields.enabled': yesOrNoText.default('false'),
  'routing.http.desync_mitigation_mode': z.enum(['monitor', 'defensive', 'strictest']).optional(),
  'routing.http2.enabled': yesOrNoText.optional(),
  'load_balancing.cross_zone.enabled': z.literal('true').optional(),
  'deletion_protection.enabled': z.literal('false').optional(),
  'access_logs.s3.enabled': z.literal('false', 'the practice account writes no access logs').optional(),
})

const schema = z.strictObject({
  Name: z
    .string()
    .regex(/^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/)
    .optional(),
  Type: z.literal('application', 'the practice account has application load balancers only').optional(),
  Scheme: z.literal(['internet-facing', 'internal']).default('internet-facing'),
  IpAddressType: z.literal('ipv4', 'the practice account has no IPv6').optional(),
  Subnets: z.array(z.string()).min(1),
  SecurityGroups: z.array(z.string()).min(1),
  LoadBalancerAttributes: attributeList,
  Tags: tagList.optional(),
})

/** Where a load balancer is, and how it treats requests. */
export interface BalancerPlace {
  arn: string
  dnsName: string
  vpcId: string
  internal: boolean
  groupIds: string[]
  attributes: z.infer<typeof attributesSchema>
}

const balancerTypeName = 'AWS::ElasticLoadBalancingV2::LoadBalancer'

/**
 * AWS::ElasticLoadBalancingV2::LoadBalancer, of type application: a name and network interfaces. Its
 * listeners carry the traffic.
 * @param closeListeners ends those that are left when it goes, as AWS deletes them with it
 */
export function applicationLoadBalancerType(
  world: World,
  interfaces: ServiceInterfaces,
  closeListeners: (balancerArn: string) => Promise<void>,
): ResourceType {
  return {
    type: balancerTypeName,
    properties: propertyList(schema),
    async create(raw, context) {
      const properties = parseProperties(schema, raw)
      attributesIn(attributesSchema, properties.LoadBalancerAttributes)
      await recordPause(context)
      const { region } = context
      const { vpcId, subnets } = requireSubnets(world, region, properties.Subnets)
      requireGroups(world, vpcId, properties.SecurityGroups)
      requireTwoZones(subnets)
      const name = properties.Name ?? lowerCaseName(context, 32)
      const twins = world.resources(balancerTypeName).filter((one) => one.region === region)
      if (twins.some(({ attributes }) => attributes['LoadBalancerName'] === name))
        throw new ResourceError(
          `A load balancer with the same name '${name}' exists, but with different settings`,
        )
      const fullName = `app/${name}/${randomText('hex', 16)}`
      const { partition, accountId } = world
      const arn = `arn:${partition}:elasticloadbalancing:${region}:${accountId}:loadbalancer/${fullName}`
      for (const { physicalId: subnetId } of subnets)
        interfaces.hold(arn, {
          description: `ELB ${fullName}`,
          interfaceType: 'interface',
          requesterId: 'amazon-elb',
          region,
          vpcId,
          subnetId,
          groupIds: properties.SecurityGroups,
        })
      const host = `${properties.Scheme === 'internal' ? 'internal-' : ''}${name}-${randomText('digits', 10)}`
      return {
        physicalId: arn,
        attributes: {
          LoadBalancerArn: arn,
          LoadBalancerFullName: fullName,
          LoadBalancerName: name,
          DNSName: `${host}.${region}.elb.${dnsSuffix(world.partition)}`.toLowerCase(),
          CanonicalHostedZoneID: `Z${randomText('digits', 13)}`,
          SecurityGroups: properties.SecurityGroups,
          _createdAt: new Date().toISOString(),
        },
      }
    },
    async delete({ physicalId: arn }) {
      await closeListeners(arn)
      interfaces.release(arn, world.pace.inServiceMs)
    },
  }
}

/** A load balancer by its ARN. @throws ResourceError in the words of the service. */
export function requireBalancer(world: World, region: string, arn: string): BalancerPlace {
  const record = world.resource(arn)
  if (record?.type !== balancerTypeName || record.region !== region)
    throw new ResourceError(`One or more load balancers not found: ${arn}`)
  const properties = parseProperties(schema, record.properties)
  return {
    arn,
    dnsName: textAt(record.attributes, 'DNSName'),
    vpcId: requireSubnets(world, region, properties.Subnets).vpcId,
    internal: properties.Scheme === 'internal',
    groupIds: properties.SecurityGroups,
    attributes: attributesIn(attributesSchema, properties.LoadBalancerAttributes),
  }
}

function requireTwoZones(subnets: readonly ResourceRecord[]): void {
  const zones = subnets.map(({ attributes, properties }) =>
    textAt({ ...properties, ...attributes }, 'AvailabilityZone'),
  )
  if (new Set(zones).size < 2)
    throw new ResourceError('At least two subnets in two different Availability Zones must be specified')
  if (new Set(zones).size < zones.length)
    throw new ResourceError(
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    )
}
