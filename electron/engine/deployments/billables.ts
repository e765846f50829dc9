import type { Billable } from '../../../shared/billable.ts'
import { publicSubnets } from '../../../shared/template-contract.ts'
import type { Template } from '../catalog.ts'

/** The root volume of Amazon Linux 2023 where a template asks for no other, in GB. */
const usualVolume = 8

/**
 * What of a template costs money: instances with their volumes and public addresses, load balancers with
 * one address per subnet, gateways, functions.
 * @param parameters values by name; a parameter without one has its default
 */
export function billablesOf(template: Template, parameters: Readonly<Record<string, string>>): Billable[] {
  const valueOf = (value: unknown): string => {
    const text = String(value)
    // The parser gives `!Ref Name` as its bare name.
    return parameters[text] ?? template.parameters[text] ?? text
  }
  return template.resources.flatMap(({ type, properties }): Billable[] => {
    switch (type) {
      case 'AWS::EC2::Instance':
        return [
          { kind: 'instance', type: valueOf(properties['InstanceType']) },
          { kind: 'volume', gigabytes: volumeOf(properties) },
          ...(isPublic(properties['SubnetId']) ? [{ kind: 'public-address' } as const] : []),
        ]
      case 'AWS::ElasticLoadBalancing::LoadBalancer':
        return [{ kind: 'classic-load-balancer' }, ...addressesOf(properties)]
      case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
        return [
          { kind: 'application-load-balancer', targets: targetsIn(template) },
          ...addressesOf(properties),
        ]
      case 'AWS::ApiGateway::RestApi':
        return [{ kind: 'rest-api' }]
      case 'AWS::ApiGatewayV2::Api':
        return [{ kind: 'http-api' }]
      case 'AWS::Lambda::Function':
        return [
          {
            kind: 'function',
            memoryMb: Number(valueOf(properties['MemorySize'] ?? 128)),
            ...(isQuiet(properties['LoggingConfig']) ? { quiet: true } : {}),
          },
        ]
      default:
        return []
    }
  })
}

/** A load balancer that is open to the internet has an address in each of its subnets. */
function addressesOf(properties: Readonly<Record<string, unknown>>): Billable[] {
  if (properties['Scheme'] === 'internal') return []
  return [properties['Subnets'] ?? []].flat().map(() => ({ kind: 'public-address' }))
}

/** What the target groups of a template hold. */
function targetsIn({ resources }: Template): 'instances' | 'functions' {
  const invokes = resources.some(
    ({ type, properties }) =>
      type === 'AWS::ElasticLoadBalancingV2::TargetGroup' && properties['TargetType'] === 'lambda',
  )
  return invokes ? 'functions' : 'instances'
}

/** Instances in a subnet that gives out public addresses have one. */
function isPublic(subnet: unknown): boolean {
  return publicSubnets.includes(String(subnet))
}

/**
 * Lambda logs lines about each invocation, unless it logs in JSON from the level WARN on. Source: AWS Lambda
 * developer guide, "Log-level filtering".
 */
function isQuiet(logging: unknown): boolean {
  const { LogFormat, SystemLogLevel } = (logging ?? {}) as { LogFormat?: string; SystemLogLevel?: string }
  return LogFormat === 'JSON' && SystemLogLevel === 'WARN'
}

function volumeOf(properties: Readonly<Record<string, unknown>>): number {
  const [device] = [properties['BlockDeviceMappings'] ?? []].flat() as { Ebs?: { VolumeSize?: number } }[]
  return device?.Ebs?.VolumeSize ?? usualVolume
}
