import { objectsIn, textList, textOf } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import { type JsonObject, type ResourceRecord, type Service, ServiceError, type World } from '../world.ts'
import { elbVersion2Service } from './elastic-load-balancing-v2.ts'
import { nextPage, pageOf } from './page.ts'

const pages = { usual: 400, most: 400, invalid: 'ValidationError' }

/** Load balancers of both versions, as far as the app asks: which there are. */
export function elasticLoadBalancingService(world: World): Service {
  /** Those that are named, or all of the Region. */
  const chosen = (input: JsonObject, region: string): ResourceRecord[] => {
    const all = world
      .resources('AWS::ElasticLoadBalancing::LoadBalancer')
      .filter((balancer) => balancer.region === region)
    const names = textList(input['LoadBalancerNames'])
    const missing = names.find((name) => !all.some(({ physicalId }) => physicalId === name))
    if (missing !== undefined)
      throw new ServiceError('LoadBalancerNotFound', `There is no ACTIVE Load Balancer named '${missing}'`)
    return names.length === 0 ? all : all.filter(({ physicalId }) => names.includes(physicalId))
  }
  return {
    name: 'elasticloadbalancing',
    protocol: 'query',
    version: '2012-06-01',
    operations: {
      DescribeLoadBalancers(input, { region }) {
        const asked = { token: input['Marker'], size: input['PageSize'] }
        const { items, next } = pageOf(chosen(input, region), asked, pages)
        return {
          LoadBalancerDescriptions: items.map((balancer) => describeBalancer(world, balancer)),
          ...nextPage('NextMarker', next),
        }
      },
      ...elbVersion2Service(world),
    },
  }
}

function describeBalancer(world: World, { physicalId, properties, attributes }: ResourceRecord): JsonObject {
  const subnetIds = textList(properties['Subnets'])
  const subnets = world
    .resources('AWS::EC2::Subnet')
    .filter((subnet) => subnetIds.includes(subnet.physicalId))
  const check = (properties['HealthCheck'] ?? {}) as JsonObject
  return {
    LoadBalancerName: physicalId,
    DNSName: textAt(attributes, 'DNSName'),
    CanonicalHostedZoneName: textAt(attributes, 'CanonicalHostedZoneName'),
    CanonicalHostedZoneNameID: textAt(attributes, 'CanonicalHostedZoneNameID'),
    ListenerDescriptions: objectsIn(properties['Listeners']).map((listener) => ({
      Listener: describeListener(listener),
      PolicyNames: [],
    })),
    AvailabilityZones: [...new Set(subnets.map((subnet) => textAt(subnet.attributes, 'AvailabilityZone')))],
    Subnets: subnetIds,
    VPCId: textAt(subnets[0]?.properties ?? {}, 'VpcId'),
    Instances: textList(properties['Instances']).map((InstanceId) => ({ InstanceId })),
    HealthCheck: Object.fromEntries(
      ['Target', 'Interval', 'Timeout', 'UnhealthyThreshold', 'HealthyThreshold'].map((name) => [
        name,
        textOf(check[name]),
      ]),
    ),
    SourceSecurityGroup: {
      OwnerAlias: world.accountId,
      GroupName: textAt(attributes, 'SourceSecurityGroup.GroupName'),
    },
    SecurityGroups: textList(properties['SecurityGroups']),
    Scheme: textAt(properties, 'Scheme') || 'internet-facing',
  }
}

function describeListener(listener: JsonObject): JsonObject {
  return {
    Protocol: textAt(listener, 'Protocol').toUpperCase(),
    LoadBalancerPort: textOf(listener['LoadBalancerPort']),
    InstanceProtocol: (textAt(listener, 'InstanceProtocol') || textAt(listener, 'Protocol')).toUpperCase(),
    InstancePort: textOf(listener['InstancePort']),
    ...(listener['SSLCertificateId'] === undefined ? {} : { SSLCertificateId: listener['SSLCertificateId'] }),
  }
}
