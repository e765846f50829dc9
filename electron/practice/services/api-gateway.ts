import { textList } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import { type JsonObject, type ResourceRecord, type Service, type World } from '../world.ts'
import { apiGatewayV2Operations } from './api-gateway-v2.ts'
import { foreignId, foreignNames } from './foreign.ts'
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
      ...apiGatewayV2Operations(world),
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
