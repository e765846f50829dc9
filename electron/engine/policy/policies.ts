import type { Template } from '../catalog.ts'
import { calls } from './calls.ts'
import { resourceTypes } from './resource-types.ts'

/** The parts of an IAM policy that are used here. */
export interface Statement {
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
 * Actions that CloudFormation needs to make and remove what a template holds. @throws when a type is not in
 * the table
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
 * What the person's credentials must be allowed: the calls of the app, and what CloudFormation does in
 * their name, which is the guard stack alone. All other stacks are made and removed with the role that
 * guard makes.
 */
export function personPolicy(guard: Template, { accountId, region }: Place): Policy {
  const own = (on: string): string[] =>
    [...new Set(Object.values(calls).flatMap((call) => (call.on === on ? [call.action] : [])))].toSorted()
  const guardActions = actionsOf([guard])
  const of = (prefix: string, ...needles: string[]): string[] =>
    guardActions.filter(
      (action) => action.startsWith(prefix) && needles.some((needle) => action.includes(needle)),
    )
  const arn = (service: string, rest: string, global = false): string =>
    `arn:aws:${service}:${global ? '' : region}:${accountId}:${rest}`
  const guardRoles = arn('iam', 'role/sluice/*/guard/*', true)
  const statements: Statement[] = [
    {
      Sid: 'OwnStacks',
      Effect: 'Allow',
      Action: own('own stacks'),
      Resource: arn('cloudformation', 'stack/sluice-*/*'),
    },
    {
      Sid: 'DeadMansSwitch',
      Effect: 'Allow',
      Action: [...own('own schedules'), ...of('scheduler:', 'ScheduleGroup', 'Tag', 'Untag')],
      Resource: [arn('scheduler', 'schedule/sluice-*/*'), arn('scheduler', 'schedule-group/sluice-*')],
    },
    {
      Sid: 'CommandsToOwnInstances',
      Effect: 'Allow',
      Action: own('commands'),
      Resource: arn('ec2', 'instance/*'),
      Condition: { StringLike: { 'ssm:resourceTag/sluice:deployment': '*' } },
    },
    {
      Sid: 'ShellCommands',
      Effect: 'Allow',
      Action: own('commands'),
      Resource: `arn:aws:ssm:${region}::document/AWS-RunShellScript`,
    },
    {
      Sid: 'MachineImages',
      Effect: 'Allow',
      Action: own('public parameters'),
      Resource: `arn:aws:ssm:${region}::parameter/aws/service/*`,
    },
    { Sid: 'GuardRoles', Effect: 'Allow', Action: of('iam:', 'Role'), Resource: guardRoles },
    {
      Sid: 'GuardBoundary',
      Effect: 'Allow',
      Action: of('iam:', 'Polic').filter((action) => !action.includes('Role')),
      Resource: arn('iam', 'policy/sluice/*/guard/*', true),
    },
    {
      Sid: 'HandGuardRolesOver',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: guardRoles,
      Condition: {
        StringEquals: { 'iam:PassedToService': ['cloudformation.amazonaws.com', 'scheduler.amazonaws.com'] },
      },
    },
    { Sid: 'Look', Effect: 'Allow', Action: own('all'), Resource: '*' },
  ]
  return { Version: '2012-10-17', Statement: statements }
}

/** Every action of a policy, for the simulation. */
export function actionsIn({ Statement }: Policy): string[] {
  return [...new Set(Statement.flatMap(({ Action }) => Action))].toSorted()
}
