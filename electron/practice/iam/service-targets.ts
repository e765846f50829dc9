import { textOf } from '../json-values.ts'
import { apiGatewayTargets } from './api-gateway-targets.ts'
import { ec2Targets } from './ec2-targets.ts'
import { anything, untagged, type Account, type HandledResource, type Target } from './handled-resource.ts'
import { iamTargets } from './iam-targets.ts'
import { loadBalancerV2Targets } from './load-balancer-v2-targets.ts'

type Targets = (account: Account, resource: HandledResource, action: string) => Target[]

/** Prefix of an action → what its actions act on. Others know no resource here. */
const services: Readonly<Record<string, Targets>> = {
  apigateway: apiGatewayTargets,
  ec2: ec2Targets,
  elasticloadbalancing: loadBalancerTargets,
  iam: iamTargets,
  lambda: functionTargets,
  logs: logGroupTargets,
  scheduler: scheduleTargets,
}

/**
 * What an action such as `ec2:CreateVpc` acts on when a handler calls it for a resource. Source: Service
 * Authorization Reference, "Resource types defined by …".
 */
export function targetsOf(account: Account, resource: HandledResource, action: string): Target[] {
  const [prefix = '', name = ''] = action.split(':')
  return services[prefix]?.(account, resource, name) ?? [anything]
}

function loadBalancerTargets(account: Account, resource: HandledResource, action: string): Target[] {
  if (action.startsWith('Describe')) return [anything]
  if (resource.type.startsWith('AWS::ElasticLoadBalancingV2::'))
    return [loadBalancerV2Targets(account, resource, action)]
  const arn = arnIn(account, resource, 'elasticloadbalancing', `loadbalancer/${resource.name}`)
  const isNew = action === 'CreateLoadBalancer' || action === 'AddTags'
  return [{ arn, state: isNew ? 'new' : 'there', tags: resource.tags }]
}

function functionTargets(account: Account, resource: HandledResource): Target[] {
  const { FunctionName, TargetFunctionArn } = resource.properties
  const named = textOf(FunctionName ?? TargetFunctionArn)
  if (named.startsWith('arn:')) return [untagged(named)]
  const name = resource.type === 'AWS::Lambda::Function' ? resource.name : named
  return [untagged(arnIn(account, resource, 'lambda', `function:${name}`))]
}

const listsLogGroups = ['DescribeIndexPolicies', 'DescribeLogGroups', 'DescribeResourcePolicies']

function logGroupTargets(account: Account, resource: HandledResource, action: string): Target[] {
  if (listsLogGroups.includes(action)) return [anything]
  return [untagged(arnIn(account, resource, 'logs', `log-group:${resource.name}`))]
}

/** Deleting a group deletes its schedules, of which any may be there. */
function scheduleTargets(account: Account, resource: HandledResource, action: string): Target[] {
  const group = arnIn(account, resource, 'scheduler', `schedule-group/${resource.name}`)
  if (action === 'DeleteSchedule')
    return [untagged(arnIn(account, resource, 'scheduler', `schedule/${resource.name}/any`))]
  const isNew = action === 'CreateScheduleGroup' || action === 'TagResource'
  return [{ arn: group, state: isNew ? 'new' : 'there', tags: resource.tags }]
}

function arnIn(account: Account, { region }: HandledResource, service: string, resource: string): string {
  return `arn:${account.partition}:${service}:${region}:${account.accountId}:${resource}`
}
