import { findCaller } from '../iam/callers.ts'
import type { Grants } from '../iam/evaluate.ts'
import { withoutStatements } from '../iam/missing-statements.ts'
import { canBeAssumedBy, findRole, grantsOf } from '../resources/iam/role-permissions.ts'
import { ServiceError, type ResourceRecord, type World } from '../world.ts'
import type { StackRecord } from './stack-record.ts'

/** Who a stack acts as, and what that one may do. */
export interface StackPrincipal {
  arn: string
  grants: Grants
}

/**
 * The role that a stack works with. Undefined when it has none, and so works with the caller's permissions.
 * Throws `ServiceError` ValidationError when the role is gone or does not trust CloudFormation.
 */
export function stackRole(world: World, roleArn: string): ResourceRecord | undefined {
  if (roleArn === '') return undefined
  const role = findRole(world, roleArn)
  if (role === undefined || !canBeAssumedBy(world, role, 'cloudformation.amazonaws.com'))
    throw new ServiceError('ValidationError', `Role ${roleArn} is invalid or cannot be assumed`)
  return role
}

/**
 * The stack's role as CloudFormation assumes it, or the caller of the operation. Undefined for what the
 * account does itself.
 */
export function stackPrincipal(
  world: World,
  { roleArn, callerId }: Pick<StackRecord, 'roleArn' | 'callerId'>,
): StackPrincipal | undefined {
  const role = stackRole(world, roleArn)
  if (role === undefined) return callerId === undefined ? undefined : findCaller(world, callerId)
  const session = `${role.physicalId}/AWSCloudFormation`
  const arn = `arn:${world.partition}:sts::${world.accountId}:assumed-role/${session}`
  const grants = withoutStatements(grantsOf(world, role), role.logicalId, world.faults().missingStatements)
  return { arn, grants }
}
