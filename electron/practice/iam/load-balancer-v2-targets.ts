import { textOf } from '../json-values.ts'
import type { Account, HandledResource, Target } from './handled-resource.ts'

/**
 * What an action of Elastic Load Balancing's second version acts on: the resource itself, by its ARN once it
 * has one; a listener is created on its load balancer, a rule on its listener. Source: Service Authorization
 * Reference, "AWS Elastic Load Balancing V2".
 */
export function loadBalancerV2Targets(account: Account, resource: HandledResource, action: string): Target {
  const isNew = action.startsWith('Create') || action === 'AddTags'
  const state = isNew ? 'new' : 'there'
  if (action === 'CreateListener')
    return { arn: textOf(resource.properties['LoadBalancerArn']), state, tags: resource.tags }
  if (action === 'CreateRule')
    return { arn: textOf(resource.properties['ListenerArn']), state, tags: resource.tags }
  const { physicalId } = resource
  return { arn: physicalId === '' ? futureArn(account, resource) : physicalId, state, tags: resource.tags }
}

/** The ARN that a resource would get, with `*` for its id. */
function futureArn(
  { partition, accountId }: Account,
  { type, region, name, properties }: HandledResource,
): string {
  const start = `arn:${partition}:elasticloadbalancing:${region}:${accountId}`
  switch (type) {
    case 'AWS::ElasticLoadBalancingV2::TargetGroup':
      return `${start}:targetgroup/${name}/*`
    case 'AWS::ElasticLoadBalancingV2::Listener': {
      const balancer = textOf(properties['LoadBalancerArn']).split(':loadbalancer/')[1] ?? 'app/*/*'
      return `${start}:listener/${balancer}/*`
    }
    case 'AWS::ElasticLoadBalancingV2::ListenerRule': {
      const listener = textOf(properties['ListenerArn']).split(':listener/')[1] ?? 'app/*/*/*'
      return `${start}:listener-rule/${listener}/*`
    }
    default:
      return `${start}:loadbalancer/app/${name}/*`
  }
}
