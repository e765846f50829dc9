import { DescribeStackEventsCommand, type StackEvent as AwsStackEvent } from '@aws-sdk/client-cloudformation'
import { isMissingStack, toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { isCause } from './stack-causes.ts'

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

function toEvent(event: AwsStackEvent): StackEvent {
  const status = event.ResourceStatus ?? ''
  const reason = event.ResourceStatusReason ?? ''
  const type = event.ResourceType ?? ''
  return {
    id: event.EventId ?? '',
    atMs: event.Timestamp?.getTime() ?? 0,
    stackName: event.StackName ?? '',
    logicalId: event.LogicalResourceId ?? '',
    type,
    status,
    reason,
    failed: isCause({ type, status, reason }),
    hookReason: event.HookStatus?.endsWith('_FAILED') === true ? (event.HookStatusReason ?? '') : '',
  }
}
