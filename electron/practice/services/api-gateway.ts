import { textList } from '../json-values.ts'
import { createHash } from 'node:crypto'
import { textAt } from '../resources/properties.ts'
import { type JsonObject, type ResourceRecord, type Service, type World } from '../world.ts'
import { foreignNames } from './foreign.ts'
import { nextPage, pageOf } from './page.ts'

/**
 * Requests per second of all REST APIs of a Region together. Source: API Gateway developer guide, "Quotas".
 */
const accountRate = 10_000
const accountBurst = 5_000
const rateQuota = 'L-8A5B8E43'
const pages = { usual: 25, most: 500, invalid: 'BadRequestException' }

/**
 * API Gateway's management, as far as the app asks: the account's throttle and a Region's APIs. Both versions
 * of its API are one service, with paths that differ.
 */
export function apiGatewayService(world: World): Service {
  const apisOf = (region: string): JsonObject[] => [
    ...world
      .resources('AWS::ApiGateway::RestApi')
      .filter((api) => api.region === region)
      .map(describeApi),
    ...foreignNames(world, 'restApis').map((name) => foreignApi(name, region)),
  ]
  return {
    name: 'apigateway',
    protocol: 'rest-json',
    version: '2015-07-09',
    routes: [
      { method: 'GET', path: '/account', operation: 'GetAccount' },
      { method: 'GET', path: '/restapis', operation: 'GetRestApis' },
      { method: 'GET', path: '/v2/apis', operation: 'GetApis' },
      { method: 'GET', path: '/v2/vpclinks', operation: 'GetVpcLinks' },
    ],
    operations: {
      GetAccount(_input, { region }) {
        const account = world.resources('AWS::ApiGateway::Account').find((one) => one.region === region)
        const role = account === undefined ? '' : textAt(account.properties, 'CloudWatchRoleArn')
        const rateLimit = world.faults().quotas[rateQuota] ?? accountRate
        return {
          throttleSettings: { rateLimit, burstLimit: Math.min(accountBurst, Math.ceil(rateLimit / 2)) },
          features: ['UsagePlans'],
          apiKeyVersion: '4',
          ...(role === '' ? {} : { cloudwatchRoleArn: role }),
        }
      },
      GetRestApis(input, { region }) {
        const asked = { token: input['position'], size: input['limit'] }
        const { items, next } = pageOf(apisOf(region), asked, pages)
        return { item: items, ...nextPage('position', next) }
      },
      // WebSocket APIs are somebody else's: no resource type makes one.
      GetApis(input, { region }) {
        const all = [
          ...world
            .resources('AWS::ApiGatewayV2::Api')
            .filter((api) => api.region === region)
            .map(describeHttpApi),
          ...foreignNames(world, 'httpApis').map((name) => otherApi(name, region, 'HTTP')),
          ...foreignNames(world, 'webSocketApis').map((name) => otherApi(name, region, 'WEBSOCKET')),
        ]
        const asked = { token: input['nextToken'], size: input['maxResults'] }
        const { items, next } = pageOf(all, asked, pages)
        return { items, ...nextPage('nextToken', next) }
      },
      GetVpcLinks(input, { region }) {
        const links = [
          ...world
            .resources('AWS::ApiGatewayV2::VpcLink')
            .filter((link) => link.region === region)
            .map(describeVpcLink),
          ...foreignNames(world, 'vpcLinks').map((name) => otherLink(name, region)),
        ]
        const asked = { token: input['nextToken'], size: input['maxResults'] }
        const { items, next } = pageOf(links, asked, pages)
        return { items, ...nextPage('nextToken', next) }
      },
    },
  }
}

/** The ARN of an API, of one of its stages or of a VPC link; undefined for anything else. */
export function apiArn(
  { partition }: Pick<World, 'partition'>,
  { type, region, physicalId, properties }: ResourceRecord,
): string | undefined {
  const start = `arn:${partition}:apigateway:${region}::`
  switch (type) {
    case 'AWS::ApiGateway::RestApi':
      return `${start}/restapis/${physicalId}`
    case 'AWS::ApiGateway::Stage':
      return `${start}/restapis/${textAt(properties, 'RestApiId')}/stages/${textAt(properties, 'StageName')}`
    case 'AWS::ApiGatewayV2::Api':
      return `${start}/apis/${physicalId}`
    case 'AWS::ApiGatewayV2::Stage':
      return `${start}/apis/${textAt(properties, 'ApiId')}/stages/${textAt(properties, 'StageName')}`
    case 'AWS::ApiGatewayV2::VpcLink':
      return `${start}/vpclinks/${physicalId}`
    default:
      return undefined
  }
}

function describeHttpApi({ physicalId, properties, attributes, tags }: ResourceRecord): JsonObject {
  return {
    apiId: physicalId,
    name: textAt(properties, 'Name'),
    ...(properties['Description'] === undefined ? {} : { description: properties['Description'] }),
    protocolType: 'HTTP',
    apiEndpoint: textAt(attributes, 'ApiEndpoint'),
    apiKeySelectionExpression: '$request.header.x-api-key',
    createdDate: textAt(attributes, '_createdAt'),
    disableExecuteApiEndpoint: false,
    ipAddressType: 'ipv4',
    routeSelectionExpression: '$request.method $request.path',
    tags,
  }
}

function describeVpcLink({ physicalId, properties, attributes, tags }: ResourceRecord): JsonObject {
  return {
    vpcLinkId: physicalId,
    name: textAt(properties, 'Name'),
    createdDate: textAt(attributes, '_createdAt'),
    securityGroupIds: textList(properties['SecurityGroupIds']),
    subnetIds: textList(properties['SubnetIds']),
    vpcLinkStatus: 'AVAILABLE',
    vpcLinkStatusMessage: 'VPC link is ready to route traffic',
    vpcLinkVersion: 'V2',
    tags,
  }
}

function describeApi({ physicalId, properties, attributes, tags }: ResourceRecord): JsonObject {
  return {
    id: physicalId,
    name: textAt(properties, 'Name'),
    ...(properties['Description'] === undefined ? {} : { description: properties['Description'] }),
    binaryMediaTypes: textList(properties['BinaryMediaTypes']),
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
    tags,
    disableExecuteApiEndpoint: false,
    rootResourceId: textAt(attributes, 'RootResourceId'),
  }
}

function foreignApi(name: string, region: string): JsonObject {
  return {
    id: foreignId(`${name} ${region}`),
    name,
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
    tags: {},
  }
}

function otherApi(name: string, region: string, protocolType: 'HTTP' | 'WEBSOCKET'): JsonObject {
  const routeSelectionExpression = protocolType === 'HTTP' ? '$request.method $request.path' : '$request.body'
  return {
    apiId: foreignId(`${name} ${region} ${protocolType}`),
    name,
    protocolType,
    routeSelectionExpression,
    tags: {},
  }
}

function otherLink(name: string, region: string): JsonObject {
  return {
    vpcLinkId: foreignId(`${name} ${region} link`).slice(-6),
    name,
    createdDate: '2026-01-01T00:00:00Z',
    securityGroupIds: [],
    subnetIds: [],
    vpcLinkStatus: 'AVAILABLE',
    vpcLinkVersion: 'V2',
    tags: {},
  }
}

/** Ten characters, always the same for the same seed. */
function foreignId(seed: string): string {
  const digest = createHash('sha256').update(seed).digest('hex').slice(0, 14)
  return BigInt(`0x${digest}`).toString(36).padStart(10, '0').slice(-10)
}
