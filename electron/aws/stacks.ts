import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  type Parameter,
  type Stack as AwsStack,
  type Tag,
} from '@aws-sdk/client-cloudformation'
import { setTimeout as delay } from 'node:timers/promises'
import type { Failure } from '../../shared/deployment.ts'
import { isExistingStack, isMissingStack, toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { stackEvents, type StackEvent } from './stack-events.ts'

export interface StackRequest {
  name: string
  templateBody: string
  parameters: Record<string, string>
  tags: Record<string, string>
  roleArn?: string
  /** Makes the call idempotent: the same token creates the stack once. */
  token: string
}

export interface StackState {
  arn: string
  name: string
  /** CloudFormation's own word. */
  status: string
  outputs: Record<string, string>
}

/** Asks for a stack and answers its ARN. One that is there already under this name is taken as it is: an earlier attempt made it. */
export async function createStack(aws: Aws, request: StackRequest): Promise<string> {
  const parameters: Parameter[] = Object.entries(request.parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }))
  const tags: Tag[] = Object.entries(request.tags).map(([Key, Value]) => ({ Key, Value }))
  try {
    const { StackId } = await aws.cloudformation.send(
      new CreateStackCommand({
        StackName: request.name,
        TemplateBody: request.templateBody,
        Parameters: parameters,
        Tags: tags,
        Capabilities: ['CAPABILITY_IAM'],
        // If we die now, AWS still takes back what it had begun.
        OnFailure: 'ROLLBACK',
        ClientRequestToken: request.token,
        ...(request.roleArn === undefined ? {} : { RoleARN: request.roleArn }),
      }),
    )
    return StackId ?? request.name
  } catch (thrown) {
    if (!isExistingStack(thrown)) throw toAppError(thrown, `create the stack ${request.name}`)
    const existing = await describeStack(aws, request.name)
    if (!existing) throw toAppError(thrown, `create the stack ${request.name}`)
    return existing.arn
  }
}

/** A stack by name or ARN; undefined when there is none. A deleted stack answers by its ARN only. */
export async function describeStack(aws: Aws, nameOrArn: string): Promise<StackState | undefined> {
  try {
    const { Stacks } = await aws.cloudformation.send(new DescribeStacksCommand({ StackName: nameOrArn }))
    const stack = Stacks?.[0]
    return stack && toState(stack)
  } catch (thrown) {
    if (isMissingStack(thrown)) return undefined
    throw toAppError(thrown, `describe the stack ${nameOrArn}`)
  }
}

export async function deleteStack(aws: Aws, arn: string, token: string): Promise<void> {
  try {
    await aws.cloudformation.send(new DeleteStackCommand({ StackName: arn, ClientRequestToken: token }))
  } catch (thrown) {
    if (!isMissingStack(thrown)) throw toAppError(thrown, `delete the stack ${arn}`)
  }
}

/**
 * Follows a stack by ARN until its operation has ended, telling each new event once, oldest first. One more look at the events comes after
 * the end, so that the reason of a failure is never missed.
 * @param work.seen ids of events that are not news, for example those of the operation before
 * @returns its last state, and of a failure the first resource that failed by itself
 */
export async function followStack(
  aws: Aws,
  arn: string,
  work: { signal: AbortSignal; onEvent: (event: StackEvent) => void; seen?: Set<string> },
): Promise<{ state: StackState | undefined; failure: Failure | null }> {
  const seen = work.seen ?? new Set<string>()
  let failure: Failure | null = null
  for (;;) {
    work.signal.throwIfAborted()
    const state = await describeStack(aws, arn)
    for (const event of await stackEvents(aws, arn, seen)) {
      if (failure === null && event.failed) failure = { stack: event.stackName, resource: event.logicalId, reason: event.reason }
      work.onEvent(event)
    }
    if (!state || !state.status.endsWith('_IN_PROGRESS')) return { state, failure }
    await delay(aws.pacing.pollMs, undefined, { signal: work.signal })
  }
}

function toState(stack: AwsStack): StackState {
  const outputs = (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? ''])
  return {
    arn: stack.StackId ?? '',
    name: stack.StackName ?? '',
    status: stack.StackStatus ?? '',
    outputs: Object.fromEntries(outputs) as Record<string, string>,
  }
}
