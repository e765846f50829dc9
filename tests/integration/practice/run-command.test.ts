import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { textAt } from '../../../electron/practice/resources/properties.ts'
import type { JsonObject } from '../../../electron/practice/world.ts'
import {
  awaitAgent,
  generatorUserData,
  openMachineWorld,
  runCommand,
  until,
  type MachineWorld,
} from './machine-world.ts'

let world: MachineWorld
let instanceId = ''

beforeEach(async () => {
  world = openMachineWorld()
  const record = await world.create(
    'LoadGenerator',
    world.properties(generatorUserData, { IamInstanceProfile: 'profile-1' }),
  )
  instanceId = record.physicalId
})

afterEach(() => world.close())

async function send(script: string, change: JsonObject = {}): Promise<string> {
  const parameters = { commands: [script] }
  const wanted = {
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: [instanceId],
    Parameters: parameters,
    TimeoutSeconds: 60,
    ...change,
  }
  const command = (await world.ssm('SendCommand', wanted))['Command'] as JsonObject
  return textAt(command, 'CommandId')
}

const invocation = (CommandId: string) =>
  world.ssm('GetCommandInvocation', { CommandId, InstanceId: instanceId })

async function reached(commandId: string, status: string): Promise<JsonObject> {
  return until(`status ${status}`, async () => {
    const seen = await invocation(commandId).catch(() => undefined)
    return seen?.['Status'] === status ? seen : undefined
  })
}

test('an instance takes commands only after its agent has registered', async () => {
  await expect(send('true')).rejects.toMatchObject({ code: 'InvalidInstanceId' })
  expect(await awaitAgent(world, instanceId)).toMatchObject({ InstanceId: instanceId, PingStatus: 'Online' })
  await expect(send('true', { InstanceIds: ['i-0123456789abcdef0'] })).rejects.toMatchObject({
    code: 'InvalidInstanceId',
  })
})

test('an instance whose role says nothing of SSM never registers', async () => {
  const { physicalId } = await world.create('Origin', world.properties(''))
  await delay(400)
  const answer = await world.ssm('DescribeInstanceInformation', {})
  expect(
    (answer['InstanceInformationList'] as JsonObject[]).map((agent) => agent['InstanceId']),
  ).not.toContain(physicalId)
})

test('a command is unknown at first, without output while it runs, then complete', async () => {
  await awaitAgent(world, instanceId)
  const commandId = await send('echo out; echo err >&2; sleep 0.4; exit 3')
  await expect(invocation(commandId)).rejects.toMatchObject({ code: 'InvocationDoesNotExist' })
  expect(await reached(commandId, 'InProgress')).toMatchObject({
    StandardOutputContent: '',
    ResponseCode: -1,
  })
  expect(await reached(commandId, 'Failed')).toMatchObject({
    StatusDetails: 'Failed',
    ResponseCode: 3,
    StandardOutputContent: 'out\n',
    StandardErrorContent: 'err\n',
  })
})

test('outputs are cut as the agent cuts them', async () => {
  await awaitAgent(world, instanceId)
  const commandId = await send(
    'head -c 30000 /dev/zero | tr "\\0" a; head -c 9000 /dev/zero | tr "\\0" b >&2',
  )
  const ended = await reached(commandId, 'Success')
  expect(ended['StandardOutputContent']).toMatch(/^a{23980}--output truncated--$/)
  expect(ended['StandardErrorContent']).toMatch(/^b{7980}--output truncated--$/)
})

test('the environment is the instance’s and not the person’s', async () => {
  await awaitAgent(world, instanceId)
  process.env['SLUICE_TEST_SECRET'] = 'secret'
  const output = textAt(await runCommand(world, instanceId, 'env; pwd'), 'StandardOutputContent')
  delete process.env['SLUICE_TEST_SECRET']
  expect(output).not.toContain('secret')
  const lines = output.split('\n')
  const home = `${world.folder}/instances/${instanceId}/root`
  expect(lines).toContain(`SLUICE_ROOT=${home}/var/lib/sluice`)
  expect(lines).toContain(`HOME=${home}/root`)
  expect(lines).toContain(home)
  expect(lines.find((line) => line.startsWith('SSM_COMMAND_ID='))).toMatch(/=[0-9a-f-]{36}$/)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a cancel and a timeout kill the whole process group', async () => {
  await awaitAgent(world, instanceId)
  const script = 'sleep 50 & echo $! > "$SLUICE_ROOT/pid"; wait'
  const cancelled = await send(script)
  await reached(cancelled, 'InProgress')
  await until(
    'the child',
    async () =>
      Number((await runCommand(world, instanceId, 'cat "$SLUICE_ROOT/pid"'))['StandardOutputContent']) ||
      undefined,
  )
  const pid = Number((await runCommand(world, instanceId, 'cat "$SLUICE_ROOT/pid"'))['StandardOutputContent'])
  await world.ssm('CancelCommand', { CommandId: cancelled, InstanceIds: [instanceId] })
  expect(await reached(cancelled, 'Cancelled')).toMatchObject({
    StatusDetails: 'Cancelled',
    ResponseCode: 137,
  })
  await until('the end of the child', () => !isAlive(pid) || undefined)

  const slow = await runCommand(world, instanceId, script, { executionTimeout: ['5'] })
  expect(slow).toMatchObject({ Status: 'TimedOut', StatusDetails: 'Execution Timed Out', ResponseCode: 137 })
})

