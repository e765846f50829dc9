import { ageMs } from '../age.ts'
import { reservedRoleName, reservedRolePath } from '../services/sso-portal.ts'
import { findSession, type Session } from '../sessions.ts'
import type { World } from '../world.ts'
import type { ConditionContext } from './conditions.ts'
import type { Grants } from './evaluate.ts'

/** Who makes a call, and what they may do. */
export interface Caller {
  /** Names the caller in documents: the access key of a session, or `userId` for the account's user. */
  id: string
  arn: string
  /** The user or role whose policies count. */
  principalArn: string
  grants: Grants
  /** What every request of this caller has: who it is, and whether a code of an MFA device was given. */
  context: ConditionContext
}

type CallersWorld = Pick<World, 'accountId' | 'partition' | 'documents' | 'userPolicies'>

export const userId = 'user'

/**
 * A caller by its id. Sessions of the account's own roles, also of the one that IAM Identity Center signs in
 * to, may do what the user may; a session that tests have asked for carries its own policies.
 */
export function findCaller(world: CallersWorld, id: string): Caller {
  const session = id === userId ? undefined : findSession(world.documents, id)
  const arn = session?.arn ?? userArn(world)
  const principalArn = principalOf(world, arn)
  return {
    id: session === undefined ? userId : id,
    arn,
    principalArn,
    grants: grantsOf(world, session),
    context: {
      'aws:PrincipalAccount': world.accountId,
      'aws:PrincipalArn': principalArn,
      'aws:PrincipalType': session === undefined ? 'User' : 'AssumedRole',
      ...mfaContext(session),
    },
  }
}

/** The ARN of the account's one user. */
export function userArn({ partition, accountId }: Pick<World, 'partition' | 'accountId'>): string {
  return `arn:${partition}:iam::${accountId}:user/practice`
}

/** `assumed-role/NAME/SESSION` → `role/PATH/NAME`: policies belong to the role, not to its session. */
function principalOf({ partition, accountId }: CallersWorld, arn: string): string {
  const name = /:assumed-role\/([^/]+)\//.exec(arn)?.[1]
  if (name === undefined) return arn
  const path = name === reservedRoleName ? reservedRolePath : '/'
  return `arn:${partition}:iam::${accountId}:role${path}${name}`
}

function grantsOf(world: CallersWorld, session: Session | undefined): Grants {
  const identity = session?.policies ?? world.userPolicies()
  return session?.sessionPolicy === undefined ? { identity } : { identity, session: session.sessionPolicy }
}

/** Requests with long-term keys have no such key. Source: IAM user guide, `aws:MultiFactorAuthPresent`. */
function mfaContext(session: Session | undefined): ConditionContext {
  if (session === undefined) return {}
  if (session.mfaAtMs === undefined) return { 'aws:MultiFactorAuthPresent': 'false' }
  const ageSeconds = Math.floor(ageMs(session.mfaAtMs) / 1000)
  return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': String(ageSeconds) }
}
