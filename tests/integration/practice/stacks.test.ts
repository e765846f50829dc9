import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CloudFormationClient,
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  DescribeEventsCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  paginateDescribeStackEvents,
  type StackEvent,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation'
import { whenRoleIsReady } from '../../../electron/engine/aws/role-ready.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { practicePaths } from '../../../electron/practice/connection.ts'
import { connectPractice, type PracticeConnection } from '../../../electron/practice/connect-practice.ts'
import { administrator } from '../../prepared-accounts.ts'

const region = 'us-west-2'
const templateOf = (name: string): string =>
  readFileSync(new URL(`../../../templates/${name}.yaml`, import.meta.url), 'utf8')

let dataDir = ''
let practice: PracticeConnection
let client: CloudFormationClient

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-stacks-'))
  await connect()
})

afterEach(async () => {
  client.destroy()
  practice.disconnect()
  process.kill(practice.pid, 'SIGTERM')
  await gone(practice.pid)
  rmSync(dataDir, { recursive: true, force: true })
})

async function connect(): Promise<void> {
  practice = await connectPractice(dataDir, administrator)
  const { endpoint, accessKeyId, secretAccessKey } = practice
  client = new CloudFormationClient({
    region,
    endpoint,
    credentials: { accessKeyId, secretAccessKey },
    ignoreConfiguredEndpointUrls: true,
  })
}

async function gone(pid: number): Promise<void> {
  const endMs = Date.now() + 10_000
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    if (Date.now() > endMs) throw new Error(`process ${pid} does not end`)
    await sleep(20)
  }
}

/** As everybody on AWS has to: a role that was just made is tried again. */
const create = async (input: CreateStackCommandInput): Promise<string> => {
  const send = () => client.send(new CreateStackCommand(input))
  return (await whenRoleIsReady({ pacing: { pollMs: 100 } }, send)).StackId ?? ''
}
const describe = async (StackName: string) =>
  (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0]

/** Waits for the end of an operation. */
async function ended(stack: string) {
  for (;;) {
    const shown = await describe(stack)
    if (shown?.StackStatus?.endsWith('_IN_PROGRESS') !== true) return shown
    await sleep(120)
  }
}