test('five commands run at once, the sixth waits', async () => {
  await awaitAgent(world, instanceId)
  const commands = []
  for (let count = 0; count < 6; count += 1) commands.push(await send('sleep 0.8'))
  await delay(400)
  const statuses = await Promise.all(commands.map(async (id) => textAt(await invocation(id), 'Status')))
  expect(statuses.toSorted((a, b) => a.localeCompare(b))).toEqual([
    'InProgress',
    'InProgress',
    'InProgress',
    'InProgress',
    'InProgress',
    'Pending',
  ])
  for (const id of commands) await reached(id, 'Success')
})

test('a command does not end while something holds its output open', async () => {
  await awaitAgent(world, instanceId)
  const commandId = await send('sleep 0.8 & echo done')
  await reached(commandId, 'InProgress')
  await delay(300)
  expect((await invocation(commandId))['Status']).toBe('InProgress')
  expect((await reached(commandId, 'Success'))['StandardOutputContent']).toBe('done\n')
})

test('a lost instance says so and takes nothing; a slow service starts late', async () => {
  await awaitAgent(world, instanceId)
  world.setFaults({ lostInstances: ['LoadGenerator'] })
  expect(await awaitAgent(world, instanceId)).toMatchObject({ PingStatus: 'ConnectionLost' })
  const lost = await send('true')
  await delay(300)
  expect((await invocation(lost))['Status']).toBe('Pending')
  await world.ssm('CancelCommand', { CommandId: lost })
  expect((await invocation(lost))['Status']).toBe('Cancelled')
  world.setFaults({ slowSsmMs: 400 })
  const slow = await send('true')
  await delay(300)
  expect((await invocation(slow))['Status']).toBe('Pending')
  await reached(slow, 'Success')
})

test('an instance that is lost before it has registered is not known, until it is found', async () => {
  world.setFaults({ lostInstances: ['Late'] })
  const profile = { IamInstanceProfile: 'profile-1' }
  const { physicalId } = await world.create('Late', world.properties(generatorUserData, profile))
  await awaitAgent(world, instanceId)
  await delay(500)
  const wanted = { Filters: [{ Key: 'InstanceIds', Values: [physicalId] }] }
  expect(await world.ssm('DescribeInstanceInformation', wanted)).toEqual({ InstanceInformationList: [] })
  world.setFaults({})
  expect(await awaitAgent(world, physicalId)).toMatchObject({ PingStatus: 'Online' })
})

test('after a restart ended commands are still known, and running ones have failed', async () => {
  await awaitAgent(world, instanceId)
  const ended = await send('echo kept')
  await reached(ended, 'Success')
  const running = await send('sleep 50')
  await reached(running, 'InProgress')
  await world.restart()
  expect((await invocation(ended))['StandardOutputContent']).toBe('kept\n')
  expect((await invocation(running))['Status']).toMatch(/Failed/)
  expect(await awaitAgent(world, instanceId)).toMatchObject({ PingStatus: 'Online' })
})

test.each([
  [{ DocumentName: 'AWS-Other' }, 'InvalidDocument'],
  [{ TimeoutSeconds: 5 }, 'ValidationException'],
  [{ Comment: 'x'.repeat(101) }, 'ValidationException'],
  [{ Parameters: { commands: ['x'.repeat(70_000)] } }, 'MaxDocumentSizeExceeded'],
])('SendCommand refuses %#', async (change, code) => {
  await awaitAgent(world, instanceId)
  await expect(send('true', change)).rejects.toMatchObject({ code })
})

test('public parameters name images', async () => {
  const Name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
  expect(await world.ssm('GetParameters', { Names: [Name, '/nothing'] })).toMatchObject({
    Parameters: [{ Name, Value: expect.stringMatching(/^ami-0[0-9a-f]{16}$/) as string }],
    InvalidParameters: ['/nothing'],
  })
})
