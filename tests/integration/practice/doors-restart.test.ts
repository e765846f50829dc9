import { createServer, request as plainRequest, type Server } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { textAt } from '../../../electron/practice/resources/properties.ts'
import type { JsonObject, ResourceRecord } from '../../../electron/practice/world.ts'
import { openTrafficWorld, until, type TrafficWorld } from './traffic-world.ts'

let account: TrafficWorld
let origin: Server

beforeEach(async () => {
  account = openTrafficWorld({ createVpcLinkMs: 1, deleteVpcLinkMs: 1, vpcLinkReadyMs: 1 })
  origin = createServer(({ url = '' }, response) => {
    response.setHeader('Content-Length', url.length).end(url)
  })
  await new Promise<void>((resolve) => void origin.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await account.close()
  origin.closeAllConnections()
  origin.close()
})

/** Tells the address book where the origin is, as the machines of an account do when it starts. */
function publishOrigin(): void {
  const { port } = origin.address() as AddressInfo
  account.world.addresses.publish('vpc-1', '10.0.0.23', 80, port)
  account.world.addresses.publish('internet', 'origin.example.internal', 80, port)
}

function ask(url: string, method = 'GET'): Promise<{ status: number; body: string; length: string }> {
  const { hostname, port, protocol, pathname } = new URL(url)
  const front = Number(port || (protocol === 'https:' ? 443 : 80))
  const loopback = account.world.addresses.lookup('internet', hostname, front)
  const send = protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: loopback, path: pathname, rejectUnauthorized: false }
    const sent = send({ ...options, method, headers: { host: hostname } }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (piece: string) => (body += piece))
      const { statusCode: status = 0, headers } = answer
      answer.on('end', () => resolve({ status, body, length: headers['content-length'] ?? '' }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

function recordPlaces(): void {
  account.record('AWS::EC2::VPC', 'vpc-1', { CidrBlock: '10.0.0.0/16' })
  for (const [id, zone] of Object.entries({ 'subnet-a': 'us-west-2a', 'subnet-b': 'us-west-2b' }))
    account.record('AWS::EC2::Subnet', id, { VpcId: 'vpc-1', AvailabilityZone: zone })
  const open = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }]
  account.record('AWS::EC2::SecurityGroup', 'sg-1', { VpcId: 'vpc-1', SecurityGroupIngress: open })
  const place = { VpcId: 'vpc-1', PrivateIp: '10.0.0.23' }
  account.record('AWS::EC2::Instance', 'i-1', { SecurityGroupIds: ['sg-1'] }, place)
}

async function makeBalancer(): Promise<{ balancer: ResourceRecord; listener: ResourceRecord }> {
  const balancer = await account.create('AWS::ElasticLoadBalancingV2::LoadBalancer', 'Balancer', {
    Subnets: ['subnet-a', 'subnet-b'],
    SecurityGroups: ['sg-1'],
  })
  const group = await account.create('AWS::ElasticLoadBalancingV2::TargetGroup', 'Group', {
    VpcId: 'vpc-1',
    Port: 80,
    Protocol: 'HTTP',
    Targets: [{ Id: 'i-1' }],
  })
  const listener = await account.create('AWS::ElasticLoadBalancingV2::Listener', 'Listener', {
    LoadBalancerArn: balancer.physicalId,
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [{ Type: 'forward', TargetGroupArn: group.physicalId }],
  })
  return { balancer, listener }
}

async function makeApi(integration: JsonObject): Promise<string> {
  const api = await account.create('AWS::ApiGatewayV2::Api', 'Api', { Name: 'a', ProtocolType: 'HTTP' })
  const ApiId = api.physicalId
  const made = await account.create('AWS::ApiGatewayV2::Integration', 'Integration', {
    ApiId,
    IntegrationType: 'HTTP_PROXY',
    IntegrationMethod: 'ANY',
    PayloadFormatVersion: '1.0',
    ...integration,
  })
  const route = { ApiId, RouteKey: '$default', Target: `integrations/${made.physicalId}` }
  await account.create('AWS::ApiGatewayV2::Route', 'Route', route)
  const stage = { ApiId, StageName: '$default', AutoDeploy: true }
  await account.create('AWS::ApiGatewayV2::Stage', 'Stage', stage)
  return textAt(api.attributes, 'ApiEndpoint')
}

test('a load balancer, and an HTTP API with a VPC link to it, come back after a restart', async () => {
  recordPlaces()
  publishOrigin()
  const { balancer, listener } = await makeBalancer()
  const link = await account.create('AWS::ApiGatewayV2::VpcLink', 'Link', {
    Name: 'l',
    SubnetIds: ['subnet-a'],
    SecurityGroupIds: ['sg-1'],
  })
  const url = await makeApi({
    ConnectionType: 'VPC_LINK',
    ConnectionId: link.physicalId,
    IntegrationUri: listener.physicalId,
  })
  const front = `http://${textAt(balancer.attributes, 'DNSName')}`
  await until(async () => (await ask(`${front}/a`)).body === '/a')
  await until(async () => (await ask(`${url}/b`)).body === '/b')

  await account.restart()
  publishOrigin()
  await until(async () => (await ask(`${front}/c`)).body === '/c')
  await until(async () => (await ask(`${url}/d`)).body === '/d')
  await expect(account.remove(link)).rejects.toThrow('is referenced in the integration')
})

test('an HTTP API serves what its records say at the moment', async () => {
  publishOrigin()
  const url = await makeApi({
    IntegrationUri: 'http://origin.example.internal',
    RequestParameters: { 'overwrite:path': '$request.path' },
  })
  await until(async () => (await ask(`${url}/x/y`)).body === '/x/y')
  expect(await ask(`${url}/x/y`, 'HEAD')).toEqual({ status: 200, body: '', length: '4' })
  const route = account.world.resources('AWS::ApiGatewayV2::Route')[0]
  if (route === undefined) throw new Error('There is no route.')
  await account.remove(route)
  await until(async () => (await ask(`${url}/x/y`)).status === 404)
})

test('a listener is not there without a target in service, and answers 503 until it is', async () => {
  recordPlaces()
  const { balancer, listener } = await makeBalancer()
  const front = `http://${textAt(balancer.attributes, 'DNSName')}/`
  expect((await ask(front)).status).toBe(503)
  publishOrigin()
  await until(async () => (await ask(front)).status === 200)
  // From then on it fails open.
  account.world.addresses.withdraw('vpc-1', '10.0.0.23', 80)
  await until(async () => (await ask(front)).status === 502)
  const group = account.world.resources('AWS::ElasticLoadBalancingV2::TargetGroup')[0]
  if (group === undefined) throw new Error('There is no target group.')
  await account.remove(listener)
  await account.remove(group)
  await account.remove(balancer)
  await until(() => account.world.documents.keys('interface/').length === 0)
})

test.each<[string, JsonObject, string]>([
  ['one subnet', { Subnets: ['subnet-a'] }, 'two different Availability Zones'],
  ['a subnet that is not there', { Subnets: ['subnet-a', 'subnet-x'] }, "'subnet-x' does not exist"],
  ['a group that is not there', { SecurityGroups: ['sg-x'] }, "'sg-x' does not exist"],
  ['another type', { Type: 'network' }, 'application load balancers only'],
  [
    'an attribute that is not known',
    { LoadBalancerAttributes: [{ Key: 'waf.fail_open.enabled', Value: 'true' }] },
    'waf.fail_open.enabled',
  ],
])('a load balancer with %s is refused', async (_, wrong, message) => {
  recordPlaces()
  const right = { Subnets: ['subnet-a', 'subnet-b'], SecurityGroups: ['sg-1'] }
  const made = account.create('AWS::ElasticLoadBalancingV2::LoadBalancer', 'B', { ...right, ...wrong })
  await expect(made).rejects.toThrow(message)
})
