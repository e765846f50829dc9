import type { RequestListener, Server } from 'node:http'
import { Agent, createServer, request } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textAt } from '../../../electron/practice/resources/properties.ts'
import type { TrafficWorld } from './traffic-world.ts'
import { openTrafficWorld, recordNetwork, until } from './traffic-world.ts'

let account: TrafficWorld
const servers: { close(): unknown }[] = []

beforeEach(() => {
  account = openTrafficWorld()
})
afterEach(async () => {
  await account.close()
  for (const server of servers.splice(0)) server.close()
})

const properties = (group: string, subnet: string) => ({
  Listeners: [{ LoadBalancerPort: '80', InstancePort: '80', Protocol: 'HTTP' }],
  Instances: ['i-1'],
  Subnets: [subnet],
  SecurityGroups: [group],
  HealthCheck: {
    Target: 'TCP:80',
    Interval: '5',
    Timeout: '2',
    HealthyThreshold: '2',
    UnhealthyThreshold: '2',
  },
  ConnectionDrainingPolicy: { Enabled: false },
  ConnectionSettings: { IdleTimeout: 1 },
})

async function origin(listener: RequestListener): Promise<Server> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  account.world.addresses.publish('vpc-1', '10.0.0.23', 80, (server.address() as AddressInfo).port)
  return server
}

async function createLoadBalancer() {
  const { subnets, group } = recordNetwork(account)
  account.record(
    'AWS::EC2::Instance',
    'i-1',
    { SecurityGroupIds: ['sg-origin'] },
    { VpcId: 'vpc-1', PrivateIp: '10.0.0.23' },
  )
  return account.create(
    'AWS::ElasticLoadBalancing::LoadBalancer',
    'LoadBalancer',
    properties(group, subnets[0]),
  )
}

