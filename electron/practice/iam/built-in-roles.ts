import { reservedRoleName, reservedRolePath } from '../services/sso-portal.ts'
import type { Json, World } from '../world.ts'
import { userArn } from './callers.ts'

type Place = Pick<World, 'accountId' | 'partition'>

/** For callers with a web identity token of the account. */
const webRoleName = 'practice-web'

/** Roles that every practice account has, for profiles with a role: name → its conditions of trust. */
const conditions: Readonly<Record<string, Json | undefined>> = {
  'practice-operator': undefined,
  'practice-mfa': { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
}

/**
 * The trust policy of a built-in role, by its ARN: it names the account's user and all of its roles directly,
 * so that they need no permission for `sts:AssumeRole`. Undefined for other ARNs.
 */
export function trustOfBuiltIn(place: Place, roleArn: string): Json | undefined {
  const name = [...Object.keys(conditions), webRoleName].find((one) => roleArn === roleArnOf(place, one))
  if (name === undefined) return undefined
  const federated = name === webRoleName
  const Principal = federated ? { Federated: 'practice' } : { AWS: ownPrincipals(place) }
  const Condition = conditions[name]
  const statement = {
    Effect: 'Allow',
    Principal,
    Action: federated ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole',
    ...(Condition === undefined ? {} : { Condition }),
  }
  return { Version: '2012-10-17', Statement: [statement] }
}

function ownPrincipals(place: Place): string[] {
  const roles = [...Object.keys(conditions), webRoleName].map((name) => roleArnOf(place, name))
  return [userArn(place), ...roles, roleArnOf(place, `${reservedRolePath.slice(1)}${reservedRoleName}`)]
}

function roleArnOf({ accountId, partition }: Place, pathAndName: string): string {
  return `arn:${partition}:iam::${accountId}:role/${pathAndName}`
}
