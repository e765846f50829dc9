import { DescribeStackEventsCommand, type StackEvent as AwsStackEvent } from '@aws-sdk/client-cloudformation'
import { isMissingStack, toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'

export interface StackEvent {
  id: string
  atMs: number
  stackName: string
  logicalId: string
  type: string
  status: string
  reason: string
  /** Whether this is a cause of the failure, not a resource that was cancelled because another one failed. */
  failed: boolean
  /** Why a hook refused the resource; empty where none did. */
  hookReason: string
}

/** The events not in `seen` yet, oldest first; they are added to it. */
export async function stackEvents(aws: Aws, arn: string, seen: Set<string>): Promise<StackEvent[]> {
  const fresh: StackEvent[] = []
  let token: string | undefined
  try {
    do {
      const page = await aws.cloudformation.send(
        new DescribeStackEventsCommand({ StackName: arn, ...(token ? { NextToken: token } : {}) }),
      )
      const unseen = (page.StackEvents ?? []).filter((event) => !seen.has(event.EventId ?? ''))
      fresh.push(...unseen.map(toEvent))
      // Newest come first: a page without news is followed by older pages only.
      token = unseen.length > 0 ? page.NextToken : undefined
    } while (token)
  } catch (thrown) {
    if (!isMissingStack(thrown)) throw toAppError(thrown, `list the events of the stack ${arn}`)
  }
  for (const event of fresh) seen.add(event.id)
  return fresh.toReversed()
}

/** CloudFormation also marks the siblings of a failed resource as failed, with these reasons. */
const consequence = /cancelled|The following resource\(s\) failed/i

/** Without a resource that failed, only the event that begins the rollback of the stack says why. */
function isFailure({ ResourceStatus: status, ResourceType: type }: AwsStackEvent, reason: string): boolean {
  if (consequence.test(reason)) return false
  const isRollback = type === stackType && status === 'ROLLBACK_IN_PROGRESS' && reason !== ''
  return isRollback || status?.endsWith('_FAILED') === true
}

/** The type of a stack in its own events. */
export const stackType = 'AWS::CloudFormation::Stack'

function toEvent(event: AwsStackEvent): StackEvent {
  const status = event.ResourceStatus ?? ''
  const reason = event.ResourceStatusReason ?? ''
  return {
    id: event.EventId ?? '',
    atMs: event.Timestamp?.getTime() ?? 0,
    stackName: event.StackName ?? '',
    logicalId: event.LogicalResourceId ?? '',
    type: event.ResourceType ?? '',
    status,
    reason,
    failed: isFailure(event, reason),
    hookReason: event.HookStatus?.endsWith('_FAILED') === true ? (event.HookStatusReason ?? '') : '',
  }
}
