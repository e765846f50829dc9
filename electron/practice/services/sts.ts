import { textOf } from '../json-values.ts'
import { isMfaCode, issueSession } from '../sessions.ts'
import { stateOfToken } from '../sign-in/bearer-tokens.ts'
import type { Call, JsonObject, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'

type StsWorld = Pick<World, 'accountId' | 'partition' | 'documents' | 'faults'>

/**
 * Roles that every practice account has, for profiles with a role; the second one wants a code of the MFA
 * device.
 */
const builtInRoles = ['practice-operator', 'practice-mfa'] as const
/** The role for callers with a web identity token of the account. */
const webRole = 'practice-web'
const usualSeconds = 3600

/**
 * STS, as far as the app asks it: who is calling, and temporary credentials. The one user may do
 * everything, and so may the roles that it assumes.
 */
export function stsService(world: StsWorld): Service {
  return {
    name: 'sts',
    protocol: 'query',
    version: '2011-06-15',
    unsigned: ['AssumeRoleWithWebIdentity'],
    operations: {
      GetCallerIdentity: (_input, call) => getCallerIdentity(world, call),
      AssumeRole: (input) => assumeRole(world, input),
      AssumeRoleWithWebIdentity: (input) => assumeRoleWithWebIdentity(world, input),
    },
  }
}

function getCallerIdentity(world: StsWorld, { callerArn }: Call): JsonObject {
  const user = iamArn(world, 'user/practice')
  const arn = callerArn ?? user
  return {
    UserId: arn === user ? 'AIDAPRACTICEPRACTICE1' : `AROAPRACTICEPRACTICE1:${arn.split('/').at(-1) ?? ''}`,
    Account: world.accountId,
    Arn: arn,
  }
}

function assumeRole(world: StsWorld, input: JsonObject): JsonObject {
  const roleArn = textOf(input['RoleArn'])
  const name = builtInRoles.find((role) => roleArn === iamArn(world, `role/${role}`))
  if (name === undefined) throw mayNotAssume(world, roleArn)
  if (name === 'practice-mfa') checkMfa(world, input, roleArn)
  return assumedRole(world, name, input)
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
  if (textOf(input['RoleArn']) !== iamArn(world, `role/${webRole}`))
    throw new ServiceError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403)
  return {
    ...assumedRole(world, webRole, input),
    SubjectFromWebIdentityToken: 'practice',
    Provider: 'practice',
    Audience: 'sts.amazonaws.com',
  }
}

/** @throws ServiceError `AccessDenied` without a code that the MFA device shows now */
function checkMfa(world: StsWorld, input: JsonObject, roleArn: string): void {
  const isDevice = textOf(input['SerialNumber']) === iamArn(world, 'mfa/practice')
  if (isDevice && isMfaCode(world.documents, textOf(input['TokenCode']), Date.now())) return
  if (input['TokenCode'] === undefined) throw mayNotAssume(world, roleArn)
  throw new ServiceError(
    'AccessDenied',
    'MultiFactorAuthentication failed with invalid MFA one time pass code.',
    403,
  )
}

function mayNotAssume(world: StsWorld, roleArn: string): ServiceError {
  const user = iamArn(world, 'user/practice')
  return new ServiceError(
    'AccessDenied',
    `User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  )
}

function assumedRole(world: StsWorld, role: string, input: JsonObject): JsonObject {
  const session = textOf(input['RoleSessionName'])
  const arn = `arn:${world.partition}:sts::${world.accountId}:assumed-role/${role}/${session}`
  return {
    Credentials: credentials(world, arn, input),
    AssumedRoleUser: { AssumedRoleId: `AROAPRACTICEPRACTICE1:${session}`, Arn: arn },
  }
}

function credentials(world: StsWorld, arn: string, input: JsonObject): JsonObject {
  const wanted = input['DurationSeconds'] === undefined ? usualSeconds : Number(input['DurationSeconds'])
  if (!(wanted >= 900 && wanted <= 43_200))
    throw new ServiceError(
      'ValidationError',
      `1 validation error detected: Value '${wanted}' at 'durationSeconds' failed to satisfy constraint`,
    )
  const seconds = world.faults().sessionSeconds ?? wanted
  const session = issueSession(world.documents, arn, Date.now() + seconds * 1000)
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.token,
    Expiration: new Date(session.expiresAtMs).toISOString(),
  }
}

function iamArn({ partition, accountId }: StsWorld, rest: string): string {
  return `arn:${partition}:iam::${accountId}:${rest}`
}
