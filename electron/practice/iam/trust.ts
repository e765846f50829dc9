import type { Json } from '../world.ts'
import { holds, type ConditionContext } from './conditions.ts'
import type { Decision } from './evaluate.ts'
import { isActionLike } from './matching.ts'
import { readStatements, type Statement } from './statements.ts'

/** Who wants to assume a role. */
export interface Principal {
  kind: 'AWS' | 'Service' | 'Federated'
  /**
   * `lambda.amazonaws.com`, or ARNs: for a session that of the session and that of its role, since a trust
   * policy may name either.
   */
  names: readonly string[]
}

interface AssumeRequest {
  action: 'sts:AssumeRole' | 'sts:AssumeRoleWithWebIdentity'
  principal: Principal
  /** `aws:SourceAccount`, `aws:MultiFactorAuthPresent`, … */
  context: ConditionContext
}

/**
 * What a role's trust policy says to a principal. A principal of the same account that it names directly
 * needs no permission of its own; whole accounts (`arn:aws:iam::123456789012:root`) are not imitated, and
 * name nobody.
 * @throws PolicyError for a document that could not be evaluated
 */
export function trusts(trustPolicy: Json, { action, principal, context }: AssumeRequest): Decision {
  const applying = readStatements(trustPolicy).filter(
    ({ actions, principals, conditions }) =>
      actions.patterns.some((pattern) => isActionLike(pattern, action)) !== actions.not &&
      names(principals, principal) &&
      conditions.every((condition) => holds(condition, context)),
  )
  if (applying.some(({ effect }) => effect === 'Deny')) return 'explicitDeny'
  return applying.length > 0 ? 'allowed' : 'implicitDeny'
}

/** Whether a service such as `lambda.amazonaws.com` may assume a role with this trust policy. */
export function trustsService(trustPolicy: Json, service: string, context: ConditionContext): boolean {
  const principal: Principal = { kind: 'Service', names: [service] }
  return trusts(trustPolicy, { action: 'sts:AssumeRole', principal, context }) === 'allowed'
}

function names(principals: Statement['principals'], { kind, names: own }: Principal): boolean {
  if (principals === undefined) return false
  const named = principals === '*' ? ['*'] : (principals[kind] ?? [])
  // `*` stands for everybody with credentials of AWS, and for no service.
  return named.some((name) => own.includes(name) || (name === '*' && kind === 'AWS'))
}
