import { GetApisCommand, GetVpcLinksCommand } from '@aws-sdk/client-apigatewayv2'
import { DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { DescribeInstancesCommand, DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2'
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing'
import { GetRoleCommand, ListServerCertificatesCommand } from '@aws-sdk/client-iam'
import { ListFunctionUrlConfigsCommand } from '@aws-sdk/client-lambda'
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api'
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas'
import { request as plainRequest, type IncomingHttpHeaders } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signRequest } from '../../../electron/practice/signature.ts'
import { networkTemplate } from './front-door-network.ts'
import {
  balancerTemplate,
  functionTemplate,
  linkTemplate,
  ownGatewayTemplate,
} from './front-door-templates.ts'
import { openServicesAccount, type ServicesAccount } from './services-account.ts'
import { until } from './traffic-world.ts'

let account: ServicesAccount
let network: Record<string, string>

beforeAll(async () => {
  account = await openServicesAccount()
  network = (await account.makeStack('sluice-t-network', networkTemplate)).resources
}, 60_000)
afterAll(() => account.close())

const placesOf = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, network[name] ?? '']))
const allPlaces = () =>
  placesOf('Vpc', 'SubnetA', 'SubnetB', 'BalancerGroup', 'InternalGroup', 'LinkGroup', 'Origin')

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
  certificate: string | undefined
  protocol: string | null
}

function ask(
  from: string,
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { hostname, port: given, protocol, pathname, search } = new URL(url)
  const port = account.portOf(from, hostname, Number(given || (protocol === 'https:' ? 443 : 80)))
  const { body = '', headers, ...rest } = options
  const send = protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve, reject) => {
    if (port === undefined) return reject(new Error(`Nothing listens at ${url}`))
    const tls = { servername: isIP(hostname) === 0 ? hostname : '', rejectUnauthorized: false }
    const sent = send(
      {
        host: '127.0.0.1',
        port,
        path: pathname + search,
        headers: { host: hostname, ...headers },
        ...tls,
        ...rest,
      },
      (answer) => {
        const socket = answer.socket as Partial<TLSSocket>
        const certificate = socket.getPeerCertificate?.().fingerprint256
        const version = socket.getProtocol?.() ?? null
        let text = ''
        answer.setEncoding('utf8').on('data', (piece: string) => (text += piece))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: text,
            certificate,
            protocol: version,
          }),
        )
        answer.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body)
    return undefined
  })
}

async function outputsOf(stack: string): Promise<Record<string, string>> {
  const { Stacks = [] } = await account.cloudformation.send(new DescribeStacksCommand({ StackName: stack }))
  return Object.fromEntries(
    (Stacks[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']),
  )
}

/** A call to the second version of Elastic Load Balancing, in its own form. */
async function elbVersion2(action: string, input: Record<string, string> = {}): Promise<string> {
  const { endpoint, credentials, region } = account.config
  const { host } = new URL(endpoint)
  const body = new URLSearchParams({ Action: action, Version: '2015-12-01', ...input }).toString()
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' }
  const request = { method: 'POST', target: '/', headers, body }
  const signed = await signRequest(request, credentials, region, 'elasticloadbalancing', Date.now())
  const { host: _, ...others } = signed
  const answer = await fetch(endpoint, { method: 'POST', headers: others, body })
  return answer.text()
}

async function interfaces(filter: string, value: string): Promise<number> {
  const Filters = [{ Name: filter, Values: [value] }]
  const { NetworkInterfaces = [] } = await account.ec2.send(new DescribeNetworkInterfacesCommand({ Filters }))
  return NetworkInterfaces.length
}

async function pair(name: string) {
  return generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
  })
}

