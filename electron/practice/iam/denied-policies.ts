import { isObject } from '../json-values.ts'
import type { Json, JsonObject } from '../world.ts'
import type { Faults } from '../faults.ts'
import { withoutStatements } from './missing-statements.ts'
import { statementsOf } from './statements.ts'

/** The name of the account's user in the fault `missingStatements`. */
const user = 'User'

/**
 * The policies of the account's user under the faults.
 * @param denied an exact name is removed from every Allow; one with `*` becomes a statement that denies it
 */
export function deniedPolicies(
  policies: readonly Json[],
  { denied, missingStatements, roleBoundary }: Pick<Faults, 'denied' | 'missingStatements' | 'roleBoundary'>,
): readonly Json[] {
  const demanded = roleBoundary === undefined ? policies : withBoundary(policies, roleBoundary)
  const { identity } = withoutStatements({ identity: demanded }, user, missingStatements)
  if (denied.length === 0) return identity
  const patterns = denied.filter((name) => name.includes('*'))
  const exact = new Set(denied.filter((name) => !name.includes('*')).map((name) => name.toLowerCase()))
  const kept = identity.map((policy) => ({
    ...(isObject(policy) ? policy : {}),
    Statement: statementsOf(policy).flatMap((statement) => withoutActions(statement, exact)),
  }))
  const deny = { Sid: 'FaultDenied', Effect: 'Deny', Action: patterns, Resource: '*' }
  return patterns.length === 0 ? kept : [...kept, { Version: '2012-10-17', Statement: [deny] }]
}

/** As printed for an organisation that demands another boundary: `sluice policy --role-boundary`. */
function withBoundary(policies: readonly Json[], boundary: string): readonly Json[] {
  const own = /"arn:[^"]*:policy\/sluice-boundary"/g
  return JSON.parse(JSON.stringify(policies).replaceAll(own, JSON.stringify(boundary))) as Json[]
}

/** The statement without these actions; none where no action is left. */
function withoutActions(statement: JsonObject, exact: ReadonlySet<string>): JsonObject[] {
  if (statement['Effect'] !== 'Allow' || statement['Action'] === undefined) return [statement]
  const actions = [statement['Action']].flat()
  const Action = actions.filter((action) => typeof action !== 'string' || !exact.has(action.toLowerCase()))
  return Action.length === 0 ? [] : [{ ...statement, Action }]
}
