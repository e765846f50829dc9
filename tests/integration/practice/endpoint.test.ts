import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CloudFormationClient,
  DescribeStacksCommand,
  DescribeTypeCommand,
} from '@aws-sdk/client-cloudformation'
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
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, type PracticeAccount } from '../../../electron/practice/account.ts'
import { openDocuments } from '../../../electron/practice/documents.ts'
import { administrator, prepareFolder } from '../../prepared-accounts.ts'

const quiet = () => undefined

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
  prepareFolder(folder, administrator)
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
  ['SSM', () => clients.ssm.send(new GetParameterHistoryCommand({ Name: 'x' })), 'UnknownOperationException'],
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

// CloudFormation's limit is the lower one, which a client reaches even on a busy machine.
test('a client that polls without pause meets the limit', async () => {
  const calls = Array.from({ length: 120 }, () =>
    clients.cloudformation.send(new DescribeStacksCommand({})).then(
      () => 'answered',
      (thrown: Error) => thrown.name,
    ),
  )
  const outcomes = await Promise.all(calls)
  expect(new Set(outcomes)).toEqual(new Set(['answered', 'Throttling']))
})
