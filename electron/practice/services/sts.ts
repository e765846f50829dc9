import { textOf } from '../json-values.ts'
import { trustOfBuiltIn } from '../iam/built-in-roles.ts'
import { findCaller, userId } from '../iam/callers.ts'
import { readStatements } from '../iam/statements.ts'
import { trusts, type Principal } from '../iam/trust.ts'
import { isMfaCode, issueSession, type SessionPermissions } from '../sessions.ts'
import { stateOfToken } from '../sign-in/bearer-tokens.ts'
import type { Call, Json, JsonObject, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'

type StsWorld = Pick<World, 'accountId' | 'partition' | 'documents' | 'faults' | 'userPolicies'>

const usualSeconds = 3600

/**
 * STS, as far as the app asks it: who is calling, and temporary credentials. The account's roles may do what
 * its user may.
 */
export function stsService(world: StsWorld): Service {
  return {
    name: 'sts',
    protocol: 'query',
    version: '2011-06-15',
    unsigned: ['AssumeRoleWithWebIdentity'],
    operations: {
      GetCallerIdentity: (_input, call) => getCallerIdentity(world, call),
      AssumeRole: (input, call) => assumeRole(world, input, call),
      AssumeRoleWithWebIdentity: (input) => assumeRoleWithWebIdentity(world, input),
    },
  }
}

function getCallerIdentity(world: StsWorld, { callerId = userId }: Call): JsonObject {
  const { arn, id } = findCaller(world, callerId)
  const name = arn.split('/').at(-1) ?? ''
  return {
    UserId: id === userId ? 'AIDAPRACTICEPRACTICE1' : `AROAPRACTICEPRACTICE1:${name}`,
    Account: world.accountId,
    Arn: arn,
  }
}

/** @throws ServiceError `AccessDenied` where the role's trust policy does not say that it may be assumed */
function assumeRole(world: StsWorld, input: JsonObject, { callerId = userId }: Call): JsonObject {
  const roleArn = textOf(input['RoleArn'])
  const caller = findCaller(world, callerId)
  const mfa = hasMfaCode(world, input)
  const principal: Principal = { kind: 'AWS', names: [caller.arn, caller.principalArn] }
  const context = { ...caller.context, ...(mfa ? { 'aws:MultiFactorAuthPresent': 'true' } : {}) }
  const trust = trustOfBuiltIn(world, roleArn)
  if (trust === undefined || trusts(trust, { action: 'sts:AssumeRole', principal, context }) !== 'allowed')
    throw new ServiceError(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      403,
    )
  return assumedRole(world, roleArn, input, {
    ...(mfa ? { mfaAtMs: Date.now() } : {}),
    ...sessionPolicyOf(input),
  })
}

/** @throws ServiceError `MalformedPolicyDocument` */
function sessionPolicyOf(input: JsonObject): SessionPermissions {
  const text = textOf(input['Policy'])
  if (text === '') return {}
  try {
    const sessionPolicy = JSON.parse(text) as Json
    readStatements(sessionPolicy)
    return { sessionPolicy }
  } catch (thrown) {
    throw new ServiceError('MalformedPolicyDocument', `This policy contains invalid Json: ${String(thrown)}`)
  }
}

/** The token is what counts here. It is opaque, where an identity provider's is a JWT. */
function assumeRoleWithWebIdentity(world: StsWorld, input: JsonObject): JsonObject {
  const token = stateOfToken(world.documents, 'web-identity', textOf(input['WebIdentityToken']), Date.now())
  if (token === 'unknown')
    throw new ServiceError(
      'InvalidIdentityToken',
      'The web identity token is not one of the practice account.',
    )
  if (token === 'ended')
    throw new ServiceError('ExpiredTokenException', 'The web identity token has expired.')
  const roleArn = textOf(input['RoleArn'])
  const principal: Principal = { kind: 'Federated', names: ['practice'] }
  const request = { action: 'sts:AssumeRoleWithWebIdentity', principal, context: {} } as const
  const trust = trustOfBuiltIn(world, roleArn)
  if (trust === undefined || trusts(trust, request) !== 'allowed')
    throw new ServiceError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403)
  return {
    ...assumedRole(world, roleArn, input, {}),
    SubjectFromWebIdentityToken: 'practice',
    Provider: 'practice',
    Audience: 'sts.amazonaws.com',
  }
}

/** Whether a code of the account's MFA device was given. @throws ServiceError `AccessDenied`: a wrong one */
function hasMfaCode(world: StsWorld, input: JsonObject): boolean {
  if (input['TokenCode'] === undefined) return false
  const device = `arn:${world.partition}:iam::${world.accountId}:mfa/practice`
  const isDevice = textOf(input['SerialNumber']) === device
  if (isDevice && isMfaCode(world.documents, textOf(input['TokenCode']), Date.now())) return true
  throw new ServiceError(
    'AccessDenied',
    'MultiFactorAuthentication failed with invalid MFA one time pass code.',
    403,
  )
}

function assumedRole(
  world: StsWorld,
  roleArn: string,
  input: JsonObject,
  permissions: SessionPermissions,
): JsonObject {
  const session = textOf(input['RoleSessionName'])
  const role = roleArn.slice(roleArn.lastIndexOf('/') + 1)
  const arn = `arn:${world.partition}:sts::${world.accountId}:assumed-role/${role}/${session}`
  return {
    Credentials: credentials(world, arn, input, permissions),
    AssumedRoleUser: { AssumedRoleId: `AROAPRACTICEPRACTICE1:${session}`, Arn: arn },
  }
}

function credentials(
  world: StsWorld,
  arn: string,
  input: JsonObject,
  permissions: SessionPermissions,
): JsonObject {
  const wanted = input['DurationSeconds'] === undefined ? usualSeconds : Number(input['DurationSeconds'])
  if (!(wanted >= 900 && wanted <= 43_200))
    throw new ServiceError(
      'ValidationError',
      `1 validation error detected: Value '${wanted}' at 'durationSeconds' failed to satisfy constraint`,
    )
  const seconds = world.faults().sessionSeconds ?? wanted
  const session = issueSession(world.documents, arn, Date.now() + seconds * 1000, permissions)
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.token,
    Expiration: new Date(session.expiresAtMs).toISOString(),
  }
}
