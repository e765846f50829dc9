import type { Agent } from 'node:https'
import { request } from 'node:https'
import { textAt } from '../../../electron/practice/resources/properties.ts'
import type { JsonObject, ResourceRecord } from '../../../electron/practice/world.ts'
import type { TrafficWorld } from './traffic-world.ts'
import { region } from './traffic-world.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** Asks a REST API by its name in the address book, over TLS with the account's own certificate. */
export function askApi(
  account: TrafficWorld,
  apiId: string,
  path: string,
  options: {
    method?: string
    body?: string | Buffer
    headers?: Record<string, string>
    agent?: Agent
    ca?: string
  } = {},
): Promise<Answer> {
  const host = `${apiId}.execute-api.${region}.amazonaws.com`
  const { body, ca, headers, ...rest } = options
  return new Promise((resolve, reject) => {
    const trust = ca === undefined ? { rejectUnauthorized: false } : { ca }
    const port = account.world.addresses.lookup('internet', host, 443)
    const sent = request(
      { host: '127.0.0.1', port, servername: host, path, headers: { host, ...headers }, ...trust, ...rest },
      (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

export interface Api {
  api: ResourceRecord
  proxyResource: ResourceRecord
  stage: ResourceRecord
  deployment: ResourceRecord
  apiId: string
}

/**
 * A REST API as the bundled templates make one: ANY on the root and on `{proxy+}`, a deployment and the
 * stage `v1`.
 */
export async function createApi(
  account: TrafficWorld,
  integration: (path: '' | '{proxy}') => JsonObject,
  extra: { api?: JsonObject; stage?: JsonObject } = {},
): Promise<Api> {
  const api = await account.create('AWS::ApiGateway::RestApi', 'Api', {
    Name: 'test',
    EndpointConfiguration: { Types: ['REGIONAL'] },
    BinaryMediaTypes: ['*/*'],
    ...extra.api,
  })
  const apiId = api.physicalId
  const rootId = textAt(api.attributes, 'RootResourceId')
  const proxyResource = await account.create('AWS::ApiGateway::Resource', 'Proxy', {
    RestApiId: apiId,
    ParentId: rootId,
    PathPart: '{proxy+}',
  })
  const method = { RestApiId: apiId, HttpMethod: 'ANY', AuthorizationType: 'NONE' }
  await account.create('AWS::ApiGateway::Method', 'RootMethod', {
    ...method,
    ResourceId: rootId,
    Integration: integration(''),
  })
  await account.create('AWS::ApiGateway::Method', 'ProxyMethod', {
    ...method,
    ResourceId: proxyResource.physicalId,
    RequestParameters: { 'method.request.path.proxy': true },
    Integration: integration('{proxy}'),
  })
  const deployment = await account.create('AWS::ApiGateway::Deployment', 'Deployment', { RestApiId: apiId })
  const stage = await account.create('AWS::ApiGateway::Stage', 'Stage', {
    RestApiId: apiId,
    DeploymentId: deployment.physicalId,
    StageName: 'v1',
    ...extra.stage,
  })
  return { api, proxyResource, stage, deployment, apiId }
}
