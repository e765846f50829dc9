import { isMfaCode, issueSession } from '../sessions.ts'
import { stateOfToken } from '../sign-in/bearer-tokens.ts'
import type { JsonObject, Service, World } from '../world.ts'
import { ServiceError } from '../world.ts'
import { textOf } from './ec2-query.ts'

/**
 * Roles that every practice account has, for profiles that lead over one; the second wants a code of the
 * MFA device.
 */
const builtInRoles = ['practice-operator', 'practice-mfa'] as const
/** The role of whoever has a web identity token of the account. */
const webRole = 'practice-web'
const usualSeconds = 3600

/**
 * STS, as far as the app asks it: who is calling, and temporary credentials. The one user may do
 * everything, and so may whoever it assumes.
 */
export function stsService(world: Pick<World, 'accountId' | 'partition' | 'documents' | 'faults'>): Service {
  const { accountId, partition, documents } = world
  const user = `arn:${partition}:iam::${accountId}:user/practice`
  const device = `arn:${partition}:iam::${accountId}:mfa/practice`

  function credentials(arn: string, input: JsonObject): JsonObject {
    const wanted = input['DurationSeconds'] === undefined ? usualSeconds : Number(input['DurationSeconds'])
    if (!(wanted >= 900 && wanted <= 43_200))
      throw new ServiceError(
        'ValidationError',
        `1 validation error detected: Value '${wanted}' at 'durationSeconds' failed to satisfy constraint`,
      )
    const seconds = world.faults().sessionSeconds ?? wanted
    const session = issueSession(documents, arn, Date.now() + seconds * 1000)
    return {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.token,
      Expiration: new Date(session.expiresAtMs).toISOString(),
    }
  }

  function assumed(role: string, input: JsonObject): JsonObject {
    const session = textOf(input['RoleSessionName'])
    const arn = `arn:${partition}:sts::${accountId}:assumed-role/${role}/${session}`
    return {
      Credentials: credentials(arn, input),
      AssumedRoleUser: { AssumedRoleId: `AROAPRACTICEPRACTICE1:${session}`, Arn: arn },
    }
  }

  function checkMfa(input: JsonObject, resource: string): void {
    if (
      textOf(input['SerialNumber']) === device &&
      isMfaCode(documents, textOf(input['TokenCode']), Date.now())
    )
      return
    const reason =
      input['TokenCode'] === undefined
        ? `User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${resource}`
        : 'MultiFactorAuthentication failed with invalid MFA one time pass code.'
    throw new ServiceError('AccessDenied', reason, 403)
  }

  return {
    name: 'sts',
    protocol: 'query',
    version: '2011-06-15',
    unsigned: ['AssumeRoleWithWebIdentity'],
    operations: {
      GetCallerIdentity: (_input, { callerArn = user }) => ({
        UserId:
          callerArn === user
            ? 'AIDAPRACTICEPRACTICE1'
            : `AROAPRACTICEPRACTICE1:${callerArn.split('/').at(-1) ?? ''}`,
        Account: accountId,
        Arn: callerArn,
      }),
      AssumeRole(input) {
        const roleArn = textOf(input['RoleArn'])
        const name = builtInRoles.find(
          (role) => roleArn === `arn:${partition}:iam::${accountId}:role/${role}`,
        )
        if (name === undefined)
          throw new ServiceError(
            'AccessDenied',
            `User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
            403,
          )
        if (name === 'practice-mfa') checkMfa(input, roleArn)
        return assumed(name, input)
      },
      // Here the token is what counts. It is opaque, where an identity provider's is a JWT.
      AssumeRoleWithWebIdentity(input) {
        const token = stateOfToken(documents, 'web-identity', textOf(input['WebIdentityToken']), Date.now())
        if (token === 'unknown')
          throw new ServiceError(
            'InvalidIdentityToken',
            'The web identity token is not one of the practice account.',
          )
        if (token === 'ended')
          throw new ServiceError('ExpiredTokenException', 'The web identity token has expired.')
        if (textOf(input['RoleArn']) !== `arn:${partition}:iam::${accountId}:role/${webRole}`)
          throw new ServiceError(
            'AccessDenied',
            'Not authorized to perform sts:AssumeRoleWithWebIdentity',
            403,
          )
        return {
          ...assumed(webRole, input),
          SubjectFromWebIdentityToken: 'practice',
          Provider: 'practice',
          Audience: 'sts.amazonaws.com',
        }
      },
      GetSessionToken(input) {
        if (input['TokenCode'] !== undefined) checkMfa(input, user)
        return { Credentials: credentials(user, input) }
      },
    },
  }
}
