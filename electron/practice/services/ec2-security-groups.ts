import { objectsIn, textOf } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import type { JsonObject, ResourceRecord, World } from '../world.ts'
import { answerPage, filterItems, tagSetOf, type TagSet } from './ec2-query.ts'
import { guardDutyGroups } from './ec2-guardduty.ts'
import { vpcsOf, type VpcFacts } from './ec2-vpcs.ts'

interface Group {
  groupId: string
  groupName: string
  groupDescription: string
  vpcId: string
  ipPermissions: JsonObject[]
  ipPermissionsEgress: JsonObject[]
  tagSet: TagSet
}

/** What a group lets out when it has no egress rules of its own. */
const everythingOut: JsonObject = { IpProtocol: '-1', CidrIp: '0.0.0.0/0' }

/**
 * The security groups of a Region: those of the stacks, and the default one of every VPC, which goes with it.
 * @throws ServiceError `InvalidGroup.NotFound`
 */
export function describeSecurityGroups(
  world: Pick<World, 'accountId' | 'documents' | 'partition' | 'resources' | 'faults'>,
  input: JsonObject,
  region: string,
): JsonObject {
  const ofStacks = world
    .resources('AWS::EC2::SecurityGroup')
    .filter((group) => group.region === region)
    .map((group) => stackGroup(world, group))
  const arnStart = `arn:${world.partition}:ec2:${region}:${world.accountId}:security-group`
  const ofVpcs = vpcsOf(world, region).map((vpc) => defaultGroup(world, vpc))
  const foreign = guardDutyGroups(world, region).map((group) => guardDutyGroup(world, group))
  const items = [...ofVpcs, ...ofStacks, ...foreign].map((group) => ({
    ...group,
    ownerId: world.accountId,
    securityGroupArn: `${arnStart}/${group.groupId}`,
  }))
  const found = filterItems(items, input, {
    ids: { parameter: 'GroupId', of: ({ groupId }) => groupId, missing: 'InvalidGroup.NotFound' },
    filters: {
      'group-id': ({ groupId }) => [groupId],
      'group-name': ({ groupName }) => [groupName],
      'vpc-id': ({ vpcId }) => [vpcId],
      description: ({ groupDescription }) => [groupDescription],
      'owner-id': ({ ownerId }) => [ownerId],
    },
    tags: ({ tagSet }) => tagSet,
  })
  return answerPage('securityGroupInfo', found, input)
}

function stackGroup(world: Pick<World, 'accountId' | 'resources'>, group: ResourceRecord): Group {
  const { physicalId, properties, tags } = group
  const added = (type: string): JsonObject[] =>
    world
      .resources(type)
      .map((rule) => rule.properties)
      .filter(({ GroupId }) => GroupId === physicalId)
  const ingress = [
    ...objectsIn(properties['SecurityGroupIngress']),
    ...added('AWS::EC2::SecurityGroupIngress'),
  ]
  const ownEgress =
    properties['SecurityGroupEgress'] === undefined
      ? [everythingOut]
      : objectsIn(properties['SecurityGroupEgress'])
  const egress = [...ownEgress, ...added('AWS::EC2::SecurityGroupEgress')]
  return {
    groupId: physicalId,
    groupName:
      textAt(properties, 'GroupName') ||
      `${tags['aws:cloudformation:stack-name'] ?? 'stack'}-${group.logicalId}`,
    groupDescription: textAt(properties, 'GroupDescription'),
    vpcId: textAt(properties, 'VpcId'),
    ipPermissions: ingress.map((rule) => permission(world, rule)),
    ipPermissionsEgress: egress.map((rule) => permission(world, rule)),
    tagSet: tagSetOf(tags),
  }
}

/** It lets its own members in, and everything out. */
function defaultGroup(world: Pick<World, 'accountId'>, { vpcId, defaultGroupId }: VpcFacts): Group {
  return {
    groupId: defaultGroupId,
    groupName: 'default',
    groupDescription: 'default VPC security group',
    vpcId,
    ipPermissions: [permission(world, { IpProtocol: '-1', SourceSecurityGroupId: defaultGroupId })],
    ipPermissionsEgress: [permission(world, everythingOut)],
    tagSet: [],
  }
}

/** The endpoint's group lets HTTPS in. */
function guardDutyGroup(
  world: Pick<World, 'accountId'>,
  group: Pick<Group, 'groupId' | 'groupName' | 'vpcId'>,
): Group {
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8' }
  return {
    ...group,
    groupDescription: 'Associated with VPC endpoint for GuardDuty data',
    ipPermissions: [permission(world, https)],
    ipPermissionsEgress: [permission(world, everythingOut)],
    tagSet: tagSetOf({ GuardDutyManaged: 'true' }),
  }
}

function permission(world: Pick<World, 'accountId'>, rule: JsonObject): JsonObject {
  const protocol = textOf(rule['IpProtocol'])
  const peer = textOf(rule['SourceSecurityGroupId'] ?? rule['DestinationSecurityGroupId'])
  const description = rule['Description'] ?? null
  return {
    ipProtocol: protocol,
    ...(protocol === '-1' ? {} : { fromPort: rule['FromPort'] ?? null, toPort: rule['ToPort'] ?? null }),
    groups: peer === '' ? [] : [{ userId: world.accountId, groupId: peer, description }],
    ipRanges: rule['CidrIp'] === undefined ? [] : [{ cidrIp: rule['CidrIp'], description }],
    ipv6Ranges: [],
    prefixListIds: [],
  }
}
