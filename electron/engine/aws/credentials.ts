import { getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts'
import { fromEnv, fromIni, fromTokenFile } from '@aws-sdk/credential-providers'
import type { Account } from '../../../shared/account.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Aws, Credentials } from './clients.ts'
import type { CredentialSource } from './credential-source.ts'
import { findProfile } from './profiles.ts'

/** Where an account's calls go and how it signs in, before any credential is read. */
export interface AccountFacts {
  source: CredentialSource
  detour: Aws['detour']
}

/** @throws AppError `not-found` (`details.field`: account) for a profile that no file has */
export async function accountFacts(account: Account): Promise<AccountFacts> {
  if (account.kind !== 'profile')
    return { source: environmentSource() ?? { kind: 'none' }, detour: detourOf(null) }
  const profile = await findProfile(account.profile)
  if (profile === undefined)
    throw new AppError(
      'not-found',
      `There is no profile "${account.profile}" in your AWS files (~/.aws/config, ~/.aws/credentials).`,
      {
        field: 'account',
      },
    )
  return { source: profile.source, detour: detourOf(profile.endpoint) }
}

/**
 * The endpoint that the person's settings name instead of AWS's. Sluice uses it, as every AWS tool does, and
 * shows it wherever the account is confirmed. Endpoints of single services are ignored. Source: AWS SDKs and
 * Tools Reference Guide, "Service-specific endpoints".
 */
function detourOf(ofProfile: string | null): Aws['detour'] {
  if (process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true') return null
  const ofEnvironment = process.env['AWS_ENDPOINT_URL']
  if (ofEnvironment) return { endpoint: ofEnvironment, from: 'AWS_ENDPOINT_URL' }
  return ofProfile === null ? null : { endpoint: ofProfile, from: 'endpoint_url of the profile' }
}

/**
 * Reads the account's credentials with the SDK's own providers, without any cache.
 * @param askMfa gives the code of an MFA device, by its serial number
 */
export async function readCredentials(
  account: Account,
  facts: AccountFacts,
  region: string,
  askMfa: (serial: string) => Promise<string>,
): Promise<Credentials> {
  // The providers' own calls go to the same endpoint as every other call of the account.
  const clientConfig = {
    ignoreConfiguredEndpointUrls: true,
    ...(facts.detour === null ? {} : { endpoint: facts.detour.endpoint }),
  }
  const inner = {
    parentClientConfig: { region },
    clientConfig,
    // The SDK does not pass `clientConfig` on for a profile's web identity: it would call AWS.
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity({ region, ...clientConfig }),
  }
  if (account.kind === 'profile') {
    return fromIni({ profile: account.profile, ignoreCache: true, mfaCodeProvider: askMfa, ...inner })()
  }
  return process.env['AWS_ACCESS_KEY_ID'] === undefined ? fromTokenFile(inner)() : fromEnv()()
}

/** How the environment gives credentials; null where it does not. */
export function environmentSource(): CredentialSource | null {
  if (process.env['AWS_ACCESS_KEY_ID'] !== undefined)
    return { kind: 'keys', temporary: process.env['AWS_SESSION_TOKEN'] !== undefined }
  return process.env['AWS_WEB_IDENTITY_TOKEN_FILE'] === undefined ? null : { kind: 'web-identity' }
}
