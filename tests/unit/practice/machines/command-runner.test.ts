import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { faultsSchema } from '../../../../electron/practice/faults.ts'
import type { Command, CommandShelf } from '../../../../electron/practice/machines/command-record.ts'
import { openCommandRunner } from '../../../../electron/practice/machines/command-runner.ts'
import { usualPace } from '../../../../electron/practice/pace.ts'
import type { World } from '../../../../electron/practice/world.ts'

test('a command that no agent takes in time ends in Delivery Timed Out', async () => {
  const command: Command = {
    commandId: 'command',
    region: 'us-west-2',
    documentName: 'AWS-RunShellScript',
    comment: '',
    script: 'true\n',
    workingDirectory: '',
    executionTimeoutSec: 60,
    timeoutSec: 0.15,
    requestedAtMs: Date.now(),
    invocations: [
      {
        instanceId: 'i-gone',
        status: 'Pending',
        statusDetails: 'Pending',
        responseCode: -1,
        stdout: '',
        stderr: '',
      },
    ],
  }
  const saved: string[] = []
  const shelf: CommandShelf = {
    all: () => [command],
    find: () => command,
    save: ({ invocations }) => saved.push(invocations[0]?.statusDetails ?? ''),
  }
  const world = {
    pace: { ...usualPace, invocationAppearsMs: 1, commandStartsMs: 1 },
    faults: () => faultsSchema.parse({}),
    userPolicies: () => [],
    managedPolicy: () => undefined,
    managedPolicies: () => [],
  } as unknown as World
  const runner = openCommandRunner(world, shelf, new Map())
  runner.deliver(command)
  await delay(50)
  expect(command.invocations[0]?.status).toBe('Pending')
  await delay(200)
  expect(command.invocations[0]).toMatchObject({
    status: 'TimedOut',
    statusDetails: 'Delivery Timed Out',
    responseCode: -1,
  })
  expect(saved).toEqual(['Delivery Timed Out'])
  await runner.close()
})
