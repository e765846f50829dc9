import { z } from 'zod'
import { canBeAssumedBy, findRole } from '../resources/iam/role-permissions.ts'
import {
  listSchedules,
  rateMinutes,
  readSchedule,
  removeSchedule,
  writeSchedule,
  type ScheduleRecord,
} from '../schedules/schedule-record.ts'
import { deleteStackTarget } from '../schedules/schedule-runner.ts'
import type { Call, JsonObject, ResourceRecord, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import { textOf } from './ec2-query.ts'

/** A schedule as it is sent; times are epoch seconds. What is not named here is refused. */
const requestSchema = z.strictObject({
  Name: z.string().regex(/^[0-9a-zA-Z-_.]{1,64}$/),
  GroupName: z.string(),
  ScheduleExpression: z.string(),
  StartDate: z.number().optional(),
  EndDate: z.number().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Description: z.string().max(512).optional(),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string(),
    RetryPolicy: z
      .strictObject({ MaximumRetryAttempts: z.number(), MaximumEventAgeInSeconds: z.number().optional() })
      .optional(),
  }),
  ClientToken: z.string().optional(),
})

/** An update may not begin in the past, but for these milliseconds. */
const oldestStartMs = 5 * 60_000

/** EventBridge Scheduler: recurring schedules that delete stacks. */
export function schedulerService(world: World): Service {
  const { documents } = world
  const groupOf = (name: string, region: string): ResourceRecord => {
    const group = world
      .resources('AWS::Scheduler::ScheduleGroup')
      .find((one) => one.physicalId === name && one.region === region)
    if (group === undefined)
      throw new ServiceError('ResourceNotFoundException', `Schedule group ${name} does not exist.`, 404)
    return group
  }
  const existing = (input: JsonObject, call: Call): ScheduleRecord => {
    const [group, name] = [textOf(input['groupName'] ?? input['GroupName']), textOf(input['Name'])]
    const found = readSchedule(documents, group, name)
    if (found === undefined || found.region !== call.region)
      throw new ServiceError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404)
    return found
  }
  const write = (input: JsonObject, call: Call, before: ScheduleRecord | undefined): JsonObject => {
    const schedule = checked(world, input, call, before)
    groupOf(schedule.group, call.region)
    writeSchedule(documents, schedule)
    return { ScheduleArn: arnOf(world, schedule) }
  }
  return {
    name: 'scheduler',
    protocol: 'rest-json',
    version: '2021-06-30',
    routes: [
      { method: 'POST', path: '/schedules/{Name}', operation: 'CreateSchedule' },
      { method: 'PUT', path: '/schedules/{Name}', operation: 'UpdateSchedule' },
      { method: 'GET', path: '/schedules/{Name}', operation: 'GetSchedule' },
      { method: 'DELETE', path: '/schedules/{Name}', operation: 'DeleteSchedule' },
      { method: 'GET', path: '/schedules', operation: 'ListSchedules' },
      { method: 'GET', path: '/schedule-groups', operation: 'ListScheduleGroups' },
      { method: 'GET', path: '/schedule-groups/{Name}', operation: 'GetScheduleGroup' },
    ],
    operations: {
      CreateSchedule(input, call) {
        const before = readSchedule(documents, textOf(input['GroupName']), textOf(input['Name']))
        if (before !== undefined)
          throw new ServiceError('ConflictException', `Schedule ${before.name} already exists.`, 409)
        return write(input, call, undefined)
      },
      UpdateSchedule: (input, call) => write(input, call, existing(input, call)),
      GetSchedule: (input, call) => describe(world, existing(input, call)),
      DeleteSchedule(input, call) {
        const { group, name } = existing(input, call)
        removeSchedule(documents, group, name)
        return {}
      },
      ListSchedules(input, call) {
        const group = input['ScheduleGroup'] === undefined ? undefined : textOf(input['ScheduleGroup'])
        const found = listSchedules(documents, group).filter(({ region }) => region === call.region)
        return {
          Schedules: found.map((schedule) => ({
            Name: schedule.name,
            GroupName: schedule.group,
            Arn: arnOf(world, schedule),
          })),
        }
      },
      ListScheduleGroups(input, call) {
        const prefix = textOf(input['NamePrefix'])
        const groups = world
          .resources('AWS::Scheduler::ScheduleGroup')
          .filter(({ region }) => region === call.region)
        return {
          ScheduleGroups: groups.filter(({ physicalId }) => physicalId.startsWith(prefix)).map(describeGroup),
        }
      },
      GetScheduleGroup: (input, call) => describeGroup(groupOf(textOf(input['Name']), call.region)),
    },
  }
}

function checked(
  world: World,
  input: JsonObject,
  call: Call,
  before: ScheduleRecord | undefined,
): ScheduleRecord {
  const parsed = requestSchema.safeParse(input)
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error))
  const { Name, GroupName, ScheduleExpression, StartDate, EndDate, State, Target } = parsed.data
  const nowMs = Date.now()
  if (rateMinutes(ScheduleExpression) === undefined)
    throw invalid(`Invalid Schedule Expression ${ScheduleExpression}.`)
  if (Target.Arn !== deleteStackTarget(world.partition))
    throw invalid(`The practice account has no target ${Target.Arn}.`)
  const role = findRole(world, Target.RoleArn)
  if (role === undefined || !canBeAssumedBy(world, role, 'scheduler.amazonaws.com'))
    throw invalid('The execution role you provide must allow AWS EventBridge Scheduler to assume the role.')
  if (StartDate !== undefined && StartDate * 1000 < nowMs - oldestStartMs)
    throw invalid('The StartDate you specify cannot be earlier than 5 minutes ago.')
  if (typeof (JSON.parse(Target.Input) as JsonObject)['StackName'] !== 'string')
    throw invalid('Invalid RequestJson provided: StackName is missing.')
  return {
    name: Name,
    group: GroupName,
    region: call.region,
    expression: ScheduleExpression,
    startAtMs: StartDate === undefined ? null : StartDate * 1000,
    endAtMs: EndDate === undefined ? null : EndDate * 1000,
    enabled: State === 'ENABLED',
    targetArn: Target.Arn,
    roleArn: Target.RoleArn,
    input: Target.Input,
    createdAtMs: before?.createdAtMs ?? nowMs,
    changedAtMs: nowMs,
    firedAtMs: before?.firedAtMs ?? null,
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}

function arnOf(world: World, { region, group, name }: ScheduleRecord): string {
  return `arn:${world.partition}:scheduler:${region}:${world.accountId}:schedule/${group}/${name}`
}

function describe(world: World, schedule: ScheduleRecord): JsonObject {
  const {
    name,
    group,
    expression,
    startAtMs,
    endAtMs,
    enabled,
    targetArn,
    roleArn,
    input,
    createdAtMs,
    changedAtMs,
  } = schedule
  return {
    Arn: arnOf(world, schedule),
    Name: name,
    GroupName: group,
    ScheduleExpression: expression,
    State: enabled ? 'ENABLED' : 'DISABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: targetArn, RoleArn: roleArn, Input: input },
    CreationDate: createdAtMs / 1000,
    LastModificationDate: changedAtMs / 1000,
    ...(startAtMs === null ? {} : { StartDate: startAtMs / 1000 }),
    ...(endAtMs === null ? {} : { EndDate: endAtMs / 1000 }),
  }
}

function describeGroup(group: ResourceRecord): JsonObject {
  return { Arn: group.attributes['Arn'] ?? '', Name: group.physicalId, State: 'ACTIVE' }
}
