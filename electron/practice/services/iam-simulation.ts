import { isObject, objectsIn, parsedJson, textList, textOf } from '../json-values.ts'
import { findCaller, userArn, userId } from '../iam/callers.ts'
import { evaluate, missingKeys, type Grants } from '../iam/evaluate.ts'
import type { ConditionContext } from '../iam/conditions.ts'
import { findRole, grantsOf } from '../resources/iam/role-permissions.ts'
import { type JsonObject, ServiceError, type World } from '../world.ts'
import { markedPage } from './iam-page.ts'
import { reservedRoleName, reservedRolePath } from './sso-portal.ts'

type IamWorld = Pick<
  World,
  'accountId' | 'partition' | 'resources' | 'resource' | 'documents' | 'userPolicies' | 'managedPolicy'
>

/**
 * IAM's policy simulator: one result for each action and resource, by the evaluation that decides on calls.
 * Without resources it asks for `*`, which a statement with a resource of its own does not allow. The
 * person's user, and roles that no stack has made, have the user's policies. Policies that are given count
 * beside them.
 * @throws ServiceError `NoSuchEntity`, `InvalidInput`
 */
export function simulatePrincipalPolicy(world: IamWorld, input: JsonObject): JsonObject {
  const own = principal(world, textOf(input['PolicySourceArn']))
  const given = textList(input['PolicyInputList']).map(documentOf)
  const grants = { ...own, identity: [...own.identity, ...given] }
  const actions = textList(input['ActionNames'])
  const wrong = actions.find((action) => !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action))
  if (actions.length === 0 || wrong !== undefined)
    throw new ServiceError('InvalidInput', `Invalid action name: ${wrong ?? ''}`)
  const asked = textList(input['ResourceArns'])
  const resources = asked.length === 0 ? ['*'] : asked
  const context = contextOf(input)
  const results = actions.flatMap((action) =>
    resources.map((resource) => resultOf(grants, { action, resource, context })),
  )
  return markedPage('EvaluationResults', results, input)
}

function resultOf(grants: Grants, request: Parameters<typeof evaluate>[1]): JsonObject {
  const { decision, statement } = evaluate(grants, request)
  const matched =
    statement === undefined ? [] : [{ SourcePolicyId: statement, SourcePolicyType: 'IAM Policy' }]
  return {
    EvalActionName: request.action,
    EvalResourceName: request.resource,
    EvalDecision: decision,
    MatchedStatements: matched,
    MissingContextValues: missingKeys(grants, request),
  }
}

function documentOf(text: string): JsonObject {
  const document = parsedJson(text)
  if (!isObject(document))
    throw new ServiceError('InvalidInput', 'Syntax errors in policy: it is no JSON object.')
  return document
}

function contextOf(input: JsonObject): ConditionContext {
  return Object.fromEntries(
    objectsIn(input['ContextEntries']).map((entry) => [
      textOf(entry['ContextKeyName']),
      textList(entry['ContextKeyValues']),
    ]),
  )
}

/** What a user or role may do, by its ARN. */
function principal(world: IamWorld, arn: string): Grants {
  const match = new RegExp(
    `^arn:${world.partition}:iam::${world.accountId}:(user|role)(/(?:.*/)?)([^/]+)$`,
  ).exec(arn)
  if (match === null)
    throw new ServiceError(
      'InvalidInput',
      `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`,
    )
  const [, kind, path, name = ''] = match
  if (kind === 'user' && arn !== userArn(world))
    throw new ServiceError('NoSuchEntity', `The user with name ${name} cannot be found.`, 404)
  if (name === reservedRoleName && path !== reservedRolePath)
    throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404)
  const role = kind === 'role' ? findRole(world, arn) : undefined
  return role === undefined ? findCaller(world, userId).grants : grantsOf(world, role)
}
