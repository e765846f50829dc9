import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
  type CreateStackCommandInput,
  type DeleteStackCommandInput,
  type Stack as AwsStack,
} from '@aws-sdk/client-cloudformation'
import { setTimeout as delay } from 'node:timers/promises'
import type { Failure } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { isBusyStack, isExistingStack, isMissingStack, isUnknownParameter, toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { whenRoleIsReady } from './role-ready.ts'
import { createCauses } from './stack-causes.ts'
import { stackEvents, type StackEvent } from './stack-events.ts'

/** A resource of a stack, by its name in the template and by AWS's id. */
export interface StackResource {
  stack: string
  logicalId: string
  type: string
  physicalId: string
  /** CloudFormation's own word. */
  status: string
}

export interface StackRequest {
  name: string
  templateBody: string
  parameters: Record<string, string>
  tags: Record<string, string>
  roleArn?: string
  /** Makes the call idempotent: the same token creates the stack once. */
  token: string
  /**
   * What CloudFormation does with a stack that fails. A rollback cannot be cut short, and waits for the
   * network interfaces of functions while the rest costs money: what the dead man's switch removes is better
   * left as it is, and deleted at once.
   */
  onFailure: 'ROLLBACK' | 'DO_NOTHING'
}

export interface StackState {
  arn: string
  name: string
  /** CloudFormation's own word. */
  status: string
  /** Why it has this status, where CloudFormation says so; else empty. */
  statusReason: string
  outputs: Record<string, string>
}

/**
 * Asks for a stack and answers its ARN. A stack that already has this name is taken as it is: an earlier
 * attempt created it.
 */
export async function createStack(aws: Aws, request: StackRequest, signal?: AbortSignal): Promise<string> {
  const input = inputOf(request)
  try {
    const { StackId } = await whenRoleIsReady(
      aws,
      () => aws.cloudformation.send(new CreateStackCommand(input)),
      signal,
    )
    return StackId ?? request.name
  } catch (thrown) {
    signal?.throwIfAborted()
    if (!isExistingStack(thrown)) throw toAppError(thrown, `create the stack ${request.name}`)
    const existing = await describeStack(aws, request.name)
    if (!existing) throw toAppError(thrown, `create the stack ${request.name}`)
    return existing.arn
  }
}

function inputOf({
  name,
  templateBody,
  parameters,
  tags,
  roleArn,
  token,
  onFailure,
}: StackRequest): CreateStackCommandInput {
  return {
    StackName: name,
    TemplateBody: templateBody,
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    Capabilities: ['CAPABILITY_IAM'],
    OnFailure: onFailure,
    ClientRequestToken: token,
    ...(roleArn === undefined ? {} : { RoleARN: roleArn }),
  }
}

/** A stack by name or ARN; undefined when there is none. A deleted stack is found by its ARN only. */
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

/** The tags of a stack; none where there is no such stack. */
export async function stackTags(aws: Aws, arn: string): Promise<Record<string, string>> {
  try {
    const { Stacks } = await aws.cloudformation.send(new DescribeStacksCommand({ StackName: arn }))
    return Object.fromEntries((Stacks?.[0]?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
  } catch (thrown) {
    if (isMissingStack(thrown)) return {}
    throw toAppError(thrown, `read the tags of ${arn}`)
  }
}

export interface Deletion {
  token: string
  /** Does not wait for AWS to release what costs nothing, such as the network interfaces of a function. */
  express?: boolean
  /** Logical ids to leave behind; CloudFormation accepts them only after a deletion has failed. */
  retain?: readonly string[]
  /** Ends the wait for a stack that cannot be deleted yet. */
  signal?: AbortSignal
}

/**
 * Asks for the deletion of a stack. One that does not exist, or is being deleted, is no error. While
 * CloudFormation rolls the stack back it refuses, and is asked again.
 */
export async function deleteStack(
  aws: Aws,
  arn: string,
  { token, express = false, retain = [], signal }: Deletion,
): Promise<void> {
  const input = {
    StackName: arn,
    ClientRequestToken: token,
    ...(retain.length === 0 ? {} : { RetainResources: [...retain] }),
  }
  const mode: DeleteStackCommandInput = express ? { ...input, DeploymentConfig: { Mode: 'EXPRESS' } } : input
  const ask = () =>
    aws.cloudformation.send(new DeleteStackCommand(mode)).catch((thrown: unknown) => {
      // Not every Region knows the mode.
      if (express && isUnknownParameter(thrown)) return aws.cloudformation.send(new DeleteStackCommand(input))
      throw thrown
    })
  const untilMs = performance.now() + longestOperationMs
  for (;;) {
    try {
      await ask()
      return
    } catch (thrown) {
      signal?.throwIfAborted()
      if (isMissingStack(thrown)) return
      if (!isBusyStack(thrown) || performance.now() > untilMs)
        throw toAppError(thrown, `delete the stack ${arn}`)
    }
    await delay(aws.pacing.pollMs, undefined, signal ? { signal } : {})
  }
}

/** Longer than CloudFormation takes: the network interfaces of functions alone take up to 45 minutes. */
const longestOperationMs = 2 * 3_600_000

function tooLong({ name, status }: StackState, longestMs: number): AppError {
  const minutes = Math.round(longestMs / 60_000)
  const reason = `it has been ${status} for ${minutes} min, and Sluice has stopped waiting for it`
  return new AppError('deployment-failed', `The stack ${name} does not come to an end: ${reason}.`, {
    stack: name,
  })
}

/** How far an operation has come: the stack as it is now, and the first resource that failed, if any. */
interface Progress {
  state: StackState | undefined
  failure: Failure | null
}

/**
 * Follows a stack by ARN until its operation has ended, and reports each new event once, oldest first. It
 * reads the events once more after the end, so that it never misses the reason of a failure.
 * @param work.longestMs after which it is not waited for any more
 * @param work.seen ids of events to leave out, for example those of the operation before
 * @param work.isDecided whether what is known is enough, before the operation has ended
 * @throws AppError `deployment-failed` when the operation has not ended in time
 */
export async function followStack(
  aws: Aws,
  arn: string,
  work: {
    signal: AbortSignal
    /** Called with what each look finds, oldest first. */
    onEvents: (events: readonly StackEvent[]) => void
    seen?: Set<string>
    longestMs?: number
    isDecided?: (progress: Progress) => boolean
  },
): Promise<Progress> {
  const seen = work.seen ?? new Set<string>()
  const causes = createCauses()
  const longestMs = work.longestMs ?? longestOperationMs
  const untilMs = performance.now() + longestMs
  for (;;) {
    work.signal.throwIfAborted()
    const state = await describeStack(aws, arn)
    const events = await stackEvents(aws, arn, seen)
    for (const event of events) causes.add(event)
    work.onEvents(events)
    const progress = { state, failure: causes.failure() }
    if (!state || !state.status.endsWith('_IN_PROGRESS') || work.isDecided?.(progress)) return progress
    if (performance.now() > untilMs) throw tooLong(state, longestMs)
    await delay(aws.pacing.pollMs, undefined, { signal: work.signal })
  }
}

/** All resources that a stack has or had. */
export async function listResources(aws: Aws, stackName: string, arn: string): Promise<StackResource[]> {
  const found: StackResource[] = []
  try {
    for await (const { StackResourceSummaries = [] } of paginateListStackResources(
      { client: aws.cloudformation },
      { StackName: arn },
    )) {
      for (const {
        LogicalResourceId = '',
        ResourceType = '',
        PhysicalResourceId = '',
        ResourceStatus = '',
      } of StackResourceSummaries)
        found.push({
          stack: stackName,
          logicalId: LogicalResourceId,
          type: ResourceType,
          physicalId: PhysicalResourceId,
          status: ResourceStatus,
        })
    }
  } catch (thrown) {
    if (!isMissingStack(thrown)) throw toAppError(thrown, `list the resources of the stack ${stackName}`)
  }
  return found
}

function toState(stack: AwsStack): StackState {
  const outputs = (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [
    OutputKey ?? '',
    OutputValue ?? '',
  ])
  return {
    arn: stack.StackId ?? '',
    name: stack.StackName ?? '',
    status: stack.StackStatus ?? '',
    statusReason: stack.StackStatusReason ?? '',
    outputs: Object.fromEntries(outputs) as Record<string, string>,
  }
}
