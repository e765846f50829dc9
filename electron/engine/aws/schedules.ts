import {
  CreateScheduleCommand,
  UpdateScheduleCommand,
  type CreateScheduleCommandInput,
} from '@aws-sdk/client-scheduler'
import { isConflict, isMissing, toAppError } from './aws-errors.ts'
import type { Aws } from './clients.ts'
import { whenRoleIsReady } from './role-ready.ts'

/**
 * A schedule that deletes one stack, again and again from its start until it has worked or its end has
 * come.
 */
export interface DeletionSchedule {
  /** Of the schedule, and of the stack that it deletes. */
  stackName: string
  group: string
  reaperRoleArn: string
  partition: string
  startAtMs: number
}

/** How often it calls: a deletion that fails on network interfaces works some turns later. */
const everyMinutes = 15
/** After this it gives up: what is left then needs a person. */
const lastsMs = 2 * 24 * 3_600_000

/**
 * Puts the schedule into the account, or at another time where it is there already: both calls have the
 * same outcome, and may be repeated. Source of the target: EventBridge Scheduler user guide, "Using
 * universal targets".
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

/** Moves a schedule that is there. @returns false when it is not there any more */
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