async function outputs(stack: string): Promise<Record<string, string>> {
  const shown = await ended(stack)
  expect(shown?.StackStatus, shown?.StackStatusReason).toBe('CREATE_COMPLETE')
  return Object.fromEntries(
    (shown?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  ) as Record<string, string>
}

async function failures(stack: string): Promise<string[]> {
  const { StackEvents } = await client.send(new DescribeStackEventsCommand({ StackName: stack }))
  return (StackEvents ?? [])
    .filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED'))
    .map(({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`)
}

const guardInput: CreateStackCommandInput = {
  StackName: 'sluice-t-guard',
  TemplateBody: templateOf('guard'),
  Parameters: [{ ParameterKey: 'DeploymentId', ParameterValue: 't' }],
  Capabilities: ['CAPABILITY_IAM'],
}

const baseInput = (guard: Record<string, string>): CreateStackCommandInput => ({
  StackName: 'sluice-t-base',
  TemplateBody: templateOf('base'),
  Parameters: [
    { ParameterKey: 'DeploymentId', ParameterValue: 't' },
    { ParameterKey: 'ZoneA', ParameterValue: 'us-west-2a' },
    { ParameterKey: 'ZoneB', ParameterValue: 'us-west-2b' },
    { ParameterKey: 'PermissionsBoundaryArn', ParameterValue: guard['PermissionsBoundaryArn'] },
  ],
  RoleARN: guard['StackRoleArn'],
  Capabilities: ['CAPABILITY_IAM'],
  ClientRequestToken: 'make-base',
  Tags: [{ Key: 'sluice:deployment', Value: 't' }],
})

test('the bundled guard and base stacks come and go, by the SDK', async () => {
  const guard = await outputs(await create(guardInput))
  const base = await create(baseInput(guard))
  expect(await create(baseInput(guard))).toBe(base)
  const made = await outputs(base)
  expect(made).toMatchObject({
    VpcId: expect.stringMatching(/^vpc-0[0-9a-f]{16}$/) as string,
    LambdaSubnets1024: expect.stringMatching(/^subnet-[0-9a-f]{17},subnet-[0-9a-f]{17}$/) as string,
    LambdaRoleArn: expect.stringMatching(/^arn:aws:iam::\d{12}:role\/sluice\/t\//) as string,
  })
  const shown = await describe(base)
  expect(shown).toMatchObject({
    StackName: 'sluice-t-base',
    RoleARN: guard['StackRoleArn'],
    Tags: [{ Key: 'sluice:deployment', Value: 't' }],
  })
  expect(shown?.CreationTime).toBeInstanceOf(Date)

  const { StackResourceSummaries: resources = [] } = await client.send(
    new ListStackResourcesCommand({ StackName: base }),
  )
  expect(resources.length).toBeGreaterThan(25)
  expect(new Set(resources.map(({ ResourceStatus }) => ResourceStatus))).toEqual(new Set(['CREATE_COMPLETE']))
  expect(resources.find(({ LogicalResourceId }) => LogicalResourceId === 'Vpc')).toMatchObject({
    PhysicalResourceId: made['VpcId'],
    ResourceType: 'AWS::EC2::VPC',
  })
  const pages = paginateDescribeStackEvents({ client }, { StackName: base })
  const events: StackEvent[] = []
  for await (const { StackEvents = [] } of pages) events.push(...StackEvents)
  expect(events[0]).toMatchObject({ ResourceStatus: 'CREATE_COMPLETE', PhysicalResourceId: base })
  expect(events.at(-1)).toMatchObject({
    ResourceStatusReason: 'User Initiated',
    ClientRequestToken: 'make-base',
  })

  await client.send(new DeleteStackCommand({ StackName: base }))
  expect((await ended(base))?.StackStatus, String(await failures(base))).toBe('DELETE_COMPLETE')
  await expect(describe('sluice-t-base')).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack with id sluice-t-base does not exist',
  })
  const guardId = (await describe('sluice-t-guard'))?.StackId ?? ''
  await client.send(new DeleteStackCommand({ StackName: guardId }))
  expect((await ended(guardId))?.StackStatus).toBe('DELETE_COMPLETE')
  expect((await client.send(new DescribeStacksCommand({}))).Stacks ?? []).toEqual([])
}, 30_000)

test('killed with kill -9 in the middle of making a stack, the next account makes the rest', async () => {
  const guard = await outputs(await create(guardInput))
  const base = await create(baseInput(guard))
  for (;;) {
    const { StackResourceSummaries = [] } = await client.send(
      new ListStackResourcesCommand({ StackName: base }),
    )
    if (StackResourceSummaries.some(({ ResourceStatus }) => ResourceStatus === 'CREATE_COMPLETE')) break
  }
  process.kill(practice.pid, 'SIGKILL')
  client.destroy()
  practice.disconnect()
  await gone(practice.pid)
  await connect()
  const made = await outputs(base)
  expect(made['VpcId']).toMatch(/^vpc-/)
  // Nothing is there twice.
  const { StackResourceSummaries = [] } = await client.send(
    new ListStackResourcesCommand({ StackName: base }),
  )
  const ids = StackResourceSummaries.map(({ PhysicalResourceId }) => PhysicalResourceId)
  expect(new Set(ids).size).toBe(ids.length)

  await client.send(new DeleteStackCommand({ StackName: base }))
  expect((await ended(base))?.StackStatus, String(await failures(base))).toBe('DELETE_COMPLETE')
}, 30_000)

test('a failed creation names the resource and its reason, and rolls back', async () => {
  writeFileSync(
    join(practicePaths(dataDir).folder, 'faults.json'),
    JSON.stringify({ createFailed: ['S3Endpoint'] }),
  )
  const guard = await outputs(await create(guardInput))
  const base = await create(baseInput(guard))
  expect((await ended(base))?.StackStatus).toBe('ROLLBACK_COMPLETE')
  expect((await failures(base)).at(-1)).toBe(
    'S3Endpoint: Made to fail by the fault "createFailed" of the practice account (S3Endpoint)',
  )
}, 30_000)

test('errors arrive under the names of the service', async () => {
  const TemplateBody = 'Resources: {H: {Type: AWS::CloudFormation::WaitConditionHandle}}'
  await create({ StackName: 'one', TemplateBody })
  await expect(create({ StackName: 'one', TemplateBody })).rejects.toMatchObject({
    name: 'AlreadyExistsException',
    message: 'Stack [one] already exists',
  })
  await expect(create({ ...guardInput, Capabilities: [] })).rejects.toMatchObject({
    name: 'InsufficientCapabilitiesException',
    message: 'Requires capabilities : [CAPABILITY_IAM]',
  })
  await expect(create({ ...guardInput, Parameters: [] })).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Parameters: [DeploymentId] must have values',
  })
  await expect(client.send(new DescribeEventsCommand({ StackName: 'one' }))).rejects.toMatchObject({
    name: 'InvalidAction',
  })
  expect(await client.send(new ValidateTemplateCommand({ TemplateBody: templateOf('guard') }))).toMatchObject(
    {
      Capabilities: ['CAPABILITY_IAM'],
      Parameters: expect.arrayContaining([
        expect.objectContaining({ ParameterKey: 'DeploymentId', NoEcho: false }),
      ]),
    },
  )
  expect((await client.send(new ListStacksCommand({}))).StackSummaries).toMatchObject([{ StackName: 'one' }])
})
