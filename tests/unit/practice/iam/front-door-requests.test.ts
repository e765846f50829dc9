import { describe, expect, test } from 'vitest'
import type { HandledResource } from '../../../../electron/practice/iam/handled-resource.ts'
import { handlerRequests } from '../../../../electron/practice/iam/handler-requests.ts'
import type { Handler } from '../../../../electron/practice/iam/handler-actions.ts'
import type { JsonObject } from '../../../../electron/practice/world.ts'
import { overlap, referenceOf } from '../../../service-authorization.ts'

const account = {
  accountId: '123456789012',
  partition: 'aws',
  resource: () => undefined,
  resources: () => [],
}
const elb = 'arn:aws:elasticloadbalancing:us-west-2:123456789012'
const gateway = 'arn:aws:apigateway:us-west-2:'
const balancerArn = `${elb}:loadbalancer/app/door/0123456789abcdef`

interface Row {
  type: string
  properties: JsonObject
  /** Empty before it is there. */
  physicalId: string
}

/** One of each type, as it is once it is there. */
const rows: Row[] = [
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    properties: { SecurityGroups: [] },
    physicalId: balancerArn,
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    properties: { Targets: [] },
    physicalId: `${elb}:targetgroup/door/0123456789abcdef`,
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    properties: { LoadBalancerArn: balancerArn },
    physicalId: `${elb}:listener/app/door/0123456789abcdef/0123456789abcdef`,
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    properties: { ListenerArn: `${elb}:listener/app/door/0123456789abcdef/0123456789abcdef` },
    physicalId: `${elb}:listener-rule/app/door/0123456789abcdef/0123456789abcdef/0123456789abcdef`,
  },
  { type: 'AWS::ApiGatewayV2::Api', properties: {}, physicalId: 'api1' },
  { type: 'AWS::ApiGatewayV2::Integration', properties: { ApiId: 'api1' }, physicalId: 'int1' },
  { type: 'AWS::ApiGatewayV2::Route', properties: { ApiId: 'api1' }, physicalId: 'route1' },
  {
    type: 'AWS::ApiGatewayV2::Stage',
    properties: { ApiId: 'api1', StageName: '$default' },
    physicalId: '$default',
  },
  { type: 'AWS::ApiGatewayV2::VpcLink', properties: {}, physicalId: 'link1' },
  { type: 'AWS::IAM::ServerCertificate', properties: {}, physicalId: 'door' },
  {
    type: 'AWS::Lambda::Url',
    properties: { TargetFunctionArn: 'arn:aws:lambda:us-west-2:123456789012:function:f' },
    physicalId: 'arn:aws:lambda:us-west-2:123456789012:function:f',
  },
]

function requestsOf({ type, properties, physicalId }: Row, handler: Handler) {
  const there = handler === 'create' ? '' : physicalId
  const resource: HandledResource = {
    type,
    region: 'us-west-2',
    physicalId: there,
    name: there || 'door',
    properties,
    tags: { 'sluice:deployment': 'd' },
  }
  return handlerRequests(account, resource, handler)
}

const all = rows.flatMap((row) =>
  (['create', 'read', 'delete'] as const).flatMap((handler) =>
    requestsOf(row, handler).map((request) => ({ type: row.type, handler, ...request })),
  ),
)

/**
 * IAM knows more paths of API Gateway than the reference lists for each method. Of this action the copy of
 * the reference has the page of the classic load balancers only, since both have the same prefix.
 */
const mergedAction = 'elasticloadbalancing:AddTags'

/** The registry's schemas name it, and the reference does not. */
const unknownAction = 'apigateway:TagResource'

test.each(all.filter(({ action }) => action !== unknownAction))(
  'the reference knows $action on $resource ($handler of $type)',
  async ({ action, resource }) => {
    const reference = await referenceOf(action)
    expect(reference, action).toBeDefined()
    if (action.startsWith('apigateway:') || action === mergedAction) return
    expect(
      reference?.resources.filter((pattern) => overlap(pattern, resource)),
      `${resource} is one of ${reference?.resources.join(', ')}`,
    ).not.toEqual([])
  },
)

describe('what the handlers of a door act on', () => {
  const of = (type: string, handler: Handler): string[] =>
    all
      .filter((one) => one.type === type && one.handler === handler)
      .map(({ action, resource }) => `${action} ${resource}`)

  test('paths of version 2 of API Gateway, and the role of the service', () => {
    expect(of('AWS::ApiGatewayV2::VpcLink', 'create')).toEqual([
      `apigateway:GET ${gateway}:/vpclinks/*`,
      `apigateway:POST ${gateway}:/vpclinks`,
      `apigateway:TagResource ${gateway}:/tags/${encodeURIComponent(`${gateway}:/vpclinks/*`)}`,
      'iam:CreateServiceLinkedRole arn:aws:iam::123456789012:role/aws-service-role/' +
        'ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway',
      `apigateway:PUT ${gateway}:/tags/${encodeURIComponent(`${gateway}:/vpclinks/*`)}`,
    ])
    expect(of('AWS::ApiGatewayV2::Stage', 'delete')).toEqual([
      `apigateway:DELETE ${gateway}:/apis/api1/stages/$default`,
    ])
  })

  test('a listener is created on its load balancer, and deleted by its own ARN', () => {
    expect(of('AWS::ElasticLoadBalancingV2::Listener', 'create')).toContain(
      `elasticloadbalancing:CreateListener ${balancerArn}`,
    )
    expect(of('AWS::ElasticLoadBalancingV2::Listener', 'delete')).toContain(
      `elasticloadbalancing:DeleteListener ${elb}:listener/app/door/0123456789abcdef/0123456789abcdef`,
    )
  })

  test('the services whose roles are made are named in the request', () => {
    const services = all
      .filter(({ action }) => action === 'iam:CreateServiceLinkedRole')
      .map(({ type, context }) => `${type} ${String(context['iam:AWSServiceName'])}`)
    expect([...new Set(services)]).toEqual([
      'AWS::ElasticLoadBalancingV2::LoadBalancer elasticloadbalancing.amazonaws.com',
      'AWS::ApiGatewayV2::VpcLink ops.apigateway.amazonaws.com',
    ])
  })
})
