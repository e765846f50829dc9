import { readFileSync, statSync } from 'node:fs'
import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textAt } from '../../../electron/practice/resources/properties.ts'
import type { JsonObject } from '../../../electron/practice/world.ts'
import { askApi, createApi } from './gateway-client.ts'
import type { TrafficWorld } from './traffic-world.ts'
import { openTrafficWorld, region, until } from './traffic-world.ts'

let account: TrafficWorld
let server: Server | undefined
const binary = Buffer.from(Array.from({ length: 150_000 }, (_, at) => at % 256))

beforeEach(() => {
  account = openTrafficWorld()
})
afterEach(async () => {
  await account.close()
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

async function origin(listener: RequestListener): Promise<number> {
  server = createServer(listener)
  await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  account.world.addresses.publish('internet', 'origin.example.internal', 80, port)
  return port
}

const echo: RequestListener = (incoming, response) => {
  if (incoming.url === '/slow') return
  if (incoming.url?.startsWith('/binary') === true) {
    response
      .writeHead(200, { 'Content-Type': 'application/zip', 'Content-Length': binary.length })
      .end(binary)
    return
  }
  const pieces: Buffer[] = []
  incoming.on('data', (piece: Buffer) => pieces.push(piece))
  incoming.on('end', () => {
    const seen = {
      method: incoming.method,
      url: incoming.url,
      headers: incoming.headers,
      bytes: Buffer.concat(pieces).length,
    }
    response.writeHead(200, { 'Content-Type': 'application/json', Server: 'test' }).end(JSON.stringify(seen))
  })
}

const toOrigin = (path: '' | '{proxy}', extra: JsonObject = {}): JsonObject => ({
  Type: 'HTTP_PROXY',
  IntegrationHttpMethod: 'ANY',
  Uri: `http://origin.example.internal/${path}`,
  PassthroughBehavior: 'WHEN_NO_MATCH',
  ...(path === '{proxy}' && {
    RequestParameters: { 'integration.request.path.proxy': 'method.request.path.proxy' },
  }),
  ...extra,
})

async function ready(apiId: string): Promise<void> {
  await until(async () => (await askApi(account, apiId, '/v1/')).status !== 403)
}

describe('a REST API with HTTP_PROXY integrations', () => {
  test('answers 403 until its stage is ready, then passes on the whole request', async () => {
    await origin(echo)
    const { apiId } = await createApi(account, (path) => toOrigin(path))
    const early = await askApi(account, apiId, '/v1/')
    expect(early.status).toBe(403)
    expect(JSON.parse(String(early.body))).toEqual({ message: 'Forbidden' })
    await ready(apiId)

    const answer = await askApi(account, apiId, '/v1/child/a%20b.txt?c=d&c=e', {
      method: 'POST',
      body: 'hello',
      headers: { 'x-mine': 'yes' },
    })
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json', 'x-amzn-remapped-server': 'test' },
    })
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers['content-length']).toBe(String(answer.body.length))
    expect(JSON.parse(String(answer.body))).toMatchObject({
      method: 'POST',
      url: '/child/a%20b.txt?c=d&c=e',
      headers: {
        host: 'origin.example.internal',
        'x-mine': 'yes',
        'x-amzn-apigateway-api-id': apiId,
        'x-forwarded-proto': 'https',
      },
      bytes: 5,
    })
    expect(JSON.parse(String((await askApi(account, apiId, '/v1')).body))).toMatchObject({ url: '/' })
    expect((await askApi(account, apiId, '/v2/')).status).toBe(403)
  })

  test('can be trusted by its certificate, whose key nobody else may read', async () => {
    await origin(echo)
    const { apiId } = await createApi(account, (path) => toOrigin(path))
    const ca = readFileSync(join(account.world.folder, `execute-api-${region}.pem`), 'utf8')
    await until(async () => (await askApi(account, apiId, '/v1/', { ca })).status === 200)
    expect(statSync(join(account.world.folder, `execute-api-${region}.key.pem`)).mode & 0o777).toBe(0o600)
  })

  test('passes on bytes of a binary media type, and damages others, as on AWS', async () => {
    await origin(echo)
    const { apiId } = await createApi(account, (path) => toOrigin(path))
    await ready(apiId)
    const whole = await askApi(account, apiId, '/v1/binary')
    expect(whole.headers['content-length']).toBe(String(binary.length))
    expect(whole.body.equals(binary)).toBe(true)
    const asText = await createApi(account, (path) => toOrigin(path), {
      api: { BinaryMediaTypes: ['image/png'] },
    })
    await ready(asText.apiId)
    expect(
      (await askApi(account, asText.apiId, '/v1/binary', { headers: { accept: 'text/html' } })).body.equals(
        binary,
      ),
    ).toBe(false)
    expect(
      (
        await askApi(account, asText.apiId, '/v1/binary', { headers: { accept: 'image/png, */*' } })
      ).body.equals(binary),
    ).toBe(true)
  })

  test('answers 504 for a slow or unreachable integration, and 413 for a large request', async () => {
    await origin(echo)
    const { apiId } = await createApi(account, (path) => toOrigin(path, { TimeoutInMillis: 200 }))
    await ready(apiId)
    const slow = await askApi(account, apiId, '/v1/slow')
    expect(slow.status).toBe(504)
    expect(JSON.parse(String(slow.body))).toEqual({ message: 'Endpoint request timed out' })
    expect(
      (await askApi(account, apiId, '/v1/x', { method: 'POST', body: Buffer.alloc(10_485_761) })).status,
    ).toBe(413)
    account.world.addresses.withdraw('internet', 'origin.example.internal', 80)
    const unreachable = await askApi(account, apiId, '/v1/x')
    expect(unreachable.status).toBe(504)
    expect(JSON.parse(String(unreachable.body))).toEqual({
      message: 'Network error communicating with endpoint',
    })
  })

  test('throttles each method of a stage with a token bucket', async () => {
    await origin(echo)
    const MethodSettings = [
      { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: '1', ThrottlingBurstLimit: '5' },
    ]
    const { apiId } = await createApi(account, (path) => toOrigin(path), { stage: { MethodSettings } })
    await ready(apiId)
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => (await askApi(account, apiId, '/v1/x')).status),
    )
    const passed = statuses.filter((status) => status === 200).length
    expect(passed).toBeGreaterThanOrEqual(5)
    expect(passed).toBeLessThanOrEqual(6)
    expect(statuses.filter((status) => status === 429)).toHaveLength(12 - passed)
  })

  test('serves the snapshot of its deployment, and still does after a restart of the account', async () => {
    const port = await origin(echo)
    const { apiId, api, deployment, stage } = await createApi(account, (path) => toOrigin(path))
    await ready(apiId)
    const late = await account.create('AWS::ApiGateway::Resource', 'Late', {
      RestApiId: apiId,
      ParentId: textAt(api.attributes, 'RootResourceId'),
      PathPart: 'late',
    })
    await account.create('AWS::ApiGateway::Method', 'LateMethod', {
      RestApiId: apiId,
      ResourceId: late.physicalId,
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: toOrigin(''),
    })
    expect(JSON.parse(String((await askApi(account, apiId, '/v1/late')).body))).toMatchObject({
      url: '/late',
    })
    await account.restart()
    account.world.addresses.publish('internet', 'origin.example.internal', 80, port)
    expect(JSON.parse(String((await askApi(account, apiId, '/v1/late')).body))).toMatchObject({
      url: '/late',
    })
    await expect(account.remove(deployment)).rejects.toThrow('Active stages pointing to this deployment')
    await account.remove(stage)
    expect((await askApi(account, apiId, '/v1/late')).status).toBe(403)
  })

  test('refuses a path without a method', async () => {
    await origin(echo)
    const api = await account.create('AWS::ApiGateway::RestApi', 'Api', {
      Name: 'x',
      EndpointConfiguration: { Types: ['REGIONAL'] },
    })
    const common = { RestApiId: api.physicalId }
    await expect(account.create('AWS::ApiGateway::Deployment', 'D', common)).rejects.toThrow(
      "doesn't contain any methods",
    )
    await account.create('AWS::ApiGateway::Method', 'M', {
      ...common,
      ResourceId: textAt(api.attributes, 'RootResourceId'),
      HttpMethod: 'GET',
      Integration: toOrigin(''),
    })
    const { physicalId: DeploymentId } = await account.create('AWS::ApiGateway::Deployment', 'D', common)
    await account.create('AWS::ApiGateway::Stage', 'S', { ...common, DeploymentId, StageName: 'v1' })
    await ready(api.physicalId)
    const missing = await askApi(account, api.physicalId, '/v1/nothing')
    expect(missing.status).toBe(403)
    expect(JSON.parse(String(missing.body))).toEqual({ message: 'Missing Authentication Token' })
    expect((await askApi(account, api.physicalId, '/v1/', { method: 'POST' })).status).toBe(403)
  })
})
