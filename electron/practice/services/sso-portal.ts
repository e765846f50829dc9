import { textOf } from '../json-values.ts'
import { createHash } from 'node:crypto'
import { issueSession } from '../sessions.ts'
import { stateOfToken } from '../sign-in/bearer-tokens.ts'
import { type Service, ServiceError, type World } from '../world.ts'

/** The one permission set of the account: `sso_role_name` of a profile. */
const ssoRoleName = 'practice-sso'
const usualSeconds = 3600

/**
 * IAM Identity Center's portal: credentials of a role for a token of the sign-in. The token stands in a
 * header, and in place of a signature. Source: "IAM Identity Center Portal API Reference",
 * GetRoleCredentials.
 */
export function ssoPortalService(
  world: Pick<World, 'accountId' | 'partition' | 'documents' | 'faults'>,
): Service {
  const { accountId, partition, documents } = world
  return {
    name: 'awsssoportal',
    protocol: 'rest-json',
    version: '2019-06-10',
    routes: [
      {
        method: 'GET',
        path: '/federation/credentials',
        operation: 'GetRoleCredentials',
        headers: { 'x-amz-sso_bearer_token': 'accessToken' },
      },
    ],
    unsigned: ['GetRoleCredentials'],
    operations: {
      GetRoleCredentials(input) {
        if (stateOfToken(documents, 'sso-token', textOf(input['accessToken']), Date.now()) !== 'good')
          throw new ServiceError('UnauthorizedException', 'Session token not found or invalid', 401)
        if (input['account_id'] !== accountId || input['role_name'] !== ssoRoleName)
          throw new ServiceError('ForbiddenException', 'No access', 403)
        const arn = `arn:${partition}:sts::${accountId}:assumed-role/${reservedRoleName}/practice`
        const seconds = world.faults().sessionSeconds ?? usualSeconds
        const { accessKeyId, secretAccessKey, token, expiresAtMs } = issueSession(
          documents,
          arn,
          Date.now() + seconds * 1000,
        )
        return {
          roleCredentials: { accessKeyId, secretAccessKey, sessionToken: token, expiration: expiresAtMs },
        }
      },
    },
  }
}

/**
 * The role that IAM Identity Center makes in an account for a permission set: its name, and sixteen
 * hexadecimal digits.
 */
export const reservedRoleName = `AWSReservedSSO_${ssoRoleName}_${sixteenDigits(ssoRoleName)}`

/**
 * Where that role is: its ARN has this path, that of its sessions has not. Source: IAM Identity Center User
 * Guide, "Referencing permission sets".
 */
export const reservedRolePath = '/aws-reserved/sso.amazonaws.com/'

function sixteenDigits(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16)
}
