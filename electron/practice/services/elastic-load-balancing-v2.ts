import { objectsIn, textList, textOf } from '../json-values.ts'
import { usualPolicy } from '../resources/elastic-load-balancing-v2/listener.ts'
import { forwardedGroup } from '../resources/elastic-load-balancing-v2/actions.ts'
import { usersOf } from '../resources/elastic-load-balancing-v2/target-group.ts'
import { textAt } from '../resources/properties.ts'
import { type JsonObject, type Operation, type ResourceRecord, ServiceError, type World } from '../world.ts'
import { foreignNames } from './foreign.ts'
import { nextPage, pageOf } from './page.ts'

/** The version of the API that has application load balancers; the classic ones have 2012-06-01. */
export const elbVersion2 = '2015-12-01'

export const elbVersion2Operations = [
  'DescribeListeners',
  'DescribeLoadBalancers',
  'DescribeTags',
  'DescribeTargetGroups',
] as const

type OperationName = (typeof elbVersion2Operations)[number]

const pages = { usual: 400, most: 400, invalid: 'ValidationError' }
const types = {
  balancer: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  group: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  listener: 'AWS::ElasticLoadBalancingV2::Listener',
}

/** Application load balancers, as far as the app asks: which there are, and what belongs to them. */
export function elbVersion2Service(world: World): Record<string, Operation> {
  const of = (type: string, region: string): ResourceRecord[] =>
    world.resources(type).filter((record) => record.region === region)
  const operations: Record<OperationName, Operation> = {
    DescribeLoadBalancers(input, { region }) {
      const asked = { arns: textList(input['LoadBalancerArns']), names: textList(input['Names']) }
      const missing = { code: 'LoadBalancerNotFound', message: 'One or more load balancers not found' }
      const found = chosen(of(types.balancer, region), 'LoadBalancerName', asked, missing)
      const isNamed = asked.arns.length + asked.names.length > 0
      const foreign = isNamed ? [] : foreignNames(world, 'applicationLoadBalancers')
      const all = [
        ...found.map((balancer) => describeBalancer(world, balancer)),
        ...foreign.map((name) => foreignBalancer(world, region, name)),
      ]
      return page('LoadBalancers', all, input)
    },
    DescribeTargetGroups(input, { region }) {
      const asked = { arns: textList(input['TargetGroupArns']), names: textList(input['Names']) }
      const missing = { code: 'TargetGroupNotFound', message: 'One or more target groups not found' }
      const found = chosen(of(types.group, region), 'TargetGroupName', asked, missing)
      const balancerArn = textOf(input['LoadBalancerArn'])
      const belonging = found.filter(
        ({ physicalId }) => balancerArn === '' || usersOf(world, physicalId).includes(balancerArn),
      )
      const shown = belonging.map((group) => describeGroup(world, group))
      return page('TargetGroups', shown, input)
    },
    DescribeListeners(input, { region }) {
      const asked = { arns: textList(input['ListenerArns']), names: [] }
      const missing = { code: 'ListenerNotFound', message: 'One or more listeners not found' }
      const balancerArn = textOf(input['LoadBalancerArn'])
      if (balancerArn !== '' && !of(types.balancer, region).some((one) => one.physicalId === balancerArn))
        throw new ServiceError('LoadBalancerNotFound', 'One or more load balancers not found')
      const found = chosen(of(types.listener, region), '', asked, missing).filter(
        ({ properties }) => balancerArn === '' || properties['LoadBalancerArn'] === balancerArn,
      )
      return page('Listeners', found.map(describeListener), input)
    },
    DescribeTags(input, { region }) {
      const all = Object.values(types).flatMap((type) => of(type, region))
      const descriptions = textList(input['ResourceArns']).map((arn) => {
        const record = all.find(({ physicalId }) => physicalId === arn)
        if (record === undefined) throw new ServiceError('LoadBalancerNotFound', `'${arn}' not found`)
        const Tags = Object.entries(record.tags).map(([Key, Value]) => ({ Key, Value }))
        return { ResourceArn: arn, Tags }
      })
      return { TagDescriptions: descriptions }
    },
  }
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [`${elbVersion2} ${name}`, operation]),
  )
}

