import { z } from 'zod'
import { instancePlace } from '../ec2/instance-place.ts'
import { lowerCaseName, randomText } from '../names.ts'
import { parseProperties, propertyList, tagList, textAt, wholeNumber, yesOrNo } from '../properties.ts'
import { recordPause, waitUntilFree } from '../record-steps.ts'
import { ResourceError, type ResourceType, type World } from '../../world.ts'
import { attributeList, attributesIn } from './attributes.ts'
import { forwardedGroup } from './actions.ts'
import { listenerRuleTypeName } from './listener-rule.ts'

const port = wholeNumber.min(1).max(65_535)
const httpOnly = z.literal('HTTP', 'the practice account speaks HTTP to targets only')

const attributesSchema = z.strictObject({
  'deregistration_delay.timeout_seconds': z.coerce.number().int().min(0).max(3_600).optional(),
  'load_balancing.algorithm.type': z
    .enum(['round_robin', 'least_outstanding_requests'])
    .default('round_robin'),
  'stickiness.enabled': z.literal('false', 'the practice account has no stickiness').optional(),
})

const schema = z.strictObject({
  Name: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/)
    .optional(),
  TargetType: z.literal('instance', 'the practice account has targets of type instance only').optional(),
  Protocol: httpOnly,
  ProtocolVersion: z.literal('HTTP1', 'the practice account speaks HTTP/1.1 to targets only').optional(),
  IpAddressType: z.literal('ipv4').optional(),
  Port: port,
  VpcId: z.string(),
  Targets: z.array(z.strictObject({ Id: z.string(), Port: port.optional() })).default([]),
  HealthCheckEnabled: yesOrNo.pipe(z.literal(true, 'instances are always checked')).optional(),
  HealthCheckProtocol: httpOnly.optional(),
  HealthCheckPort: z.union([z.literal('traffic-port'), port]).default('traffic-port'),
  HealthCheckPath: z.string().startsWith('/').max(1_024).default('/'),
  HealthCheckIntervalSeconds: wholeNumber.min(5).max(300).default(30),
  HealthCheckTimeoutSeconds: wholeNumber.min(2).max(120).default(5),
  HealthyThresholdCount: wholeNumber.min(2).max(10).default(5),
  UnhealthyThresholdCount: wholeNumber.min(2).max(10).default(2),
  Matcher: z.strictObject({ HttpCode: z.string().regex(/^\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*$/) }).optional(),
  TargetGroupAttributes: attributeList,
  Tags: tagList.optional(),
})

const targetGroupTypeName = 'AWS::ElasticLoadBalancingV2::TargetGroup'

/** Where a listener sends requests, and how it checks the targets. */
export interface TargetGroup {
  vpcId: string
  targets: { instanceId: string; port: number }[]
  leastOutstanding: boolean
  healthCheck: {
    path: string
    /** Undefined: that of the target. */
    port: number | undefined
    intervalMs: number
    timeoutMs: number
    unhealthyThreshold: number
    /** `200`, `200-299`, `200,202`. */
    codes: string
  }
}

/** AWS::ElasticLoadBalancingV2::TargetGroup, of instances: a record that listeners read. */
export function targetGroupType(world: World): ResourceType {
  return {
    type: targetGroupTypeName,
    properties: propertyList(schema),
    async create(raw, context) {
      const properties = parseProperties(schema, raw)
      attributesIn(attributesSchema, properties.TargetGroupAttributes)
      if (properties.HealthCheckTimeoutSeconds >= properties.HealthCheckIntervalSeconds)
        throw new ResourceError('Health check timeout must be smaller than the interval')
      await recordPause(context)
      const { region } = context
      if (world.resource(properties.VpcId)?.type !== 'AWS::EC2::VPC')
        throw new ResourceError(`The VPC ID '${properties.VpcId}' is not found`)
      requireTargets(world, properties.VpcId, properties.Targets)
      const name = properties.Name ?? lowerCaseName(context, 32)
      const twins = world.resources(targetGroupTypeName).filter((one) => one.region === region)
      if (twins.some(({ attributes }) => attributes['TargetGroupName'] === name))
        throw new ResourceError(
          `A target group with the same name '${name}' exists, but with different settings`,
        )
      const fullName = `targetgroup/${name}/${randomText('hex', 16)}`
      const arn = `arn:${world.partition}:elasticloadbalancing:${region}:${world.accountId}:${fullName}`
      return {
        physicalId: arn,
        attributes: {
          TargetGroupArn: arn,
          TargetGroupFullName: fullName,
          TargetGroupName: name,
          // Known only later, when a listener forwards to it: as on AWS, nothing may depend on it.
          LoadBalancerArns: [],
        },
      }
    },
    async delete({ physicalId: arn }, context) {
      await waitUntilFree(
        context,
        () => usersOf(world, arn).length > 0 || hasRule(world, arn),
        `Target group '${arn}' is currently in use by a listener or a rule`,
      )
    },
  }
}

/** The load balancers whose listeners forward to a target group. */
export function usersOf(world: World, groupArn: string): string[] {
  const listeners = world.resources('AWS::ElasticLoadBalancingV2::Listener')
  const using = listeners.filter(({ properties }) => forwardedGroup(properties) === groupArn)
  return [...new Set(using.map(({ properties }) => textAt(properties, 'LoadBalancerArn')))]
}

/** Whether a rule of a listener forwards to a target group. */
function hasRule(world: World, groupArn: string): boolean {
  return world
    .resources(listenerRuleTypeName)
    .some(({ properties }) => forwardedGroup(properties) === groupArn)
}

/** A target group by its ARN. @throws ResourceError in the words of the service. */
export function requireTargetGroup(world: World, region: string, arn: string): TargetGroup {
  const record = world.resource(arn)
  if (record?.type !== targetGroupTypeName || record.region !== region)
    throw new ResourceError(`Target groups '${arn}' not found`)
  const properties = parseProperties(schema, record.properties)
  const attributes = attributesIn(attributesSchema, properties.TargetGroupAttributes)
  return {
    vpcId: properties.VpcId,
    targets: properties.Targets.map(({ Id, Port }) => ({ instanceId: Id, port: Port ?? properties.Port })),
    leastOutstanding: attributes['load_balancing.algorithm.type'] === 'least_outstanding_requests',
    healthCheck: {
      path: properties.HealthCheckPath,
      port: properties.HealthCheckPort === 'traffic-port' ? undefined : properties.HealthCheckPort,
      intervalMs: properties.HealthCheckIntervalSeconds * 1_000,
      timeoutMs: properties.HealthCheckTimeoutSeconds * 1_000,
      unhealthyThreshold: properties.UnhealthyThresholdCount,
      codes: properties.Matcher?.HttpCode ?? '200',
    },
  }
}

function requireTargets(world: World, vpcId: string, targets: readonly { Id: string }[]): void {
  const subnets = world.resources('AWS::EC2::Subnet')
  for (const { Id } of targets) {
    const instance = world.resource(Id)
    if (instance?.type !== 'AWS::EC2::Instance')
      throw new ResourceError(
        `The following targets are not in a running state and cannot be registered: '${Id}'`,
      )
    if (instancePlace(instance, subnets).vpcId !== vpcId)
      throw new ResourceError(`The following targets are not in the target group VPC '${vpcId}': '${Id}'`)
  }
}
