import { calls, type CallPermission } from './calls.ts'
import { guardStatements } from './guard-statements.ts'
import { arnIn, type Place, type Statement } from './statement.ts'

export interface Policy {
  Version: '2012-10-17'
  Statement: Statement[]
}

/**
 * The permissions that the person's credentials need: for the calls of the app, and for what CloudFormation
 * does on their behalf, which is the guard stack alone. CloudFormation creates and deletes all other stacks
 * with the role in the guard stack.
 */
export function personPolicy(place: Place): Policy {
  return {
    Version: '2012-10-17',
    Statement: [
      ...stackStatements(place),
      ...commandStatements(place),
      ...guardStatements(place),
      { Sid: 'Look', Effect: 'Allow', Action: appActions('all'), Resource: '*' },
    ],
  }
}

/** The stacks of Sluice, the schedules that delete them, and the logs of their functions. */
function stackStatements(place: Place): Statement[] {
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
      // Deleting a group of schedules needs the permission to delete each of them.
      Action: [...appActions('own schedules'), 'scheduler:DeleteSchedule'].toSorted(),
      Resource: arnIn(place, 'scheduler', 'schedule/sluice-*/*'),
    },
    {
      Sid: 'FunctionLogs',
      Effect: 'Allow',
      Action: appActions('own logs'),
      Resource: arnIn(place, 'logs', 'log-group:sluice-*'),
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
      Resource: arnIn({ ...place, accountId: '' }, 'ssm', 'document/AWS-RunShellScript'),
    },
    {
      Sid: 'MachineImages',
      Effect: 'Allow',
      Action: appActions('public parameters'),
      Resource: arnIn({ ...place, accountId: '' }, 'ssm', 'parameter/aws/service/ami-amazon-linux-latest/*'),
    },
  ]
}

/** What the app itself calls on such resources. */
function appActions(on: CallPermission['on']): string[] {
  const actions = Object.values(calls).flatMap((call) => (call.on === on ? [call.action] : []))
  return [...new Set(actions)].toSorted()
}

/** The policy without what Sluice can do without. */
export function neededPolicy(place: Place): Policy {
  const optional = Object.values(calls).flatMap((call) => (call.optional ? [call.action] : []))
  const { Version, Statement } = personPolicy(place)
  return {
    Version,
    Statement: Statement.map((one) => ({
      ...one,
      Action: one.Action.filter((action) => !optional.includes(action)),
    })).filter(({ Action }) => Action.length > 0),
  }
}

/** Every action of a policy, for the simulation. */
export function actionsIn({ Statement }: Policy): string[] {
  return [...new Set(Statement.flatMap(({ Action }) => Action))].toSorted()
}
