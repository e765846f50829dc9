import { z } from 'zod'
import type { JsonObject, ResourceType, World } from '../../world.ts'
import { ResourceError } from '../../world.ts'
import { randomText } from '../names.ts'
import { parseProperties, propertyList, textAt, wholeNumber, yesOrNo } from '../properties.ts'
import { partsOf, requireApi } from './api-parts.ts'
import { integrationResponses, methodResponses, mockIntegration } from './mock-method.ts'
import { privateLink } from './private-method.ts'
import type { Integration, Route } from '../../traffic/routes.ts'

const resourceSchema = z.strictObject({ RestApiId: z.string(), ParentId: z.string(), PathPart: z.string() })

const methodSchema = z.strictObject({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.literal(['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']),
  AuthorizationType: z.literal('NONE', 'the practice account has no authorizers').optional(),
  ApiKeyRequired: yesOrNo.pipe(z.literal(false, 'the practice account has no API keys')).optional(),
  OperationName: z.string().optional(),
  RequestParameters: z.record(z.string(), yesOrNo).default({}),
  MethodResponses: methodResponses,
  Integration: z.strictObject({
    Type: z.literal(
      ['HTTP_PROXY', 'AWS_PROXY', 'MOCK'],
      'the practice account has HTTP_PROXY, AWS_PROXY and MOCK integrations only',
    ),
    IntegrationHttpMethod: z.string().default(''),
    Uri: z.string().default(''),
    RequestParameters: z.record(z.string(), z.string()).default({}),
    PassthroughBehavior: z.literal(['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER']).optional(),
    ConnectionType: z.literal(['INTERNET', 'VPC_LINK']).default('INTERNET'),
    ConnectionId: z.string().optional(),
    IntegrationTarget: z.string().optional(),
    RequestTemplates: z.record(z.string(), z.string()).default({}),
    IntegrationResponses: integrationResponses,
    TimeoutInMillis: wholeNumber.min(50).max(29_000).default(29_000),
  }),
})

type MethodProperties = z.infer<typeof methodSchema>

/** AWS::ApiGateway::Resource: one part of a path. */
export function resourceType(world: World): ResourceType {
  return {
    type: 'AWS::ApiGateway::Resource',
    properties: propertyList(resourceSchema),
    async create(raw) {
      const { RestApiId: apiId, ParentId: parentId, PathPart: part } = parseProperties(resourceSchema, raw)
      requirePath(world, apiId, parentId)
      if (!/^(\{[\w.:-]+\+?\}|[\w.\-:$~]+)$/.test(part))
        throw new ResourceError(
          "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable " +
            `and curly braces at the beginning and the end: ${part}`,
        )
      const siblings = partsOf(world, 'AWS::ApiGateway::Resource', apiId).filter(
        (record) => record.properties['ParentId'] === parentId,
      )
      if (siblings.some((record) => record.properties['PathPart'] === part)) {
        throw new ResourceError(`Another resource with the same parent already has this name: ${part}`)
      }
      const id = randomText('base36', 6)
      return { physicalId: id, attributes: { ResourceId: id } }
    },
    async delete() {
      // Nothing but the record.
    },
  }
}

/** AWS::ApiGateway::Method, with its integration. It serves nothing until it is deployed. */
export function methodType(world: World): ResourceType {
  return {
    type: 'AWS::ApiGateway::Method',
    properties: propertyList(methodSchema),
    async create(raw, { region }) {
      const properties = parseProperties(methodSchema, raw)
      const { RestApiId: apiId, ResourceId: resourceId, HttpMethod: method } = properties
      requirePath(world, apiId, resourceId)
      const twin = partsOf(world, 'AWS::ApiGateway::Method', apiId).find(
        (record) =>
          record.properties['ResourceId'] === resourceId && record.properties['HttpMethod'] === method,
      )
      if (twin !== undefined) throw new ResourceError('Method already exists for this resource')
      integrationOf(world, region, raw)
      return { physicalId: `${apiId}|${resourceId}|${method}`, attributes: {} }
    },
    async delete() {
      // Nothing but the record.
    },
  }
}

/**
 * The methods of an API at this moment, as a deployment keeps them. @throws ResourceError when there is
 * none.
 */
