import { textList, textOf } from '../json-values.ts'
import { anything, untagged, type Account, type HandledResource, type Target } from './handled-resource.ts'

const kinds: Readonly<Record<string, string>> = {
  'AWS::EC2::Instance': 'instance',
  'AWS::EC2::InternetGateway': 'internet-gateway',
  'AWS::EC2::RouteTable': 'route-table',
  'AWS::EC2::SecurityGroup': 'security-group',
  'AWS::EC2::Subnet': 'subnet',
  'AWS::EC2::VPC': 'vpc',
  'AWS::EC2::VPCEndpoint': 'vpc-endpoint',
}

/** Properties that name other resources, and what they name. */
const references: Readonly<Record<string, string>> = {
  GroupId: 'security-group',
  InternetGatewayId: 'internet-gateway',
  RouteTableId: 'route-table',
  RouteTableIds: 'route-table',
  SecurityGroupIds: 'security-group',
  SubnetId: 'subnet',
  VpcId: 'vpc',
}

/**
 * Action → what it acts on: the resource itself (`own`) or properties that name others. What is not here acts
 * on the resource itself. Source: Service Authorization Reference, "Actions defined by Amazon EC2".
 */
const actsOn: Readonly<Record<string, readonly string[]>> = {
  AssociateRouteTable: ['RouteTableId', 'SubnetId'],
  AttachInternetGateway: ['InternetGatewayId', 'VpcId'],
  AuthorizeSecurityGroupIngress: ['own', 'GroupId'],
  CreateRoute: ['RouteTableId'],
  CreateRouteTable: ['own', 'VpcId'],
  CreateSecurityGroup: ['own', 'VpcId'],
  CreateSubnet: ['own', 'VpcId'],
  CreateVpcEndpoint: ['own', 'VpcId', 'RouteTableIds'],
  DeleteRoute: ['RouteTableId'],
  DetachInternetGateway: ['InternetGatewayId', 'VpcId'],
  DisassociateRouteTable: ['RouteTableId', 'SubnetId'],
  ReplaceRouteTableAssociation: ['RouteTableId', 'SubnetId'],
  RevokeSecurityGroupIngress: ['own', 'GroupId'],
  RunInstances: ['own', 'SubnetId', 'SecurityGroupIds'],
}

/**
 * Types that CloudFormation is reported to tag by a call of its own, after all others: until then the
 * resource has no tags. Source: cloudformation-coverage-roadmap, issue 714.
 */
export const taggedLast: readonly string[] = ['AWS::EC2::SecurityGroup']

/** Actions that describe one resource; all others that begin so know no resource. */
const describesOne = ['DescribeInstanceAttribute', 'DescribeVpcAttribute']

/** What an action of EC2 acts on. @param action without its prefix */
export function ec2Targets(account: Account, resource: HandledResource, action: string): Target[] {
  if (action.startsWith('Describe') && !describesOne.includes(action)) return [anything]
  const named = (actsOn[action] ?? ['own']).flatMap((part) =>
    part === 'own' ? ownTargets(account, resource, action) : referredTargets(account, resource, part),
  )
  return action === 'RunInstances' ? [...named, ...launched(account, resource)] : named
}

/** The action whose request carries the tags of a resource, as the key ec2:CreateAction names it. */
export function createActionOf(type: string): string {
  if (type === 'AWS::EC2::Instance') return 'RunInstances'
  return `Create${type === 'AWS::EC2::VPC' ? 'Vpc' : type.split('::')[2]?.replace('VPC', 'Vpc')}`
}

function ownTargets(account: Account, resource: HandledResource, action: string): Target[] {
  const kind = kinds[resource.type]
  if (kind === undefined) return []
  const isNew = action === createActionOf(resource.type) || action === 'CreateTags'
  const isTagged = resource.physicalId !== '' || !taggedLast.includes(resource.type)
  const own: Target = {
    arn: ec2Arn(account, resource, kind, isNew || resource.physicalId === '' ? '*' : resource.physicalId),
    state: isNew ? 'new' : 'there',
    tags: isNew || isTagged ? resource.tags : {},
  }
  const volumesToo =
    action === 'CreateTags' && resource.properties['PropagateTagsToVolumeOnCreation'] !== undefined
  return volumesToo ? [own, { ...own, arn: ec2Arn(account, resource, 'volume', '*') }] : [own]
}

function referredTargets(account: Account, resource: HandledResource, property: string): Target[] {
  const kind = references[property] ?? property
  const value = resource.properties[property]
  const ids = Array.isArray(value) ? textList(value) : [textOf(value)].filter((id) => id !== '')
  return ids.map((id) => ({
    arn: ec2Arn(account, resource, kind, id),
    state: 'there',
    tags: account.resource(id)?.tags ?? {},
  }))
}

/** What RunInstances makes and uses beside what the template names. Images belong to no account. */
function launched(account: Account, resource: HandledResource): Target[] {
  const id = textOf(resource.properties['ImageId'])
  const image = `arn:${account.partition}:ec2:${resource.region}::image/${id}`
  const interfaces = ec2Arn(account, resource, 'network-interface', '*')
  const volumes: Target = { arn: ec2Arn(account, resource, 'volume', '*'), state: 'new', tags: {} }
  return [untagged(image), untagged(interfaces), volumes]
}

function ec2Arn(account: Account, { region }: HandledResource, kind: string, id: string): string {
  return `arn:${account.partition}:ec2:${region}:${account.accountId}:${kind}/${id}`
}
