import { DescribeStackEventsCommand, type StackEvent } from '@aws-sdk/client-cloudformation'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'
import { followStack } from '../../../../electron/engine/aws/stacks.ts'

/** CloudFormation with one stack that has this status and these events, newest first. */
function accountWith(status: string, events: Partial<StackEvent>[], StackStatusReason?: string): Aws {
  const send = async (command: object): Promise<object> =>
    command instanceof DescribeStackEventsCommand
      ? {
          StackEvents: events.map((event, at) => ({
            EventId: String(at),
            StackName: 'sluice-d-base',
            ...event,
          })),
        }
      : { Stacks: [{ StackId: 'arn', StackName: 'sluice-d-base', StackStatus: status, StackStatusReason }] }
  return { pacing: { pollMs: 1_000 }, cloudformation: { send } } as unknown as Aws
}

const follow = (aws: Aws, longestMs?: number) =>
  followStack(aws, 'arn', {
    signal: new AbortController().signal,
    onEvent: () => undefined,
    ...(longestMs === undefined ? {} : { longestMs }),
  })

const stack = { ResourceType: 'AWS::CloudFormation::Stack', LogicalResourceId: 'sluice-d-base' } as const
const vpc = { ResourceType: 'AWS::EC2::VPC', LogicalResourceId: 'Vpc' } as const

describe('why a stack has failed', () => {
  test('a resource, not what was cancelled because of it', async () => {
    const aws = accountWith('ROLLBACK_COMPLETE', [
      {
        ...stack,
        ResourceStatus: 'ROLLBACK_IN_PROGRESS',
        ResourceStatusReason:
          'The following resource(s) failed to create: [Vpc]. Rollback requested by user.',
      },
      {
        ...vpc,
        LogicalResourceId: 'Other',
        ResourceStatus: 'CREATE_FAILED',
        ResourceStatusReason: 'Resource creation cancelled',
      },
      { ...vpc, ResourceStatus: 'CREATE_FAILED', ResourceStatusReason: 'The limit is reached' },
    ])
    expect((await follow(aws)).failure).toMatchObject({ resource: 'Vpc', reason: 'The limit is reached' })
  })

  test('only the event that begins the rollback says it', async () => {
    const reason = 'Template format error: too many of something'
    const aws = accountWith('ROLLBACK_COMPLETE', [
      { ...stack, ResourceStatus: 'ROLLBACK_IN_PROGRESS', ResourceStatusReason: reason },
    ])
    expect((await follow(aws)).failure).toMatchObject({ stack: 'sluice-d-base', resource: null, reason })
  })

  test('only the stack itself says it', async () => {
    expect((await follow(accountWith('ROLLBACK_COMPLETE', [], 'Because'))).state?.statusReason).toBe(
      'Because',
    )
  })

  test('a hook: the reason stands in another event of the resource', async () => {
    const aws = accountWith('ROLLBACK_COMPLETE', [
      {
        ...vpc,
        ResourceStatus: 'CREATE_FAILED',
        ResourceStatusReason: 'The following hook(s) failed: [Corp::Guard::Hook]',
      },
      {
        ...vpc,
        ResourceStatus: 'CREATE_IN_PROGRESS',
        HookType: 'Corp::Guard::Hook',
        HookStatus: 'HOOK_COMPLETE_FAILED',
        HookStatusReason: 'A VPC needs the tag CostCenter',
      },
    ])
    expect((await follow(aws)).failure?.reason).toBe(
      'The following hook(s) failed: [Corp::Guard::Hook]: A VPC needs the tag CostCenter',
    )
  })
})

describe('a stack that does not come to an end', () => {
  afterEach(() => vi.useRealTimers())

  test('is given up, with its status', async () => {
    vi.useFakeTimers()
    const following = expect(follow(accountWith('DELETE_IN_PROGRESS', []), 120_000)).rejects.toMatchObject({
      code: 'deployment-failed',
      message: expect.stringContaining('it has been DELETE_IN_PROGRESS for 2 min'),
    })
    await vi.advanceTimersByTimeAsync(125_000)
    await following
  })
})