describe('load balancers with a certificate', () => {
  test('serve HTTP and TLS, are described, and go with everything that they had', async () => {
    const made = await pair('sluice.example')
    const { id, resources } = await account.makeStack('sluice-t-alb', balancerTemplate, {
      ...allPlaces(),
      Body: made.cert,
      Key: made.private,
    })
    const { Name = '', ClassicName = '', Certificate = '' } = await outputsOf(id)
    // Each listener has its own look at the targets.
    for (const scheme of ['https', 'http'])
      await until(async () => (await ask('internet', `${scheme}://${Name}/hello.txt`)).status === 200)

    expect(await ask('internet', `http://${Name}/hello.txt`)).toMatchObject({ status: 200, body: 'hello' })
    const secure = await ask('internet', `https://${Name}/`)
    expect(secure).toMatchObject({ body: 'root', protocol: 'TLSv1.3' })
    await until(async () => (await ask('internet', `https://${ClassicName}/hello.txt`)).status === 200)
    const classic = await ask('internet', `https://${ClassicName}/hello.txt`)
    expect(classic).toMatchObject({ body: 'hello', protocol: 'TLSv1.2' })
    expect(classic.certificate).toBe(secure.certificate)
    expect((await ask('internet', `http://${Name}/nothing`)).status).toBe(404)

    expect(await elbVersion2('DescribeLoadBalancers')).toContain(`<DNSName>${Name}</DNSName>`)
    const { LoadBalancerDescriptions } = await account.elasticLoadBalancing.send(
      new DescribeLoadBalancersCommand({}),
    )
    expect(LoadBalancerDescriptions?.map(({ DNSName }) => DNSName)).toEqual([ClassicName])
    const listeners = await elbVersion2('DescribeListeners', { LoadBalancerArn: resources['Balancer'] ?? '' })
    expect(listeners).toContain('<SslPolicy>ELBSecurityPolicy-TLS13-1-2-2021-06</SslPolicy>')
    expect(listeners).toContain(Certificate)
    expect(await elbVersion2('DescribeTargetGroups')).toContain(resources['Targets'])
    const tags = await elbVersion2('DescribeTags', { 'ResourceArns.member.1': resources['Targets'] ?? '' })
    expect(tags).toContain('<Key>sluice:deployment</Key><Value>t</Value>')
    expect(await elbVersion2('DescribeLoadBalancers', { 'Names.member.1': 'none' })).toContain(
      '<Code>LoadBalancerNotFound</Code>',
    )
    expect(await elbVersion2('DescribeSSLPolicies')).toContain('<Code>InvalidAction</Code>')

    const { ServerCertificateMetadataList } = await account.iam.send(new ListServerCertificatesCommand({}))
    expect(ServerCertificateMetadataList).toMatchObject([{ Arn: Certificate }])
    const { StackEvents = [] } = await account.cloudformation.send(
      new DescribeStackEventsCommand({ StackName: id }),
    )
    const shown = StackEvents.map(({ ResourceProperties = '' }) => ResourceProperties).join('\n')
    expect(shown).toContain('"PrivateKey":"****"')
    expect(JSON.stringify(StackEvents)).not.toContain(made.private.split('\n')[1])
    expect(await interfaces('requester-id', 'amazon-elb')).toBe(3)

    await account.removeStack(id)
    expect(account.portOf('internet', Name, 443)).toBeUndefined()
    expect(await elbVersion2('DescribeLoadBalancers')).not.toContain('<member>')
    expect(await elbVersion2('DescribeTargetGroups')).not.toContain('<member>')
    const left = await account.iam.send(new ListServerCertificatesCommand({}))
    expect(left.ServerCertificateMetadataList).toEqual([])
    await until(async () => (await interfaces('requester-id', 'amazon-elb')) === 0)
  })

  test('are not made with a key that belongs to another certificate', async () => {
    const [one, other] = [await pair('one.example'), await pair('other.example')]
    const given = { ...allPlaces(), Body: one.cert, Key: other.private }
    await expect(account.makeStack('sluice-t-wrong-key', balancerTemplate, given)).rejects.toThrow(
      'the private key does not match',
    )
  })
})

