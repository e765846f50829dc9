import { textList } from '../json-values.ts'
import { textAt } from '../resources/properties.ts'
import type { JsonObject, Operation, ResourceRecord, World } from '../world.ts'
import { foreignId, foreignNames } from './foreign.ts'
import { nextPage, pageOf } from './page.ts'

const pages = { usual: 25, most: 500, invalid: 'BadRequestException' }

/** Version 2 of API Gateway, as far as the app asks: HTTP and WebSocket APIs, and VPC links. */
export function apiGatewayV2Operations(world: World): Record<'GetApis' | 'GetVpcLinks', Operation> {
  return {
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
