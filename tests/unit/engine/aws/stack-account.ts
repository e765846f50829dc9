import { DescribeStackEventsCommand, type StackEvent } from '@aws-sdk/client-cloudformation'
import type { Aws } from '../../../../electron/engine/aws/clients.ts'

/** CloudFormation with one stack that has this status and these events, oldest first. */
export function accountWith(
  status: string,
  events: readonly Partial<StackEvent>[],
  StackStatusReason?: string,
): Aws {
  const send = async (command: object): Promise<object> =>
    command instanceof DescribeStackEventsCommand
      ? {
          StackEvents: events
            .map((event, at) => ({ EventId: String(at), StackName: 'sluice-d-base', ...event }))
            .toReversed(),
        }
      : { Stacks: [{ StackId: 'arn', StackName: 'sluice-d-base', StackStatus: status, StackStatusReason }] }
  return { pacing: { pollMs: 1_000 }, cloudformation: { send } } as unknown as Aws
}
