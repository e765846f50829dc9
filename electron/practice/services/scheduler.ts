import { z } from 'zod'
import { textOf } from '../json-values.ts'
import { canBeAssumedBy, findRole } from '../resources/iam/role-permissions.ts'
import {
  rateMinutes,
  readSchedule,
  writeSchedule,
  type ScheduleRecord,
} from '../schedules/schedule-record.ts'
import { deleteStackTarget } from '../schedules/schedule-runner.ts'
import type { Call, JsonObject, ResourceRecord, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'

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

type ScheduleRequest = z.infer<typeof requestSchema>

/** A schedule may not start in the past, but for these milliseconds. */
const oldestStartMs = 5 * 60_000

/** EventBridge Scheduler: recurring schedules that delete stacks. */
export function schedulerService(world: World): Service {
  return {
    name: 'scheduler',
    protocol: 'rest-json',
    version: '2021-06-30',
    routes: [
      { method: 'POST', path: '/schedules/{Name}', operation: 'CreateSchedule' },
      { method: 'PUT', path: '/schedules/{Name}', operation: 'UpdateSchedule' },
      { method: 'GET', path: '/schedule-groups', operation: 'ListScheduleGroups' },
    ],
    operations: {
      CreateSchedule: (input, call) => createSchedule(world, input, call),
      UpdateSchedule: (input, call) => updateSchedule(world, input, call),
      ListScheduleGroups: (input, call) => listScheduleGroups(world, input, call),
    },
  }
}

function createSchedule(world: World, input: JsonObject, call: Call): JsonObject {
  const existing = scheduleNamedIn(world, input)
  if (existing !== undefined)
    throw new ServiceError('ConflictException', `Schedule ${existing.name} already exists.`, 409)
  return saveSchedule(world, input, call, undefined)
}

function updateSchedule(world: World, input: JsonObject, call: Call): JsonObject {
  const existing = scheduleNamedIn(world, input)
  if (existing === undefined || existing.region !== call.region)
    throw new ServiceError(
      'ResourceNotFoundException',
      `Schedule ${textOf(input['Name'])} does not exist.`,
      404,
    )
  return saveSchedule(world, input, call, existing)
}

function listScheduleGroups(world: World, input: JsonObject, { region }: Call): JsonObject {
  const prefix = textOf(input['NamePrefix'])
  const groups = groupsIn(world, region).filter(({ physicalId }) => physicalId.startsWith(prefix))
  return {
    ScheduleGroups: groups.map(({ attributes, physicalId }) => ({
      Arn: attributes['Arn'] ?? '',
      Name: physicalId,
      State: 'ACTIVE',
    })),
  }
}

function scheduleNamedIn({ documents }: World, input: JsonObject): ScheduleRecord | undefined {
  return readSchedule(documents, textOf(input['GroupName']), textOf(input['Name']))
}

function groupsIn(world: World, region: string): ResourceRecord[] {
  return world.resources('AWS::Scheduler::ScheduleGroup').filter((group) => group.region === region)
}

function saveSchedule(
  world: World,
  input: JsonObject,
  { region }: Call,
  existing: ScheduleRecord | undefined,
): JsonObject {
  const nowMs = Date.now()
  const request = checkedRequest(world, input, nowMs)
  const { Name: name, GroupName: group } = request
  if (!groupsIn(world, region).some(({ physicalId }) => physicalId === group))
    throw new ServiceError('ResourceNotFoundException', `Schedule group ${group} does not exist.`, 404)
  writeSchedule(world.documents, recordOf(request, region, nowMs, existing))
  return {
    ScheduleArn: `arn:${world.partition}:scheduler:${region}:${world.accountId}:schedule/${group}/${name}`,
  }
}

/** @throws ServiceError `ValidationException` for what the service or the practice account refuses */
function checkedRequest(world: World, input: JsonObject, nowMs: number): ScheduleRequest {
  const parsed = requestSchema.safeParse(input)
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error))
  const { ScheduleExpression, StartDate, Target } = parsed.data
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
  return parsed.data
}

function recordOf(
  request: ScheduleRequest,
  region: string,
  nowMs: number,
  existing: ScheduleRecord | undefined,
): ScheduleRecord {
  const { StartDate, EndDate, Target } = request
  return {
    name: request.Name,
    group: request.GroupName,
    region,
    expression: request.ScheduleExpression,
    startAtMs: StartDate === undefined ? null : StartDate * 1000,
    endAtMs: EndDate === undefined ? null : EndDate * 1000,
    enabled: request.State === 'ENABLED',
    targetArn: Target.Arn,
    roleArn: Target.RoleArn,
    input: Target.Input,
    createdAtMs: existing?.createdAtMs ?? nowMs,
    changedAtMs: nowMs,
    firedAtMs: existing?.firedAtMs ?? null,
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}
