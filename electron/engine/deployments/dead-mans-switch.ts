import type { Deployment, Stack } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import { moveDeletionSchedule, putDeletionSchedule, type DeletionSchedule } from '../aws/schedules.ts'
import type { Aws } from '../aws/clients.ts'
import type { Catalog } from '../catalog.ts'
import { turnsBefore } from './stack-order.ts'
import { outputOf } from './stack-plan.ts'

/**
 * The dead man's switch: schedules in the account itself, which delete every stack of a deployment at its
 * expiry, whether or not Sluice is still there. What others use goes after them, and base later than the
 * rest, since Lambda's network interfaces have to be gone first. Guard holds the switch and stays; it is
 * free.
 */
function schedulesOf(deployment: Deployment, aws: Aws, catalog: Catalog): DeletionSchedule[] {
  const { stacks, expiresAtMs } = deployment
  const reaperRoleArn = outputOf(stacks, 'ReaperRoleArn')
  const group = outputOf(stacks, 'ScheduleGroupName')
  // A guard of an older Sluice has no switch.
  if (reaperRoleArn === undefined || group === undefined || expiresAtMs === null) return []
  const switched = stacks.filter(({ kind }) => kind !== 'guard')
  const gateways = switched.filter(({ kind }) => kind === 'scenario')
  // One REST API may be deleted every so often: each scenario waits for its turn.
  const lastTurnMs = gateways.length * aws.pacing.deleteRestApiMs
  const afterMs = (stack: Stack): number => {
    if (stack.kind === 'base') return aws.pacing.switchBaseMs
    if (stack.kind === 'scenario') return gateways.indexOf(stack) * aws.pacing.deleteRestApiMs
    const turns = turnsBefore(stack, stacks, catalog)
    return turns === 0 ? 0 : lastTurnMs + turns * aws.pacing.switchSharedMs
  }
  return switched.map((stack) => ({
    stackName: stack.name,
    group,
    reaperRoleArn,
    partition: reaperRoleArn.split(':')[1] ?? 'aws',
    startAtMs: expiresAtMs + afterMs(stack),
  }))
}

/** Arms the switch, before anything that it is to remove is made. Repeatable. */
export async function armSwitch(
  aws: Aws,
  catalog: Catalog,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<void> {
  for (const schedule of schedulesOf(deployment, aws, catalog)) {
    signal.throwIfAborted()
    await putDeletionSchedule(aws, schedule, signal)
  }
}

/**
 * Moves the switch to another time.
 * @throws AppError `conflict` when it is not armed (any more); what was moved then is moved, and never to
 * an earlier time than asked
 */
export async function moveSwitch(
  aws: Aws,
  catalog: Catalog,
  deployment: Deployment,
  expiresAtMs: number,
): Promise<void> {
  for (const schedule of schedulesOf({ ...deployment, expiresAtMs }, aws, catalog)) {
    if (await moveDeletionSchedule(aws, schedule)) continue
    throw new AppError(
      'conflict',
      `The schedule that deletes ${schedule.stackName} is no longer in the account: ` +
        'the expiry of this deployment cannot be moved.',
    )
  }
}
