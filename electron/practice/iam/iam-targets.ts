import { partitionOf } from '../../../shared/partition.ts'
import { textList, textOf } from '../json-values.ts'
import { untagged, type Account, type HandledResource, type Target } from './handled-resource.ts'

const kinds: Readonly<Record<string, string>> = {
  'AWS::IAM::InstanceProfile': 'instance-profile',
  'AWS::IAM::ManagedPolicy': 'policy',
  'AWS::IAM::Role': 'role',
  'AWS::IAM::ServerCertificate': 'server-certificate',
}

/** What an action of IAM acts on. @param action without its prefix */
export function iamTargets(account: Account, resource: HandledResource, action: string): Target[] {
  if (action === 'PassRole') return passedRoles(account, resource).map(untagged)
  const { accountId, partition } = account
  if (action === 'CreateServiceLinkedRole') {
    const { service, role } = linkedRoleOf(resource.type)
    return [untagged(`arn:${partition}:iam::${accountId}:role/aws-service-role/${service}/${role}`)]
  }
  const { physicalId, properties, name, type } = resource
  // `Ref` of a managed policy is its ARN.
  if (physicalId.startsWith('arn:')) return [untagged(physicalId)]
  const path = textOf(properties['Path']) || '/'
  return [untagged(`arn:${partition}:iam::${accountId}:${kinds[type] ?? 'role'}${path}${name}`)]
}

/**
 * The service-linked role that the first resource of a type makes in an account. Sources: Elastic Load
 * Balancing user guide and API Gateway developer guide, "Service-linked roles".
 */
export function linkedRoleOf(type: string): { service: string; role: string } {
  return type === 'AWS::ApiGatewayV2::VpcLink'
    ? { service: 'ops.apigateway.amazonaws.com', role: 'AWSServiceRoleForAPIGateway' }
    : { service: 'elasticloadbalancing.amazonaws.com', role: 'AWSServiceRoleForElasticLoadBalancing' }
}

/** Name of a service's own role → where it is among the roles. */
export const linkedRolePaths: ReadonlyMap<string, string> = new Map(
  ['AWS::ApiGatewayV2::VpcLink', 'AWS::ElasticLoadBalancingV2::LoadBalancer'].map((type) => {
    const { service, role } = linkedRoleOf(type)
    return [role, `aws-service-role/${service}/`]
  }),
)

/** The service that a resource hands a role to. */
export function servicePassedTo({ type, region }: HandledResource): string {
  return type === 'AWS::Lambda::Function' ? 'lambda.amazonaws.com' : `ec2.${partitionOf(region).dnsSuffix}`
}

/** The ARNs of the roles that a resource hands to a service. */
function passedRoles(account: Account, { type, properties }: HandledResource): string[] {
  const arnsOf = (names: readonly string[]): string[] =>
    names
      .map((name) => textOf(account.resource(name, 'AWS::IAM::Role')?.attributes['Arn']))
      .filter((arn) => arn !== '')
  switch (type) {
    case 'AWS::Lambda::Function':
      return [textOf(properties['Role'])].filter((arn) => arn !== '')
    case 'AWS::IAM::InstanceProfile':
      return arnsOf(textList(properties['Roles']))
    case 'AWS::EC2::Instance': {
      const profile = account.resource(textOf(properties['IamInstanceProfile']), 'AWS::IAM::InstanceProfile')
      return arnsOf(textList(profile?.properties['Roles']))
    }
    default:
      return []
  }
}