describe('a VPC link', () => {
  test('leads HTTP and REST APIs to an internal load balancer, and goes with its interfaces', async () => {
    const { id, resources } = await account.makeStack('sluice-t-link', linkTemplate, allPlaces())
    const { Name = '' } = await outputsOf(id)
    const http = `https://${resources['HttpApi']}.execute-api.us-west-2.amazonaws.com`
    const rest = `https://${resources['RestApi']}.execute-api.us-west-2.amazonaws.com/v1`
    expect(Name).toMatch(/^internal-/)
    expect(account.portOf('internet', Name, 80)).toBeUndefined()
    await until(async () => (await ask('internet', `${http}/hello.txt`)).status === 200)
    await until(async () => (await ask('internet', `${rest}/hello.txt`)).status === 200)

    const answer = await ask('internet', `${http}/hello.txt`)
    expect(answer.body).toBe('hello')
    expect(answer.headers['apigw-requestid']).toMatch(/=$/)
    expect((await ask('internet', `${rest}/hello.txt`)).body).toBe('hello')
    // The template is for JSON: with another type the stage is part of the path.
    const headers = { 'content-type': 'text/plain' }
    expect((await ask('internet', `${rest}/hello.txt`, { headers })).status).toBe(404)
    // A rule of the load balancer takes that away.
    const plain = await ask('internet', `${rest}/plain/hello.txt`, { headers })
    expect(plain).toMatchObject({ status: 200, body: 'hello' })
    expect((await ask('internet', `${rest}/`)).body).toBe('{"from":"the gateway"}')
    expect((await ask(network['Vpc'] ?? '', `http://${Name}/hello.txt`)).body).toBe('hello')

    const { Items: apis } = await account.apiGatewayV2.send(new GetApisCommand({}))
    expect(apis).toMatchObject([{ ApiId: resources['HttpApi'], ProtocolType: 'HTTP', ApiEndpoint: http }])
    const { Items: links } = await account.apiGatewayV2.send(new GetVpcLinksCommand({}))
    expect(links).toMatchObject([
      { VpcLinkId: resources['Link'], VpcLinkStatus: 'AVAILABLE', Tags: { purpose: 'test' } },
    ])
    expect(await interfaces('interface-type', 'api_gateway_managed')).toBe(2)
    const { ResourceTagMappingList = [] } = await account.tagging.send(
      new GetResourcesCommand({ TagFilters: [{ Key: 'purpose', Values: ['test'] }] }),
    )
    expect(ResourceTagMappingList.map(({ ResourceARN }) => ResourceARN)).toEqual([
      `arn:aws:apigateway:us-west-2::/vpclinks/${resources['Link']}`,
    ])
    const { Role } = await account.iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForAPIGateway' }))
    expect(Role?.Path).toBe('/aws-service-role/ops.apigateway.amazonaws.com/')

    await account.removeStack(id)
    expect((await account.apiGatewayV2.send(new GetVpcLinksCommand({}))).Items).toEqual([])
    expect(await interfaces('interface-type', 'api_gateway_managed')).toBe(0)
  })

  test('is not made in a zone that has none, which the event names', async () => {
    account.setFaults({ zonesWithoutVpcLinks: ['us-west-2b'] })
    await expect(account.makeStack('sluice-t-zone', linkTemplate, allPlaces())).rejects.toThrow(
      new RegExp(
        `Link: Subnets \\[${network['SubnetB']}\\] are in Availability Zones where VPC links are not`,
      ),
    )
    account.setFaults({})
  })

  test('leaves interfaces behind for a while under a fault', async () => {
    account.setFaults({ vpcLinkLingerMs: 600 })
    const { id } = await account.makeStack('sluice-t-linger', linkTemplate, allPlaces())
    await account.removeStack(id)
    expect(await interfaces('interface-type', 'api_gateway_managed')).toBe(2)
    await until(async () => (await interfaces('interface-type', 'api_gateway_managed')) === 0)
    account.setFaults({})
  })
})

describe('a function', () => {
  test('is behind HTTP APIs of both formats and a URL, until they go', async () => {
    const { id, resources } = await account.makeStack('sluice-t-function', functionTemplate)
    const [one, two] = ['One', 'Two'].map(
      (name) => `https://${resources[name]}.execute-api.us-west-2.amazonaws.com`,
    ) as [string, string]
    const { FunctionUrlConfigs = [] } = await account.lambda.send(
      new ListFunctionUrlConfigsCommand({ FunctionName: resources['Function'] ?? '' }),
    )
    const url = FunctionUrlConfigs[0]?.FunctionUrl ?? ''
    expect(url).toMatch(/^https:\/\/[a-z0-9]{32}\.lambda-url\.us-west-2\.on\.aws\/$/)
    for (const base of [one, two]) await until(async () => (await ask('internet', `${base}/`)).status === 200)

    const sent = {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json', 'x-mine': 'm' },
    }
    const first = await ask('internet', `${one}/a/b?c=d&c=e`, sent)
    expect(JSON.parse(first.body)).toMatchObject({
      version: '1.0',
      path: '/a/b',
      httpMethod: 'POST',
      multiValueQueryStringParameters: { c: ['d', 'e'] },
      body: '{"a":1}',
      isBase64Encoded: false,
    })
    const second = await ask('internet', `${two}/a/b?c=d&c=e`, sent)
    expect(JSON.parse(second.body)).toMatchObject({
      version: '2.0',
      rawPath: '/a/b',
      rawQueryString: 'c=d&c=e',
      queryStringParameters: { c: 'd,e' },
      headers: { 'x-mine': 'm', 'x-forwarded-proto': 'https' },
      body: '{"a":1}',
      requestContext: { apiId: resources['Two'], http: { method: 'POST', path: '/a/b' }, stage: '$default' },
    })
    const third = await ask('internet', `${url}a/b?c=d`, sent)
    expect(JSON.parse(third.body)).toMatchObject({
      version: '2.0',
      rawPath: '/a/b',
      requestContext: { accountId: 'anonymous', domainName: new URL(url).hostname },
    })
    await account.removeStack(id)
    for (const gone of [one, two, url]) await expect(ask('internet', gone)).rejects.toThrow('Nothing listens')
  })
})

