import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDocuments } from '../../../../electron/practice/documents.ts'
import { faultsSchema } from '../../../../electron/practice/faults.ts'
import type { Faults } from '../../../../electron/practice/faults.ts'
import { usualPace } from '../../../../electron/practice/pace.ts'
import { createStacks } from '../../../../electron/practice/stacks/stack-operations.ts'
import type { Stacks, StackWorld } from '../../../../electron/practice/stacks/stack-operations.ts'
import type { JsonObject, ResourceType } from '../../../../electron/practice/world.ts'

const region = 'us-west-2'
const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

/** A folder that is gone when the test is. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-stacks-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Real documents on disk under a fast account without processes or addresses. */
export function testWorld(
  folder = temporaryFolder(),
  faults: () => Partial<Faults> = () => ({}),
): StackWorld {
  const none = (): never => {
    throw new Error('not in this test')
  }
  return {
    accountId: '123456789012',
    partition: 'aws',
    folder,
    documents: openDocuments(folder, none),
    addresses: { file: '', publish: none, withdraw: none, lookup: () => undefined, listenersIn: () => [] },
    children: { spawn: none, environment: {} },
    pace: { ...usualPace, recordMs: 1, roleReadyMs: 0 },
    faults: () => faultsSchema.parse(faults()),
    userPolicies: () => [everything],
    managedPolicy: () => undefined,
    managedPolicies: () => [],
    log: () => undefined,
  }
}

type StackShown = {
  StackId: string
  StackName: string
  StackStatus: string
  StackStatusReason?: string
  Outputs: { OutputKey: string; OutputValue: string }[]
}
interface EventsShown {
  StackEvents: EventShown[]
  NextToken?: string
}

type EventShown = {
  LogicalResourceId: string
  ResourceStatus: string
  ResourceStatusReason?: string
  PhysicalResourceId: string
}

export interface TestAccount extends Stacks {
  call(operation: string, input?: JsonObject): Promise<JsonObject>
  /** Creates the stack `s` (or as named), waits for the end, and answers its ARN. */
  make(template: string, more?: JsonObject): Promise<string>
  /** Deletes a stack and waits for the end. */
  remove(name: string, more?: JsonObject): Promise<void>
  shown(name: string): Promise<StackShown>
  /** `Logical STATUS reason` of each event, oldest first. */
  events(name: string): Promise<string[]>
}

/** @param callerId who calls; without it the account itself, which may do everything */
export function testAccount(
  types: readonly ResourceType[],
  world = testWorld(),
  callerId?: string,
): TestAccount {
  const stacks = createStacks(world, types)
  onTestFinished(() => stacks.close())
  const call = async (operation: string, input: JsonObject = {}): Promise<JsonObject> => {
    const run = stacks.service.operations[operation]
    if (run === undefined) throw new Error(`no operation ${operation}`)
    return await run(input, { region, requestId: 'r', ...(callerId === undefined ? {} : { callerId }) })
  }
  return {
    ...stacks,
    call,
    async make(TemplateBody, more = {}) {
      const { StackId } = await call('CreateStack', { StackName: 's', TemplateBody, ...more })
      await stacks.settled()
      return StackId as string
    },
    async remove(StackName, more = {}) {
      await call('DeleteStack', { StackName, ...more })
      await stacks.settled()
    },
    async shown(StackName) {
      const { Stacks } = (await call('DescribeStacks', { StackName })) as unknown as { Stacks: [StackShown] }
      return Stacks[0]
    },
    async events(StackName) {
      const found: EventShown[] = []
      let more: string | undefined
      do {
        const page = await call('DescribeStackEvents', { StackName, ...(more ? { NextToken: more } : {}) })
        const { StackEvents, NextToken } = page as unknown as EventsShown
        found.push(...StackEvents)
        more = NextToken
      } while (more)
      return found
        .toReversed()
        .map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason }) =>
          [LogicalResourceId, ResourceStatus, ResourceStatusReason].filter(Boolean).join(' '),
        )
    },
  }
}
