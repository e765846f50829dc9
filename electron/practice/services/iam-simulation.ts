import { textList, textOf } from '../json-values.ts'
import { decisionOn } from '../denials.ts'
import { evaluate, type Decision } from '../iam/evaluate.ts'
import { findRole, grantsOf } from '../resources/iam/role-permissions.ts'
import { type JsonObject, ServiceError, type World } from '../world.ts'
import { markedPage } from './iam-page.ts'
import { reservedRoleName, reservedRolePath } from './sso-portal.ts'

type IamWorld = Pick<World, 'accountId' | 'partition' | 'resources' | 'resource' | 'faults'>

/**
 * IAM's policy simulator: one result for each action and resource. The person's user, and roles that no
 * stack has made, may do everything but what the fault `denied` names; a role of a stack may do what its
 * policies say.
 * @throws ServiceError `NoSuchEntity`, `InvalidInput`
 */
export function simulatePrincipalPolicy(world: IamWorld, input: JsonObject): JsonObject {
  const decisionFor = principal(world, textOf(input['PolicySourceArn']))
  const actions = textList(input['ActionNames'])
  const wrong = actions.find((action) => !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action))
  if (actions.length === 0 || wrong !== undefined)
    throw new ServiceError('InvalidInput', `Invalid action name: ${wrong ?? ''}`)
  const asked = textList(input['ResourceArns'])
  const resources = asked.length === 0 ? ['*'] : asked
  const results = actions.flatMap((action) =>
    resources.map((resource) => ({
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: decisionFor(action, resource),
      MatchedStatements: [],
      MissingContextValues: [],
    })),
  )
  return markedPage('EvaluationResults', results, input)
}

/** What a user or role may do, by its ARN. */
function principal(world: IamWorld, arn: string): (action: string, resource: string) => Decision {
  const match = new RegExp(
    `^arn:${world.partition}:iam::${world.accountId}:(user|role)(/(?:.*/)?)([^/]+)$`,
  ).exec(arn)
  if (match === null)
    throw new ServiceError(
      'InvalidInput',
      `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`,
    )
  const [, kind, path, name = ''] = match
  if (kind === 'user' && name !== 'practice')
    throw new ServiceError('NoSuchEntity', `The user with name ${name} cannot be found.`, 404)
  if (name === reservedRoleName && path !== reservedRolePath)
    throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404)
  const role = kind === 'role' ? findRole(world, arn) : undefined
  if (role === undefined) return (action) => decisionOn(action, world.faults().denied)
  return (action, resource) => evaluate(grantsOf(world, role), { action, resource, context: {} }).decision
}