/** Those that are named or given by their ARNs, or all. @throws ServiceError for one that is not there */
function chosen(
  all: ResourceRecord[],
  nameAttribute: string,
  { arns, names }: { arns: string[]; names: string[] },
  missing: { code: string; message: string },
): ResourceRecord[] {
  if (arns.length === 0 && names.length === 0) return all
  const found = all.filter(
    ({ physicalId, attributes }) =>
      arns.includes(physicalId) || names.includes(textAt(attributes, nameAttribute)),
  )
  if (found.length < arns.length + names.length) throw new ServiceError(missing.code, missing.message)
  return found
}

function page(member: string, all: readonly JsonObject[], input: JsonObject): JsonObject {
  const { items, next } = pageOf(all, { token: input['Marker'], size: input['PageSize'] }, pages)
  return { [member]: items, ...nextPage('NextMarker', next) }
}

function foreignBalancer({ partition, accountId }: World, region: string, name: string): JsonObject {
  const arn = `arn:${partition}:elasticloadbalancing:${region}:${accountId}:loadbalancer/app/${name}`
  return {
    LoadBalancerArn: `${arn}/0123456789abcdef`,
    DNSName: `${name}-0123456789.${region}.elb.amazonaws.com`,
    LoadBalancerName: name,
    Scheme: 'internet-facing',
    State: { Code: 'active' },
    Type: 'application',
    AvailabilityZones: [],
    SecurityGroups: [],
    IpAddressType: 'ipv4',
  }
}

function describeBalancer(world: World, { physicalId, properties, attributes }: ResourceRecord): JsonObject {
  const subnets = textList(properties['Subnets']).flatMap((id) => world.resource(id) ?? [])
  return {
    LoadBalancerArn: physicalId,
    DNSName: textAt(attributes, 'DNSName'),
    CanonicalHostedZoneId: textAt(attributes, 'CanonicalHostedZoneID'),
    CreatedTime: textAt(attributes, '_createdAt'),
    LoadBalancerName: textAt(attributes, 'LoadBalancerName'),
    Scheme: textAt(properties, 'Scheme') || 'internet-facing',
    VpcId: textAt(subnets[0]?.properties ?? {}, 'VpcId'),
    State: { Code: 'active' },
    Type: 'application',
    AvailabilityZones: subnets.map((subnet) => ({
      ZoneName: textAt({ ...subnet.properties, ...subnet.attributes }, 'AvailabilityZone'),
      SubnetId: subnet.physicalId,
      LoadBalancerAddresses: [],
    })),
    SecurityGroups: textList(properties['SecurityGroups']),
    IpAddressType: 'ipv4',
  }
}

function describeGroup(world: World, { physicalId, properties, attributes }: ResourceRecord): JsonObject {
  const matcher = (properties['Matcher'] ?? {}) as JsonObject
  return {
    TargetGroupArn: physicalId,
    TargetGroupName: textAt(attributes, 'TargetGroupName'),
    Protocol: 'HTTP',
    ProtocolVersion: 'HTTP1',
    Port: textOf(properties['Port']),
    VpcId: textAt(properties, 'VpcId'),
    HealthCheckEnabled: true,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: textOf(properties['HealthCheckPort']) || 'traffic-port',
    HealthCheckPath: textAt(properties, 'HealthCheckPath') || '/',
    HealthCheckIntervalSeconds: textOf(properties['HealthCheckIntervalSeconds']) || '30',
    HealthCheckTimeoutSeconds: textOf(properties['HealthCheckTimeoutSeconds']) || '5',
    HealthyThresholdCount: textOf(properties['HealthyThresholdCount']) || '5',
    UnhealthyThresholdCount: textOf(properties['UnhealthyThresholdCount']) || '2',
    Matcher: { HttpCode: textAt(matcher, 'HttpCode') || '200' },
    LoadBalancerArns: usersOf(world, physicalId),
    TargetType: 'instance',
    IpAddressType: 'ipv4',
  }
}

function describeListener({ physicalId, properties }: ResourceRecord): JsonObject {
  const secure = properties['Protocol'] === 'HTTPS'
  const group = forwardedGroup(properties)
  const [action = {}] = objectsIn(properties['DefaultActions'])
  return {
    ListenerArn: physicalId,
    LoadBalancerArn: textAt(properties, 'LoadBalancerArn'),
    Port: textOf(properties['Port']),
    Protocol: textAt(properties, 'Protocol'),
    ...(secure && {
      Certificates: objectsIn(properties['Certificates']),
      SslPolicy: textAt(properties, 'SslPolicy') || usualPolicy,
    }),
    DefaultActions: [{ Type: textAt(action, 'Type'), ...(group === '' ? {} : { TargetGroupArn: group }) }],
  }
}
