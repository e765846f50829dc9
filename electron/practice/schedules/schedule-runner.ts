import { canBeAssumedBy, findRole, roleMay } from '../resources/iam/role-permissions.ts'
import type { Service, World } from '../world.ts'
import { isDue, listSchedules, writeSchedule, type ScheduleRecord } from './schedule-record.ts'

/** How often to look whether a schedule is due: the pace's minute is a second. */
const lookMs = 250

/**
 * Calls what is due, for as long as the account lives. A target that fails is tried again at the next turn,
 * as the rate has it.
 */
export function runSchedules(world: World, cloudformation: Service): { close(): void } {
  const look = (): void => {
    const nowMs = Date.now()
    for (const schedule of listSchedules(world.documents)) {
      if (!isDue(schedule, nowMs, world.pace.scheduleMinuteMs)) continue
      // Written first: a call that ends the account must not be made for ever.
      writeSchedule(world.documents, { ...schedule, firedAtMs: nowMs })
      void callTarget(world, cloudformation, schedule).catch((thrown: unknown) =>
        world.log('warn', 'A schedule failed.', { schedule: schedule.name, reason: String(thrown) }),
      )
    }
  }
  const timer = setInterval(look, lookMs)
  return { close: () => clearInterval(timer) }
}

/** The universal target that schedules of Sluice have; others are not imitated. */
export const deleteStackTarget = (partition: string): string =>
  `arn:${partition}:scheduler:::aws-sdk:cloudformation:deleteStack`

async function callTarget(world: World, cloudformation: Service, schedule: ScheduleRecord): Promise<void> {
  const { StackName } = JSON.parse(schedule.input) as { StackName: string }
  const role = findRole(world, schedule.roleArn)
  if (role === undefined || !canBeAssumedBy(world, role, 'scheduler.amazonaws.com'))
    throw new Error(`Role ${schedule.roleArn} cannot be assumed`)
  const { partition, accountId } = world
  const resource = `arn:${partition}:cloudformation:${schedule.region}:${accountId}:stack/${StackName}/any`
  if (!roleMay(world, role, { action: 'cloudformation:DeleteStack', resource, context: {} }))
    throw new Error(
      `${schedule.roleArn} is not authorized to perform: cloudformation:DeleteStack on resource: ${resource}`,
    )
  world.log('info', 'A schedule deletes a stack.', { schedule: schedule.name, stack: StackName })
  await cloudformation.operations['DeleteStack']?.(
    { StackName },
    { region: schedule.region, requestId: schedule.name },
  )
}
