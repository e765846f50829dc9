import { z } from 'zod'
import { internet } from '../../address-book.ts'
import type { HttpIntegration, HttpTarget } from '../../traffic/http-api-messages.ts'
import { listenerTypeName } from '../elastic-load-balancing-v2/listener.ts'
import { requireBalancer } from '../elastic-load-balancing-v2/load-balancer.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList, textAt, wholeNumber } from '../properties.ts'
import { recordPause } from '../record-steps.ts'
import { ResourceError, type ResourceRecord, type ResourceType, type World } from '../../world.ts'
import { partsOfHttpApi, requireHttpApi } from './api-parts.ts'
import { linkReaches, requireVpcLink } from './vpc-link.ts'

const schema = z.strictObject({
  ApiId: z.string(),
  Description: z.string().optional(),
  IntegrationType: z.literal(
    ['HTTP_PROXY', 'AWS_PROXY'],
    'the practice account has HTTP_PROXY and AWS_PROXY integrations only',
  ),
  IntegrationMethod: z
    .literal(['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])
    .optional(),
  IntegrationUri: z.string(),
  ConnectionType: z.literal(['INTERNET', 'VPC_LINK']).default('INTERNET'),
  ConnectionId: z.string().optional(),
  PayloadFormatVersion: z.literal(['1.0', '2.0']),
  RequestParameters: z
    .strictObject({ 'overwrite:path': z.literal('$request.path', 'the practice account maps no other path') })
    .optional(),
  TimeoutInMillis: wholeNumber.min(50).max(30_000).default(30_000),
})

type Properties = z.infer<typeof schema>

const integrationTypeName = 'AWS::ApiGatewayV2::Integration'
const routeTypeName = 'AWS::ApiGatewayV2::Route'

const routeSchema = z.strictObject({
  ApiId: z.string(),
  RouteKey: z.literal('$default', 'the practice account has the route $default only'),
  Target: z.string().regex(/^integrations\/\w+$/),
  AuthorizationType: z.literal('NONE', 'the practice account has no authorizers').optional(),
  OperationName: z.string().optional(),
})

/** AWS::ApiGatewayV2::Integration: what a route does with requests. A record that the API reads. */
export function integrationType(world: World): ResourceType {
  return {
    type: integrationTypeName,
    properties: propertyList(schema),
    async create(raw, context) {
      const properties = parseProperties(schema, raw)
      await recordPause(context)
      requireHttpApi(world, properties.ApiId)
      integrationOf(world, context.region, properties)
      const id = randomText('base36', 7)
      return { physicalId: id, attributes: { IntegrationId: id } }
    },
    async delete({ physicalId, properties }) {
      const target = `integrations/${physicalId}`
      const routes = partsOfHttpApi(world, routeTypeName, textAt(properties, 'ApiId'))
      if (routes.some((route) => route.properties['Target'] === target))
        throw new ResourceError(`Cannot delete Integration '${physicalId}': it is referenced by a route`)
    },
  }
}

/** AWS::ApiGatewayV2::Route: `$default`, which takes every request. */
export function routeType(world: World): ResourceType {
  return {
    type: routeTypeName,
    properties: propertyList(routeSchema),
    async create(raw, context) {
      const { ApiId: apiId, RouteKey: key, Target: target } = parseProperties(routeSchema, raw)
      await recordPause(context)
      requireHttpApi(world, apiId)
      const integrations = partsOfHttpApi(world, integrationTypeName, apiId)
      if (!integrations.some(({ physicalId }) => `integrations/${physicalId}` === target))
        throw new ResourceError('Invalid Integration identifier specified')
      if (partsOfHttpApi(world, routeTypeName, apiId).length > 0)
        throw new ResourceError(`Route with key ${key} already exists for this API`)
      const id = randomText('base36', 7)
      return { physicalId: id, attributes: { RouteId: id } }
    },
    async delete() {
      // Nothing but the record: the API notices.
    },
  }
}

/** What the route `$default` of an API does at this moment; null without a route. */
export function defaultIntegration(world: World, api: ResourceRecord): HttpIntegration | null {
  const [route] = partsOfHttpApi(world, routeTypeName, api.physicalId)
  const id = route === undefined ? '' : textAt(route.properties, 'Target').replace('integrations/', '')
  const record = partsOfHttpApi(world, integrationTypeName, api.physicalId).find(
    (one) => one.physicalId === id,
  )
  if (record === undefined) return null
  return integrationOf(world, api.region, parseProperties(schema, record.properties))
}

/** @throws ResourceError where the service refuses it */
function integrationOf(world: World, region: string, properties: Properties): HttpIntegration {
  const { IntegrationType: type, IntegrationUri: uri, TimeoutInMillis: timeoutMs } = properties
  if (type === 'AWS_PROXY') {
    const functionArn = functionArnIn(uri)
    if (functionArn === undefined)
      throw new ResourceError('Invalid function ARN specified in the IntegrationUri')
    return { type, functionArn, payload: properties.PayloadFormatVersion, timeoutMs }
  }
  if (properties.PayloadFormatVersion !== '1.0')
    throw new ResourceError('Invalid payloadFormatVersion specified: HTTP integrations have 1.0 only')
  if (properties.IntegrationMethod === undefined) throw new ResourceError('HttpMethod must be specified')
  const target =
    properties.ConnectionType === 'VPC_LINK'
      ? privateTarget(world, region, properties)
      : publicTarget(properties)
  return { type, httpMethod: properties.IntegrationMethod, target, timeoutMs }
}

/** The ARN itself, or in the form of version 1 of the service. */
function functionArnIn(uri: string): string | undefined {
  if (/^arn:[\w-]+:lambda:/.test(uri)) return uri
  return /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(uri)?.[1]
}

function privateTarget(world: World, region: string, properties: Properties): HttpTarget {
  const link = requireVpcLink(world, region, properties.ConnectionId ?? '')
  const listener = world.resource(properties.IntegrationUri)
  if (listener?.type !== listenerTypeName)
    throw new ResourceError(`Invalid listener ARN specified: ${properties.IntegrationUri}`)
  if (listener.properties['Protocol'] !== 'HTTP')
    throw new ResourceError('the practice account speaks HTTP to listeners behind a VPC link')
  const balancer = requireBalancer(world, region, textAt(listener.properties, 'LoadBalancerArn'))
  const port = Number(listener.properties['Port'])
  const network = balancer.internal ? balancer.vpcId : internet
  const reachable = balancer.vpcId === link.vpcId && linkReaches(world, link, balancer, port)
  return { kind: 'private', network, host: balancer.dnsName, port, reachable }
}

/** The path that a public host gets is stated, since that of `$default` is not documented. */
function publicTarget({ IntegrationUri, RequestParameters }: Properties): HttpTarget {
  const url = URL.canParse(IntegrationUri) ? new URL(IntegrationUri) : undefined
  if (url?.protocol !== 'http:')
    throw new ResourceError('Invalid HTTP endpoint (the practice account speaks plain HTTP to integrations)')
  if (RequestParameters === undefined)
    throw new ResourceError('the practice account wants "overwrite:path": "$request.path" for a public host')
  return {
    kind: 'public',
    network: internet,
    host: url.hostname,
    port: Number(url.port || 80),
    reachable: true,
  }
}
