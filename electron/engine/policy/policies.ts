import type { Template } from '../catalog.ts'
import { calls, type CallPermission } from './calls.ts'
import { resourceTypes } from './resource-types.ts'

/** The parts of an IAM policy that are used here. */
interface Statement {
  Sid: string
  Effect: 'Allow'
  Action: string[]
  Resource: string | string[]
  Condition?: Record<string, Record<string, string | string[]>>
}

export interface Policy {
  Version: '2012-10-17'
  Statement: Statement[]
}

export interface Place {
  /** `*` where it is not known yet. */
  accountId: string
  region: string
}

/**
 * Actions that CloudFormation needs to create and delete what a template holds.
 * @throws Error when a type is not in the table
 */
export function actionsOf(templates: readonly Template[]): string[] {
  const actions = templates.flatMap(({ file, resources }) =>
    resources.flatMap(({ type }) => {
      const known = resourceTypes[type]
      if (known === undefined)
        throw new Error(`electron/engine/policy/resource-types.ts has no row for ${type} (${file})`)
      return known.actions
    }),
  )
  return [...new Set(actions)].toSorted()
}

/**
 * The permissions that the person's credentials need: for the calls of the app, and for what CloudFormation
 * does on their behalf, which is the guard stack alone. CloudFormation creates and deletes all other stacks
 * with the role in the guard stack.
 */
export function personPolicy(guard: Template, place: Place): Policy {
  const guardActions = actionsOf([guard])
  return {
    Version: '2012-10-17',
    Statement: [
      ...stackStatements(guardActions, place),
      ...commandStatements(place),
      ...guardRoleStatements(guardActions, place),
      { Sid: 'Look', Effect: 'Allow', Action: appActions('all'), Resource: '*' },
    ],
  }
}

/** The stacks of Sluice, and the schedules that delete them. */
function stackStatements(guardActions: readonly string[], place: Place): Statement[] {
  return [
    {
      Sid: 'OwnStacks',
      Effect: 'Allow',
      Action: appActions('own stacks'),
      Resource: arnIn(place, 'cloudformation', 'stack/sluice-*/*'),
    },
    {
      Sid: 'DeadMansSwitch',
      Effect: 'Allow',
      Action: [
        ...appActions('own schedules'),
        ...guardActions.filter((action) => /^scheduler:.*(ScheduleGroup|Tag|Untag)/.test(action)),
      ],
      Resource: [
        arnIn(place, 'scheduler', 'schedule/sluice-*/*'),
        arnIn(place, 'scheduler', 'schedule-group/sluice-*'),
      ],
    },
  ]
}

/** Commands to the load generator, and the machine image that it starts from. */
function commandStatements(place: Place): Statement[] {
  return [
    {
      Sid: 'CommandsToOwnInstances',
      Effect: 'Allow',
      Action: appActions('commands'),
      Resource: arnIn(place, 'ec2', 'instance/*'),
      Condition: { StringLike: { 'ssm:resourceTag/sluice:deployment': '*' } },
    },
    {
      Sid: 'ShellCommands',
      Effect: 'Allow',
      Action: appActions('commands'),
      Resource: `arn:aws:ssm:${place.region}::document/AWS-RunShellScript`,
    },
    {
      Sid: 'MachineImages',
      Effect: 'Allow',
      Action: appActions('public parameters'),
      Resource: `arn:aws:ssm:${place.region}::parameter/aws/service/*`,
    },
  ]
}

/** The roles and the permissions boundary of the guard stack. */
function guardRoleStatements(guardActions: readonly string[], place: Place): Statement[] {
  const roles = globalArnIn(place, 'iam', 'role/sluice/*/guard/*')
  return [
    {
      Sid: 'GuardRoles',
      Effect: 'Allow',
      Action: guardActions.filter((action) => /^iam:.*Role/.test(action)),
      Resource: roles,
    },
    {
      Sid: 'GuardBoundary',
      Effect: 'Allow',
      Action: guardActions.filter((action) => /^iam:.*Polic/.test(action) && !/Role/.test(action)),
      Resource: globalArnIn(place, 'iam', 'policy/sluice/*/guard/*'),
    },
    {
      Sid: 'HandGuardRolesOver',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: roles,
      Condition: {
        StringEquals: { 'iam:PassedToService': ['cloudformation.amazonaws.com', 'scheduler.amazonaws.com'] },
      },
    },
  ]
}

/** What the app itself calls on such resources. */
function appActions(on: CallPermission['on']): string[] {
  const actions = Object.values(calls).flatMap((call) => (call.on === on ? [call.action] : []))
  return [...new Set(actions)].toSorted()
}

function arnIn({ accountId, region }: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`
}

/** IAM is not in a Region. */
function globalArnIn(place: Place, service: string, resource: string): string {
  return arnIn({ ...place, region: '' }, service, resource)
}

/** Every action of a policy, for the simulation. */
export function actionsIn({ Statement }: Policy): string[] {
  return [...new Set(Statement.flatMap(({ Action }) => Action))].toSorted()
}