export function routesOf(world: World, apiId: string): Route[] {
  const methods = partsOf(world, 'AWS::ApiGateway::Method', apiId)
  if (methods.length === 0) throw new ResourceError("The REST API doesn't contain any methods")
  return methods.map(({ properties, region }) => ({
    resourceId: textAt(properties, 'ResourceId'),
    resourcePath: requirePath(world, apiId, textAt(properties, 'ResourceId')),
    httpMethod: textAt(properties, 'HttpMethod'),
    integration: integrationOf(world, region, properties),
  }))
}

/**
 * The path of a resource from the root (`/child/{proxy+}`). @throws ResourceError when API or resource do
 * not exist.
 */
function requirePath(world: World, apiId: string, resourceId: string): string {
  const api = requireApi(world, apiId)
  const resources = partsOf(world, 'AWS::ApiGateway::Resource', apiId)
  const parts: string[] = []
  for (let id = resourceId; id !== textAt(api.attributes, 'RootResourceId');) {
    const resource = resources.find(({ physicalId }) => physicalId === id)
    if (resource === undefined) throw new ResourceError('Invalid Resource identifier specified')
    parts.unshift(textAt(resource.properties, 'PathPart'))
    id = textAt(resource.properties, 'ParentId')
  }
  return `/${parts.join('/')}`
}

/** A method's integration. @throws ResourceError where the service refuses it. */
function integrationOf(world: World, region: string, raw: JsonObject): Integration {
  const method = parseProperties(methodSchema, raw)
  const { Type, IntegrationHttpMethod, ConnectionType, RequestTemplates } = method.Integration
  if (Type === 'MOCK') return mockIntegration(method)
  if (IntegrationHttpMethod === '')
    throw new ResourceError('Enumeration value for HttpMethod must be non-empty')
  if (ConnectionType === 'VPC_LINK' && Type === 'HTTP_PROXY')
    return { ...httpIntegration(method), link: privateLink(world, region, method.Integration) }
  if (ConnectionType === 'VPC_LINK' || Object.keys(RequestTemplates).length > 0)
    throw new ResourceError('the practice account has templates for mock and private integrations only')
  return Type === 'AWS_PROXY' ? lambdaIntegration(method) : httpIntegration(method)
}

function lambdaIntegration({ Integration: integration }: MethodProperties): Integration {
  const functionArn =
    /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(
      integration.Uri,
    )?.[1]
  if (functionArn === undefined) throw new ResourceError('Invalid ARN specified in the request')
  if (integration.IntegrationHttpMethod !== 'POST')
    throw new ResourceError('Lambda functions are invoked with POST: IntegrationHttpMethod')
  return { type: 'AWS_PROXY', functionArn, timeoutMs: integration.TimeoutInMillis }
}

function httpIntegration(method: MethodProperties): Extract<Integration, { type: 'HTTP_PROXY' }> {
  const { IntegrationHttpMethod: httpMethod, Uri: uri, TimeoutInMillis: timeoutMs } = method.Integration
  const pathParameters = mappedPathParameters(method)
  const example = uri.replaceAll(/\{[^}]+\}/g, 'x')
  if (!URL.canParse(example) || new URL(example).protocol !== 'http:') {
    throw new ResourceError(
      'Invalid HTTP endpoint specified for URI (the practice account speaks plain HTTP to integrations)',
    )
  }
  return { type: 'HTTP_PROXY', httpMethod, uri, pathParameters, timeoutMs }
}

/** Path parameter of the integration's URI → path parameter that the method declares. */
function mappedPathParameters(method: MethodProperties): Record<string, string> {
  const mappings = Object.entries(method.Integration.RequestParameters).map(([to, from]) => {
    const target = /^integration\.request\.path\.(.+)$/.exec(to)?.[1]
    const source = /^method\.request\.path\.(.+)$/.exec(from)?.[1]
    if (target === undefined || source === undefined || !(from in method.RequestParameters)) {
      throw new ResourceError(
        `Invalid mapping expression specified: ${to}=${from} ` +
          '(the practice account maps declared path parameters only)',
      )
    }
    return [target, source] as const
  })
  return Object.fromEntries(mappings)
}