describe('a front door that does not go at once', () => {
  test.each(['Link', 'Balancer', 'Http', 'Targets', 'HttpApi'])(
    'is there with %s, and gone after another deletion',
    async (resource) => {
      account.setFaults({ deleteFailed: [{ resource, times: 1 }] })
      const { id } = await account.makeStack(`sluice-t-stays-${resource}`, linkTemplate, allPlaces())
      await expect(account.removeStack(id)).rejects.toThrow(`${resource}: Made to fail by the fault`)
      await account.removeStack(id)
      expect((await account.apiGatewayV2.send(new GetVpcLinksCommand({}))).Items).toEqual([])
      expect((await account.apiGatewayV2.send(new GetApisCommand({}))).Items).toEqual([])
      expect(await elbVersion2('DescribeLoadBalancers')).not.toContain('<member>')
      account.setFaults({})
    },
  )

  test.each(['Link', 'Balancer', 'Http', 'HttpIntegration', 'HttpRoute', 'HttpStage', 'ProxyMethod'])(
    'is rolled back without %s, and leaves nothing',
    async (resource) => {
      account.setFaults({ createFailed: [resource] })
      const making = account.makeStack(`sluice-t-lacks-${resource}`, linkTemplate, allPlaces())
      await expect(making).rejects.toThrow('is ROLLBACK_COMPLETE')
      account.setFaults({})
      expect((await account.apiGatewayV2.send(new GetVpcLinksCommand({}))).Items).toEqual([])
      expect(await elbVersion2('DescribeTargetGroups')).not.toContain('<member>')
    },
  )
})

test('an nginx of one’s own passes requests on over TLS, by its public name and address', async () => {
  const { Reservations = [] } = await account.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [network['Origin'] ?? ''] }),
  )
  const OriginAddress = Reservations[0]?.Instances?.[0]?.PrivateIpAddress ?? ''
  const given = { ...placesOf('Vpc', 'BalancerGroup'), OriginAddress }
  const { id } = await account.makeStack('sluice-t-own', ownGatewayTemplate, given)
  const { Name = '', Address = '' } = await outputsOf(id)
  await until(() => account.portOf('internet', Name, 443) !== undefined)
  for (const host of [Name, Address])
    expect(await ask('internet', `https://${host}/hello.txt`)).toMatchObject({ status: 200, body: 'hello' })
  await account.removeStack(id)
  expect(account.portOf('internet', Name, 443)).toBeUndefined()
})

test('what others have is seen beside it', async () => {
  account.setFaults({ foreign: { vpcLinks: 2, applicationLoadBalancers: 1 } })
  const { Items = [] } = await account.apiGatewayV2.send(new GetVpcLinksCommand({}))
  expect(Items.map(({ Name, Tags }) => [Name, Tags])).toEqual([
    ['shop-1', {}],
    ['shop-2', {}],
  ])
  expect(await elbVersion2('DescribeLoadBalancers')).toContain('<LoadBalancerName>shop-1</LoadBalancerName>')
  account.setFaults({})
})

test.each([
  ['elasticloadbalancing', 'L-53DA6B97', 50],
  ['elasticloadbalancing', 'L-B22855CB', 3_000],
  ['apigateway', 'L-608BDCD4', 10],
])('the quota %s %s is %d', async (ServiceCode, QuotaCode, value) => {
  const { Quota } = await account.quotas.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }))
  expect(Quota?.Value).toBe(value)
})
