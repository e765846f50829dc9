import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudFormationClient, DescribeTypeCommand } from '@aws-sdk/client-cloudformation'
import {
  DescribeAvailabilityZonesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVpcsCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { GetAccessKeyInfoCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { SSMClient, GetParameterHistoryCommand } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAccount, type PracticeAccount } from '../../../electron/practice/account.ts'
import { openDocuments } from '../../../electron/practice/documents.ts'
import { type Endpoint, startEndpoint } from '../../../electron/practice/server.ts'
import { signRequest } from '../../../electron/practice/signature.ts'
import { createThrottle } from '../../../electron/practice/throttling.ts'
import type { Service } from '../../../electron/practice/world.ts'
import { send } from './raw-request.ts'

const quiet = () => undefined

describe('the guard', () => {
  const key = { accessKeyId: 'SLUICEPRACTICGUARDED', secretAccessKey: 'a secret of this test' }
  let ran: string[] = []
  const run = (name: string) => () => {
    ran.push(name)
    return { Ran: name }
  }
  const services: Service[] = [
    { name: 'ssm', protocol: 'json-1.1', version: 'AmazonSSM', operations: { SendCommand: run('ssm') } },
    {
      name: 'cloudformation',
      protocol: 'query',
      version: '2010-05-15',
      operations: { CreateStack: run('cloudformation') },
    },
    { name: 'ec2', protocol: 'ec2', version: '2016-11-15', operations: { RunInstances: run('ec2') } },
    {
      name: 'lambda',
      protocol: 'rest-json',
      version: '',
      operations: { Invoke: run('lambda'), Boom: () => Promise.reject(new Error('a defect')) },
      routes: [
        { method: 'GET', path: '/run/{name}', operation: 'Invoke' },
        { method: 'GET', path: '/boom', operation: 'Boom' },
      ],
    },
  ]
  const calls = {
    ssm: {
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.SendCommand' },
      body: '{}',
      method: 'POST',
      target: '/',
    },
    cloudformation: {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=CreateStack&Version=2010-05-15',
      method: 'POST',
      target: '/',
    },
    ec2: {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=RunInstances&Version=2016-11-15',
      method: 'POST',
      target: '/',
    },
    lambda: { headers: {}, body: '', method: 'GET', target: '/run/f%3A1' },
  }
  type Name = keyof typeof calls
  const names = Object.keys(calls) as Name[]
  let endpoint: Endpoint

  beforeAll(async () => {
    const throttle = createThrottle(
      () => 0,
      () => performance.now(),
      Math.random,
    )
    endpoint = await startEndpoint({ services, key, throttle, log: quiet, preferredPort: undefined })
  })
  afterAll(() => endpoint.close())
  beforeEach(() => {
    ran = []
  })

  const signed = (
    name: Name,
    options: { host?: string; withKey?: typeof key; atMs?: number } = {},
  ): Promise<Record<string, string>> => {
    const { headers, ...call } = calls[name]
    const host = options.host ?? `127.0.0.1:${endpoint.port}`
    return signRequest(
      { ...call, headers: { ...headers, host } },
      options.withKey ?? key,
      'us-west-2',
      name,
      options.atMs ?? Date.now(),
    )
  }
  type Headers = Record<string, string>
  const sendCall = async (name: Name, headers: Headers | Promise<Headers>, body = calls[name].body) =>
    send(endpoint.port, await headers, body, calls[name].method, calls[name].target)

  test.each(names)('%s: a call that is signed runs', async (name) => {
    expect(await sendCall(name, signed(name))).toMatchObject({
      status: 200,
      text: expect.stringContaining(name),
    })
    expect(ran).toEqual([name])
  })

  const refusals: Record<string, Record<Name, [number, string]>> = {
    unsigned: {
      ssm: [400, 'MissingAuthenticationTokenException'],
      cloudformation: [403, 'MissingAuthenticationToken'],
      ec2: [403, 'MissingAuthenticationToken'],
      lambda: [403, 'MissingAuthenticationTokenException'],
    },
    'signed with another secret': {
      ssm: [400, 'InvalidSignatureException'],
      cloudformation: [403, 'SignatureDoesNotMatch'],
      ec2: [401, 'AuthFailure'],
      lambda: [403, 'InvalidSignatureException'],
    },
    'signed by another key': {
      ssm: [400, 'UnrecognizedClientException'],
      cloudformation: [403, 'InvalidClientTokenId'],
      ec2: [401, 'AuthFailure'],
      lambda: [403, 'UnrecognizedClientException'],
    },
    'signed six minutes ago': {
      ssm: [400, 'InvalidSignatureException'],
      cloudformation: [403, 'RequestTimeTooSkewed'],
      ec2: [400, 'RequestExpired'],
      lambda: [403, 'InvalidSignatureException'],
    },
  }
  const headersOf: Record<string, (name: Name) => Headers | Promise<Headers>> = {
    unsigned: (name) => ({ ...calls[name].headers }),
    'signed with another secret': (name) => signed(name, { withKey: { ...key, secretAccessKey: 'guessed' } }),
    'signed by another key': (name) =>
      signed(name, { withKey: { ...key, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } }),
    'signed six minutes ago': (name) => signed(name, { atMs: Date.now() - 360_000 }),
  }
  test.each(Object.keys(refusals).flatMap((how) => names.map((name) => [how, name] as const)))(
    '%s: %s runs nothing',
    async (how, name) => {
      const [status, code] = refusals[how]![name]
      const answer = await sendCall(name, headersOf[how]!(name))
      expect(answer.status).toBe(status)
      expect(answer.text + String(answer.headers['x-amzn-errortype'])).toContain(code)
      expect(ran).toEqual([])
    },
  )

  test.each(names.filter((name) => name !== 'lambda'))(
    '%s: a body swapped under a valid signature runs nothing',
    async (name) => {
      const answer = await sendCall(name, signed(name), `${calls[name].body} `)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(ran).toEqual([])
    },
  )

  test.each(names)('%s: a browser runs nothing, not even with a valid signature', async (name) => {
    const origin = await sendCall(name, { ...(await signed(name)), origin: 'https://example.com' })
    const own = await sendCall(name, { ...(await signed(name)), origin: `http://127.0.0.1:${endpoint.port}` })
    const rebound = await sendCall(name, signed(name, { host: `rebound.example:${endpoint.port}` }))
    const local = await sendCall(name, signed(name, { host: `localhost:${endpoint.port}` }))
    expect([origin.status, own.status, rebound.status, local.status]).toEqual([403, 403, 403, 403])
    expect(origin.headers['access-control-allow-origin']).toBeUndefined()
    const preflight = await send(
      endpoint.port,
      { origin: 'https://example.com', 'access-control-request-method': 'POST' },
      '',
      'OPTIONS',
    )
    expect(preflight.status).toBe(403)
    expect((await send(endpoint.port, {}, '', 'GET', '/')).status).toBe(403)
    expect(ran).toEqual([])
  })

  test('a request past 1 MB is not read', async () => {
    const { headers, ...call } = calls.ssm
    const body = JSON.stringify({ script: 'x'.repeat(1_000_001) })
    const host = `127.0.0.1:${endpoint.port}`
    const tooLarge = await signRequest(
      { ...call, body, headers: { ...headers, host } },
      key,
      'us-west-2',
      'ssm',
      Date.now(),
    )
    const chunked = { ...tooLarge, 'transfer-encoding': 'chunked' }
    expect(
      (await send(endpoint.port, { ...tooLarge, 'content-length': String(body.length) }, body)).status,
    ).toBe(413)
    expect((await send(endpoint.port, chunked, body)).status).toBe(413)
    expect(ran).toEqual([])
  })

  test('a defect inside is an error of the service, and the next call is answered', async () => {
    const host = `127.0.0.1:${endpoint.port}`
    const headers = await signRequest(
      { method: 'GET', target: '/boom', headers: { host }, body: '' },
      key,
      'us-west-2',
      'lambda',
      Date.now(),
    )
    const answer = await send(endpoint.port, headers, '', 'GET', '/boom')
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([500, 'ServiceException'])
    expect(answer.text).not.toContain('a defect')
    expect((await sendCall('lambda', signed('lambda'))).status).toBe(200)
  })
})

describe('with the SDK’s own clients', () => {
  let folder: string
  let account: PracticeAccount
  let clients: { sts: STSClient; ec2: EC2Client; cloudformation: CloudFormationClient; ssm: SSMClient }
  const configOf = (maxAttempts = 1) => ({
    region: 'eu-central-1',
    endpoint: `http://127.0.0.1:${account.port}`,
    credentials: account.key,
    maxAttempts,
  })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-endpoint-'))
    const base = {
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      groupIds: ['sg-1'],
      status: 'in-use',
      interfaceType: 'lambda',
      region: 'eu-central-1',
    }
    const documents = openDocuments(join(folder, 'state'), quiet)
    const put = (id: string, more: object) =>
      documents.put(`interface/${id}`, {
        ...base,
        networkInterfaceId: id,
        description: 'AWS Lambda VPC ENI-f',
        ...more,
      })
    put('eni-1', {})
    put('eni-2', { goneAtMs: Date.now() + 60_000 })
    put('eni-gone', { goneAtMs: Date.now() - 1 })
    put('eni-elsewhere', { region: 'us-west-2' })
    put('eni-elb', { interfaceType: 'interface', description: 'ELB web', vpcId: 'vpc-2' })
    account = await createAccount({ folder, version: 'test', log: quiet })
    const config = configOf()
    clients = {
      sts: new STSClient(config),
      ec2: new EC2Client(config),
      cloudformation: new CloudFormationClient(config),
      ssm: new SSMClient(config),
    }
  })
  afterAll(async () => {
    for (const client of Object.values(clients)) client.destroy()
    await account.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('STS: who is calling', async () => {
    const identity = await clients.sts.send(new GetCallerIdentityCommand({}))
    expect(identity).toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/practice',
    })
    expect(identity.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('EC2: zones of the Region of the signature', async () => {
    const { AvailabilityZones } = await clients.ec2.send(
      new DescribeAvailabilityZonesCommand({
        Filters: [
          { Name: 'state', Values: ['available'] },
          { Name: 'zone-type', Values: ['availability-zone'] },
        ],
      }),
    )
    expect(
      AvailabilityZones?.map(({ ZoneName, ZoneId, State, RegionName }) => [
        ZoneName,
        ZoneId,
        State,
        RegionName,
      ]),
    ).toEqual([
      ['eu-central-1a', 'euc1-az1', 'available', 'eu-central-1'],
      ['eu-central-1b', 'euc1-az2', 'available', 'eu-central-1'],
      ['eu-central-1c', 'euc1-az3', 'available', 'eu-central-1'],
    ])
    const none = await clients.ec2.send(
      new DescribeAvailabilityZonesCommand({ Filters: [{ Name: 'state', Values: ['unavailable'] }] }),
    )
    expect(none.AvailabilityZones).toEqual([])
  })

  test('EC2: not every zone has every instance type', async () => {
    const { InstanceTypeOfferings } = await clients.ec2.send(
      new DescribeInstanceTypeOfferingsCommand({
        LocationType: 'availability-zone',
        Filters: [{ Name: 'instance-type', Values: ['c6i.large', 'm5.*'] }],
      }),
    )
    const zonesOf = (type: string) =>
      InstanceTypeOfferings?.filter((offering) => offering.InstanceType === type).map(
        ({ Location }) => Location,
      )
    expect(zonesOf('c6i.large')).toEqual(['eu-central-1a', 'eu-central-1b'])
    expect(zonesOf('m5.large')).toEqual(['eu-central-1a', 'eu-central-1b', 'eu-central-1c'])
    const paged = await clients.ec2.send(new DescribeInstanceTypeOfferingsCommand({ MaxResults: 5 }))
    const rest = await clients.ec2.send(
      new DescribeInstanceTypeOfferingsCommand({ MaxResults: 1000, NextToken: paged.NextToken }),
    )
    expect(paged.InstanceTypeOfferings).toHaveLength(5)
    expect(rest.NextToken).toBeUndefined()
    expect(rest.InstanceTypeOfferings).not.toContainEqual(paged.InstanceTypeOfferings?.[0])
  })

  test('EC2: interfaces that services keep, for as long as they stay', async () => {
    const interfacesOf = async (...filters: [string, string][]) => {
      const Filters = filters.map(([Name, value]) => ({ Name, Values: [value] }))
      const { NetworkInterfaces } = await clients.ec2.send(new DescribeNetworkInterfacesCommand({ Filters }))
      return NetworkInterfaces?.map(({ NetworkInterfaceId }) => NetworkInterfaceId)
    }
    expect(await interfacesOf(['vpc-id', 'vpc-1'])).toEqual(['eni-1', 'eni-2'])
    expect(await interfacesOf(['group-id', 'sg-1'], ['description', 'ELB *'])).toEqual(['eni-elb'])
    expect(await interfacesOf(['interface-type', 'lambda'], ['vpc-id', 'vpc-2'])).toEqual([])
    await expect(interfacesOf(['no-such-filter', 'x'])).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    })
    const { NetworkInterfaces } = await clients.ec2.send(
      new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: ['eni-1'] }),
    )
    expect(NetworkInterfaces?.[0]).toMatchObject({
      InterfaceType: 'lambda',
      Status: 'in-use',
      SubnetId: 'subnet-1',
      Groups: [{ GroupId: 'sg-1' }],
    })
    expect(
      (await clients.ec2.send(new DescribeVpcsCommand({}))).Vpcs?.map(({ IsDefault }) => IsDefault),
    ).toEqual([true])
    expect((await clients.ec2.send(new DescribeInstancesCommand({}))).Reservations).toEqual([])
  })

  test.each([
    [
      'STS',
      () => clients.sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' })),
      'InvalidAction',
    ],
    ['EC2', () => clients.ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 })), 'InvalidAction'],
    [
      'EC2, an id that is not there',
      () => clients.ec2.send(new DescribeInstancesCommand({ InstanceIds: ['i-0'] })),
      'InvalidInstanceID.NotFound',
    ],
    [
      'SSM',
      () => clients.ssm.send(new GetParameterHistoryCommand({ Name: 'x' })),
      'UnknownOperationException',
    ],
    [
      'CloudFormation',
      () => clients.cloudformation.send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: 'A::B::C' })),
      'InvalidAction',
    ],
  ])('%s: what is not imitated is refused in the words of the service', async (_service, call, name) => {
    await expect(call()).rejects.toMatchObject({ name })
  })

  test('a wrong secret is refused', async () => {
    const sts = new STSClient({ ...configOf(), credentials: { ...account.key, secretAccessKey: 'guessed' } })
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
    sts.destroy()
  })

  test('throttling can be switched on, is told apart by the SDK, and retried until it works', async () => {
    writeFileSync(join(folder, 'faults.json'), JSON.stringify({ throttle: 1 }))
    await expect(clients.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'Throttling',
    })
    await expect(clients.ec2.send(new DescribeVpcsCommand({}))).rejects.toMatchObject({
      name: 'RequestLimitExceeded',
    })
    const patient = new STSClient(configOf(5))
    const answer = patient.send(new GetCallerIdentityCommand({}))
    setTimeout(() => rmSync(join(folder, 'faults.json')), 100)
    const { $metadata } = await answer
    expect($metadata.attempts).toBeGreaterThan(1)
    patient.destroy()
  })

  test('a client that polls without pause meets the limit', async () => {
    const calls = Array.from({ length: 120 }, () =>
      clients.ec2.send(new DescribeVpcsCommand({})).then(
        () => 'answered',
        (thrown: Error) => thrown.name,
      ),
    )
    const outcomes = await Promise.all(calls)
    expect(new Set(outcomes)).toEqual(new Set(['answered', 'RequestLimitExceeded']))
  })
})
