import { objectsIn, textList, textOf } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import { type JsonObject, type ResourceRecord, type Service, ServiceError, type World } from '../world.ts'
import { apiArn } from './api-gateway.ts'
import { volumesOf } from './ec2-volumes.ts'
import { pageOf } from './page.ts'

const pages = { usual: 50, most: 100, invalid: 'InvalidParameterException' }

/** Something that carries tags. `kind` is what `ResourceTypeFilters` names, such as `ec2:vpc`. */
interface Tagged {
  kind: string
  arn: string
  tags: Record<string, string>
}

/** EC2's types as its ARNs have them. */
const ec2Kinds: Record<string, string> = {
  'AWS::EC2::VPC': 'vpc',
  'AWS::EC2::Subnet': 'subnet',
  'AWS::EC2::InternetGateway': 'internet-gateway',
  'AWS::EC2::RouteTable': 'route-table',
  'AWS::EC2::VPCEndpoint': 'vpc-endpoint',
  'AWS::EC2::SecurityGroup': 'security-group',
  'AWS::EC2::Instance': 'instance',
}

/**
 * Resource Groups Tagging API: what is there of a Region and carries tags. Types that have none on AWS are
 * left out (routes, associations, methods, permissions, schedules), and so is IAM, whose roles this API
 * does not list.
 * @param stacksOf the stacks of a Region, with their tags
 */
export function taggingService(
  world: World,
  stacksOf: (region: string) => { id: string; tags: Record<string, string> }[],
): Service {
  return {
    name: 'tagging',
    protocol: 'json-1.1',
    version: 'ResourceGroupsTaggingAPI_20170126',
    operations: {
      GetResources(input, { region }) {
        const stacks = stacksOf(region).map(({ id, tags }): Tagged => ({
          kind: 'cloudformation:stack',
          arn: id,
          tags,
        }))
        const resources = world.resources().filter((record) => record.region === region)
        const found = [...stacks, ...resources.flatMap((record) => taggedIn(world, record))]
          .filter(({ tags }) => Object.keys(tags).length > 0)
          .filter(chosenBy(input))
        const asked = { token: input['PaginationToken'], size: input['ResourcesPerPage'] }
        const { items, next } = pageOf(found, asked, pages)
        return {
          // Empty after the last page: it is always there.
          PaginationToken: next ?? '',
          ResourceTagMappingList: items.map(({ arn, tags }) => ({
            ResourceARN: arn,
            Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
          })),
        }
      },
    },
  }
}

/** What a resource shows here: itself, an instance its volumes too, and many types nothing. */
function taggedIn(world: World, record: ResourceRecord): Tagged[] {
  const { type, region, physicalId, attributes, tags } = record
  const { partition, accountId } = world
  const arnOf = (service: string, rest: string): string =>
    `arn:${partition}:${service}:${region}:${accountId}:${rest}`
  const ec2Kind = ec2Kinds[type]
  if (ec2Kind !== undefined) {
    const volumes = type === 'AWS::EC2::Instance' ? volumesOf(record) : []
    return [
      { kind: `ec2:${ec2Kind}`, arn: arnOf('ec2', `${ec2Kind}/${physicalId}`), tags },
      ...volumes.map((volume) => ({
        kind: 'ec2:volume',
        arn: arnOf('ec2', `volume/${volume.volumeId}`),
        tags: Object.fromEntries(volume.tags.map(({ key, value }) => [key, value])),
      })),
    ]
  }
  const api = apiArn(world, record)
  if (api !== undefined) return [{ kind: `apigateway:${api.split('/')[1] ?? ''}`, arn: api, tags }]
  if (type.startsWith('AWS::ElasticLoadBalancingV2::'))
    return [
      {
        kind: `elasticloadbalancing:${physicalId.split(':')[5]?.split('/')[0] ?? ''}`,
        arn: physicalId,
        tags,
      },
    ]
  if (type === 'AWS::ElasticLoadBalancing::LoadBalancer')
    return [
      {
        kind: 'elasticloadbalancing:loadbalancer',
        arn: arnOf('elasticloadbalancing', `loadbalancer/${physicalId}`),
        tags,
      },
    ]
  if (type === 'AWS::Lambda::Function')
    return [{ kind: 'lambda:function', arn: textAt(attributes, 'Arn'), tags }]
  if (type === 'AWS::Logs::LogGroup')
    return [{ kind: 'logs:log-group', arn: arnOf('logs', `log-group:${physicalId}`), tags }]
  if (type === 'AWS::Scheduler::ScheduleGroup')
    return [{ kind: 'scheduler:schedule-group', arn: textAt(attributes, 'Arn'), tags }]
  return []
}

/**
 * A resource is chosen when it fits one of the types (`ec2`, `ec2:vpc`) and every tag filter, by one of its
 * values or, without values, by its key.
 */
function chosenBy(input: JsonObject): (tagged: Tagged) => boolean {
  const types = textList(input['ResourceTypeFilters'])
  const filters = objectsIn(input['TagFilters'])
  if (filters.some(({ Key }) => typeof Key !== 'string' || Key === ''))
    throw new ServiceError('InvalidParameterException', 'A tag filter needs a key.')
  return ({ kind, tags }) =>
    (types.length === 0 || types.some((type) => type === kind || kind.startsWith(`${type}:`))) &&
    filters.every(({ Key, Values }) => {
      const value = tags[textOf(Key)]
      const wanted = textList(Values)
      return value !== undefined && (wanted.length === 0 || wanted.includes(value))
    })
}
