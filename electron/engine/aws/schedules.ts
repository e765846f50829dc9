import {
  CreateScheduleCommand,
  UpdateScheduleCommand,
  type CreateScheduleCommandInput,
} from '@aws-sdk/client-scheduler'
import { isConflict, isMissing, toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { whenRoleIsReady } from './role-ready.ts'

/** A schedule that deletes one stack: it repeats the call from its start to its end. */
export interface DeletionSchedule {
  /** The name of the stack, and of the schedule that deletes it. */
  stackName: string
  group: string
  reaperRoleArn: string
  partition: string
  startAtMs: number
}

/** How often it calls: a deletion that fails because of network interfaces succeeds later. */
const everyMinutes = 15
/** How long it repeats the call; what is left after that needs a person. */
const lastsMs = 2 * 24 * 3_600_000

/**
 * Creates the schedule, or updates it where it exists: the call may be repeated. Source of the target:
 * EventBridge Scheduler user guide, "Using universal targets".
 */
export async function putDeletionSchedule(
  aws: Aws,
  schedule: DeletionSchedule,
  signal?: AbortSignal,
): Promise<void> {
  const input = inputOf(schedule)
  try {
    await whenRoleIsReady(aws, () => createOrUpdate(aws, input), signal)
  } catch (thrown) {
    signal?.throwIfAborted()
    throw toAppError(thrown, `schedule the deletion of ${schedule.stackName}`)
  }
}

async function createOrUpdate(aws: Aws, input: CreateScheduleCommandInput): Promise<void> {
  try {
    await aws.scheduler.send(new CreateScheduleCommand(input))
  } catch (thrown) {
    if (!isConflict(thrown)) throw thrown
    await aws.scheduler.send(new UpdateScheduleCommand(input))
  }
}

/** Moves a schedule to its new start. @returns false when the schedule no longer exists */
export async function moveDeletionSchedule(aws: Aws, schedule: DeletionSchedule): Promise<boolean> {
  try {
    await aws.scheduler.send(new UpdateScheduleCommand(inputOf(schedule)))
    return true
  } catch (thrown) {
    if (isMissing(thrown)) return false
    throw toAppError(thrown, `move the deletion of ${schedule.stackName}`)
  }
}

function inputOf({
  stackName,
  group,
  reaperRoleArn,
  partition,
  startAtMs,
}: DeletionSchedule): CreateScheduleCommandInput {
  return {
    Name: stackName,
    GroupName: group,
    Description: 'Sluice: deletes this stack at the expiry of its deployment',
    ScheduleExpression: `rate(${everyMinutes} minutes)`,
    StartDate: new Date(startAtMs),
    EndDate: new Date(startAtMs + lastsMs),
    FlexibleTimeWindow: { Mode: 'OFF' },
    State: 'ENABLED',
    Target: {
      Arn: `arn:${partition}:scheduler:::aws-sdk:cloudformation:deleteStack`,
      RoleArn: reaperRoleArn,
      Input: JSON.stringify({ StackName: stackName }),
      RetryPolicy: { MaximumRetryAttempts: 0 },
    },
  }
}