interface Answer {
  status: number
  reason: string
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

function ask(
  port: number | undefined,
  path: string,
  options: { method?: string; body?: string; headers?: Record<string, string>; agent?: Agent } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const { body, ...rest } = options
    const sent = request({ host: '127.0.0.1', port, path, ...rest }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          reason: response.statusMessage ?? '',
          headers: response.headers,
          body: Buffer.concat(pieces),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function frontPort(dnsName: unknown): number | undefined {
  return account.world.addresses.lookup('internet', String(dnsName), 80)
}

describe('a classic load balancer', () => {
  test('answers 503 with an empty body until its instance is in service, then proxies requests', async () => {
    const binary = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251))
    await origin((incoming, response) => {
      if (incoming.url === '/binary') {
        response.setHeader('Content-Length', binary.length).end(binary)
        return
      }
      const pieces: Buffer[] = []
      incoming.on('data', (piece: Buffer) => pieces.push(piece))
      incoming.on('end', () => {
        const seen = JSON.stringify({
          method: incoming.method,
          url: incoming.url,
          headers: incoming.headers,
          body: String(Buffer.concat(pieces)),
        })
        response.writeHead(201, { 'X-Mine': 'yes', 'Content-Length': Buffer.byteLength(seen) }).end(seen)
      })
    })
    const record = await createLoadBalancer()
    const dnsName = textAt(record.attributes, 'DNSName')
    expect(dnsName).toMatch(/^sluice-te-loadbalan-[a-z0-9]{12}-\d{10}\.us-west-2\.elb\.amazonaws\.com$/)
    expect(record.physicalId.length).toBeLessThanOrEqual(32)

    const early = await ask(frontPort(dnsName), '/')
    expect(early).toMatchObject({ status: 503, body: Buffer.alloc(0) })
    await until(async () => (await ask(frontPort(dnsName), '/')).status !== 503)

    const answer = await ask(frontPort(dnsName), '/a%20b?c=d', {
      method: 'POST',
      body: 'hello',
      headers: { host: 'example.org', 'x-forwarded-for': '1.2.3.4' },
    })
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'x-mine': 'yes', 'content-length': String(answer.body.length) },
    })
    expect(JSON.parse(String(answer.body))).toMatchObject({
      method: 'POST',
      url: '/a%20b?c=d',
      body: 'hello',
      headers: {
        host: 'example.org',
        'x-forwarded-for': '1.2.3.4, 127.0.0.1',
        'x-forwarded-port': '80',
        'x-forwarded-proto': 'http',
      },
    })
    const large = await ask(frontPort(dnsName), '/binary')
    expect(large.headers['content-length']).toBe('200000')
    expect(large.body.equals(binary)).toBe(true)
  })

  test('keeps connections to the instance open, and takes it out of service when it stops', async () => {
    let connections = 0
    const server = await origin((_, response) => void response.end('ok'))
    server.on('connection', (socket) => socket.once('data', () => (connections += 1)))
    const record = await createLoadBalancer()
    const port = () => frontPort(record.attributes['DNSName'])
    await until(async () => (await ask(port(), '/')).status === 200)
    connections = 0
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let i = 0; i < 20; i += 1) expect((await ask(port(), '/', { agent })).status).toBe(200)
    agent.destroy()
    expect(connections).toBeLessThanOrEqual(1)
    server.closeAllConnections()
    server.close()
    await until(async () => (await ask(port(), '/')).status === 503)
  })

  test('answers 504 after the idle timeout, and 502 when the instance does not speak HTTP', async () => {
    await origin((incoming, response) => {
      if (incoming.url === '/slow') return
      response.end('ok')
    })
    const record = await createLoadBalancer()
    const port = () => frontPort(record.attributes['DNSName'])
    await until(async () => (await ask(port(), '/')).status === 200)
    expect((await ask(port(), '/slow')).status).toBe(504)

    const nonsense = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end('this is not HTTP\r\n\r\n'))
    })
    await new Promise<void>((resolve) => void nonsense.listen(0, '127.0.0.1', resolve))
    servers.push(nonsense)
    account.world.addresses.publish('vpc-1', '10.0.0.23', 80, (nonsense.address() as AddressInfo).port)
    await until(async () => (await ask(port(), '/')).status === 502)
    expect((await ask(port(), '/')).body).toHaveLength(0)
  })

  test('comes back on a new port after a restart, and its interfaces outlive it for a moment', async () => {
    await origin((_, response) => void response.end('ok'))
    const record = await createLoadBalancer()
    const before = frontPort(record.attributes['DNSName'])
    const origins = account.world.addresses.lookup('vpc-1', '10.0.0.23', 80)
    await account.restart()
    account.world.addresses.publish('vpc-1', '10.0.0.23', 80, origins ?? 0)
    const after = frontPort(record.attributes['DNSName'])
    expect(after).toBeGreaterThan(0)
    await expect(ask(before, '/')).rejects.toThrow('ECONNREFUSED')
    await until(async () => (await ask(after, '/')).status === 200)
    expect(account.world.documents.keys('interface/')).toHaveLength(1)

    await account.remove(record)
    expect(frontPort(record.attributes['DNSName'])).toBeUndefined()
    await expect(ask(after, '/')).rejects.toThrow('ECONNREFUSED')
    await until(() => account.world.documents.keys('interface/').length === 0)
  })

  test('has no instance in service as long as the security groups keep it out', async () => {
    await origin((_, response) => void response.end('ok'))
    const record = await createLoadBalancer()
    const port = () => frontPort(record.attributes['DNSName'])
    await until(async () => (await ask(port(), '/')).status === 200)
    account.record('AWS::EC2::SecurityGroup', 'sg-origin', { VpcId: 'vpc-1', GroupDescription: 'test' })
    await until(async () => (await ask(port(), '/')).status === 503)
  })

  test('fails with a reason when a property is not understood or what it names does not exist', async () => {
    const { subnets, group } = recordNetwork(account)
    const type = 'AWS::ElasticLoadBalancing::LoadBalancer'
    await expect(account.create(type, 'A', properties(group, subnets[0]))).rejects.toThrow(
      "there is no instance 'i-1'",
    )
    await expect(account.create(type, 'A', properties(group, 'subnet-no'))).rejects.toThrow(
      "The subnet ID 'subnet-no' does not exist",
    )
    await expect(account.create(type, 'A', properties('sg-no', subnets[0]))).rejects.toThrow(
      "The security group 'sg-no' does not exist",
    )
    const listener = (Protocol: string) => ({
      ...properties(group, subnets[0]),
      Instances: [],
      Listeners: [{ LoadBalancerPort: 443, InstancePort: 80, Protocol, InstanceProtocol: 'HTTP' }],
    })
    await expect(account.create(type, 'A', listener('TCP'))).rejects.toThrow('HTTP and HTTPS listeners only')
    await expect(account.create(type, 'A', listener('HTTPS'))).rejects.toThrow(
      'SSL Certificate must be specified',
    )
  })
})
