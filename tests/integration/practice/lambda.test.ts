import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textAt } from '../../../electron/practice/resources/properties.ts'
import { lambdaService } from '../../../electron/practice/services/lambda.ts'
import type { ResourceRecord } from '../../../electron/practice/world.ts'
import type { Api } from './gateway-client.ts'
import { askApi, createApi } from './gateway-client.ts'
import type { TrafficWorld } from './traffic-world.ts'
import { accountId, openTrafficWorld, recordNetwork, region, until } from './traffic-world.ts'

let account: TrafficWorld
let server: Server | undefined
const roleArn = `arn:aws:iam::${accountId}:role/lambda`
const trusts = (service: string) => ({
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
})

beforeEach(() => {
  account = openTrafficWorld()
  const allowed = { Statement: [{ Effect: 'Allow', Action: ['ec2:CreateNetworkInterface'], Resource: '*' }] }
  const Policies = [{ PolicyName: 'interfaces', PolicyDocument: allowed }]
  account.record(
    'AWS::IAM::Role',
    'lambda',
    { AssumeRolePolicyDocument: trusts('lambda.amazonaws.com'), Policies },
    { Arn: roleArn },
  )
})
afterEach(async () => {
  await account.close()
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

const withCode = (code: string, extra: object = {}) => ({
  Runtime: 'nodejs24.x',
  Handler: 'index.handler',
  Role: roleArn,
  MemorySize: '1769',
  Timeout: '2',
  Code: { ZipFile: code },
  ...extra,
})

async function behindApi(code: string, extra: object = {}): Promise<Api & { function: ResourceRecord }> {
  const made = await account.create('AWS::Lambda::Function', 'Function', withCode(code, extra))
  const arn = textAt(made.attributes, 'Arn')
  const api = await createApi(account, () => ({
    Type: 'AWS_PROXY',
    IntegrationHttpMethod: 'POST',
    Uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
  }))
  await account.create('AWS::Lambda::Permission', 'Permission', {
    FunctionName: arn,
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: `arn:aws:execute-api:${region}:${accountId}:${api.apiId}/*/*`,
  })
  await until(async () => (await askApi(account, api.apiId, '/v1/')).status !== 403)
  return { ...api, function: made }
}

describe('a Lambda function behind a REST API', () => {
  test('gets the proxy event, and its own variables but nothing of the person', async () => {
    const code = `
      exports.handler = async (event, context) => ({
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          event,
          env: process.env,
          name: context.functionName,
          left: context.getRemainingTimeInMillis(),
        }),
      })`
    const { apiId, function: made } = await behindApi(code, { Environment: { Variables: { MINE: 'yes' } } })
    const answer = await askApi(account, apiId, '/v1/child/r.txt?a=1&a=2', {
      method: 'PUT',
      body: 'hello',
      headers: { 'X-Mine': 'a' },
    })
    expect(answer.status).toBe(200)
    const { event, env, name, left } = JSON.parse(String(answer.body)) as Record<
      string,
      Record<string, unknown>
    >
    expect(event).toMatchObject({
      resource: '/{proxy+}',
      path: '/child/r.txt',
      httpMethod: 'PUT',
      pathParameters: { proxy: 'child/r.txt' },
      queryStringParameters: { a: '2' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      stageVariables: null,
      requestContext: {
        path: '/v1/child/r.txt',
        stage: 'v1',
        httpMethod: 'PUT',
        apiId,
        accountId,
        resourcePath: '/{proxy+}',
      },
      body: Buffer.from('hello').toString('base64'),
      isBase64Encoded: true,
    })
    expect(env).toMatchObject({ MINE: 'yes', AWS_REGION: region, AWS_LAMBDA_FUNCTION_NAME: made.physicalId })
    expect(env).not.toHaveProperty('PATH')
    expect(env).not.toHaveProperty('HOME')
    expect(name).toBe(made.physicalId)
    expect(left).toBeGreaterThan(1_000)
  })

  test('reaches hosts of the address book and nothing else, and sends bytes as base64', async () => {
    const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, at) => at % 256))
    server = createServer((_, response) => void response.end(bytes))
    await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve))
    account.world.addresses.publish('vpc-1', '10.0.0.23', 80, (server.address() as AddressInfo).port)
    const code = `
      const http = require('node:http')
      const get = (host, port) => new Promise((resolve, reject) => {
        http.get({ host, port, path: '/', timeout: 300 }, (response) => {
          const pieces = []
          response.on('data', (piece) => pieces.push(piece)).on('end', () => resolve(Buffer.concat(pieces)))
        }).on('error', reject).on('timeout', function () { this.destroy(new Error('timed out')) })
      })
      exports.handler = async (event) => {
        const [host, port] = (event.pathParameters?.proxy ?? '10.0.0.23/80').split('/')
        try {
          const body = (await get(host, Number(port))).toString('base64')
          return { statusCode: 200, isBase64Encoded: true, body }
        } catch (error) {
          return { statusCode: 418, body: error.code ?? error.message }
        }
      }`
    const { subnets, group } = recordNetwork(account)
    const VpcConfig = { SubnetIds: subnets, SecurityGroupIds: [group] }
    const { apiId } = await behindApi(code, { VpcConfig })
    const whole = await askApi(account, apiId, '/v1/', { headers: { accept: '*/*' } })
    expect([whole.status, whole.body.length, String(whole.body.subarray(0, 100))]).toEqual([
      200,
      bytes.length,
      String(bytes.subarray(0, 100)),
    ])
    expect(whole.body.equals(bytes)).toBe(true)
    const { port } = server.address() as AddressInfo
    expect(String((await askApi(account, apiId, `/v1/127.0.0.1/${port}`)).body)).toBe('timed out')
    expect(String((await askApi(account, apiId, `/v1/localhost/${port}`)).body)).toBe('ENOTFOUND')
  })

  test('reaches the instances that its security groups let it reach, and outside a VPC none', async () => {
    server = createServer((_, response) => void response.end('ok'))
    await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve))
    const { subnets, group } = recordNetwork(account)
    account.record(
      'AWS::EC2::Instance',
      'i-1',
      { SecurityGroupIds: ['sg-origin'] },
      { VpcId: 'vpc-1', PrivateIp: '10.0.0.23' },
    )
    for (const port of [80, 8080])
      account.world.addresses.publish('vpc-1', '10.0.0.23', port, (server.address() as AddressInfo).port)
    const code = `
      const net = require('node:net')
      exports.handler = async (event) => ({ statusCode: 200, body: await new Promise((resolve) => {
        const socket = net.connect(Number(event.path.slice(1)), '10.0.0.23', () => {
          resolve('open')
          socket.destroy()
        })
        socket.setTimeout(200, () => { resolve('silence'); socket.destroy() })
      }) })`
    const inside = await behindApi(code, { VpcConfig: { SubnetIds: subnets, SecurityGroupIds: [group] } })
    const outside = await behindApi(code)
    const asked = [inside, outside].flatMap(({ apiId }) =>
      ['80', '8080'].map((port) => askApi(account, apiId, `/v1/${port}`)),
    )
    expect((await Promise.all(asked)).map(({ body }) => String(body))).toEqual([
      'open',
      'silence',
      'silence',
      'silence',
    ])
  })

  test('shows its failures as the service does', async () => {
    const code = `
      exports.handler = async (event) => {
        console.log('asked for', event.path)
        switch (event.path) {
          case '/throws': throw new TypeError('no')
          case '/malformed': return 'just text'
          case '/other-field': return { statusCode: 200, content: 'x' }
          case '/exits': process.exit(3)
          case '/hangs': return new Promise(() => {})
          case '/large': return { statusCode: 200, body: 'x'.repeat(6_300_000) }
          case '/memory': { const all = []; for (;;) all.push(new Array(1e6).fill({})) }
        }
        return { statusCode: 200, body: 'fine' }
      }`
    const { apiId } = await behindApi(code, { Timeout: 1, MemorySize: 128 })
    for (const path of ['throws', 'malformed', 'other-field', 'exits', 'hangs', 'large', 'memory']) {
      const answer = await askApi(account, apiId, `/v1/${path}`)
      expect([path, answer.status, String(answer.body)]).toEqual([
        path,
        502,
        '{"message": "Internal server error"}',
      ])
      expect((await askApi(account, apiId, '/v1/')).status).toBe(200)
    }
    const messages = account.logged.map(({ message }) => message)
    expect(messages).toContain('asked for /throws')
    expect(messages).toContainEqual(expect.stringMatching(/Task timed out after 1.00 seconds$/))
  })

  test('is 500 without permission, and 500 beyond the account’s concurrency', async () => {
    const code =
      'exports.handler = async () => { await new Promise((go) => setTimeout(go, 300)); return { ' +
      `statusCode: 200, body: '' } }`
    const { apiId } = await behindApi(code)
    account.setFaults({ lambdaConcurrency: 3 })
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => (await askApi(account, apiId, '/v1/')).status),
    )
    expect(statuses.filter((status) => status === 200)).toHaveLength(3)
    expect(statuses.filter((status) => status === 500)).toHaveLength(5)

    const permission = account.world.resources('AWS::Lambda::Permission')[0]
    if (permission !== undefined) await account.remove(permission)
    const refused = await askApi(account, apiId, '/v1/')
    expect([refused.status, String(refused.body)]).toEqual([500, '{"message": "Internal server error"}'])
  })

  test('uses an environment for one event at a time, again and again', async () => {
    const code = `
      let served = 0, busy = false
      exports.handler = async () => {
        if (busy) throw new Error('two at once')
        busy = true
        await new Promise((go) => setTimeout(go, 50))
        busy = false
        return { statusCode: 200, body: String(++served) }
      }`
    const { apiId } = await behindApi(code)
    const first = await Promise.all(Array.from({ length: 4 }, async () => askApi(account, apiId, '/v1/')))
    expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const one = await askApi(account, apiId, '/v1/')
    const two = await askApi(account, apiId, '/v1/')
    expect(Number(two.body)).toBe(Number(one.body) + 1)
  })

  test('has CPU in proportion to its memory', async () => {
    const code = `
      exports.handler = async () => {
        const end = process.threadCpuUsage().user + 20_000
        while (process.threadCpuUsage().user < end);
        return { statusCode: 200, body: '' }
      }`
    const { apiId } = await behindApi(code, { MemorySize: 256 })
    const startMs = performance.now()
    expect((await askApi(account, apiId, '/v1/')).status).toBe(200)
    // 20 ms of CPU at 256/1,769 of one: 138 ms, less what the first two periods give at once.
    expect(performance.now() - startMs).toBeGreaterThan(110)
  })

  test('shares a network interface per subnet and group, which outlives it and a restart', async () => {
    const { subnets, group } = recordNetwork(account)
    const VpcConfig = { SubnetIds: subnets, SecurityGroupIds: [group] }
    const code = 'exports.handler = async () => ({ statusCode: 200 })'
    const create = (id: string) => account.create('AWS::Lambda::Function', id, withCode(code, { VpcConfig }))
    const [one, two] = [await create('One'), await create('Two')]
    const kept = () =>
      account.world.documents
        .keys('interface/')
        .map((key) => account.world.documents.get(key) as Record<string, unknown>)
    expect(kept()).toHaveLength(2)
    expect(kept()[0]).toMatchObject({
      interfaceType: 'lambda',
      status: 'in-use',
      vpcId: 'vpc-1',
      groupIds: ['sg-1'],
    })
    await account.remove(one)
    expect(kept().some((document) => 'goneAtMs' in document)).toBe(false)
    await account.remove(two, { express: true })
    expect(kept()).toHaveLength(2)
    await account.restart()
    expect(kept()).toHaveLength(2)
    await until(() => kept().length === 0)
  })

  test('takes its interfaces with it where its deletion is not EXPRESS', async () => {
    const { subnets, group } = recordNetwork(account)
    const VpcConfig = { SubnetIds: subnets, SecurityGroupIds: [group] }
    const code = 'exports.handler = async () => ({ statusCode: 200 })'
    const made = await account.create('AWS::Lambda::Function', 'One', withCode(code, { VpcConfig }))
    await account.remove(made)
    expect(account.world.documents.keys('interface/')).toEqual([])
  })

  test('waits for a role that was just made', async () => {
    const Arn = `arn:aws:iam::${accountId}:role/new`
    const trust = { AssumeRolePolicyDocument: trusts('lambda.amazonaws.com') }
    account.setFaults({ roleReadyMs: 250 })
    account.record('AWS::IAM::Role', 'new', trust, { Arn, _createdAtMs: Date.now() })
    const startMs = performance.now()
    await account.create('AWS::Lambda::Function', 'F', withCode('exports.handler = 1', { Role: Arn }))
    expect(performance.now() - startMs).toBeGreaterThan(200)
  })

  test('is not made with a role that Lambda cannot assume or that may not make interfaces', async () => {
    const { subnets, group } = recordNetwork(account)
    const other = `arn:aws:iam::${accountId}:role/other`
    const plain = `arn:aws:iam::${accountId}:role/plain`
    account.record(
      'AWS::IAM::Role',
      'other',
      { AssumeRolePolicyDocument: trusts('ec2.amazonaws.com') },
      { Arn: other },
    )
    account.record(
      'AWS::IAM::Role',
      'plain',
      { AssumeRolePolicyDocument: trusts('lambda.amazonaws.com') },
      { Arn: plain },
    )
    const create = (extra: object) =>
      account.create('AWS::Lambda::Function', 'F', withCode('exports.handler = 1', extra))
    await expect(create({ Role: other })).rejects.toThrow('cannot be assumed by Lambda')
    await expect(create({ Role: `${other}-not` })).rejects.toThrow('cannot be assumed by Lambda')
    const VpcConfig = { SubnetIds: [subnets[0]], SecurityGroupIds: [group] }
    await expect(create({ Role: plain, VpcConfig })).rejects.toThrow('CreateNetworkInterface')
  })

  test('is told about by GetAccountSettings', async () => {
    await account.create('AWS::Lambda::Function', 'F', withCode('exports.handler = async () => null'))
    account.setFaults({ lambdaConcurrency: 10 })
    const { GetAccountSettings } = lambdaService(account.world).operations
    const settings = await GetAccountSettings?.({}, { region, requestId: '1' })
    expect(settings).toMatchObject({
      AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 },
      AccountUsage: { FunctionCount: 1, TotalCodeSize: 34 },
    })
  })
})
