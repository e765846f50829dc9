import { getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts'
import { fromEnv, fromIni, fromTokenFile } from '@aws-sdk/credential-providers'
import type { Account } from '../../../shared/account.ts'
import type { Check } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Aws, Credentials } from './clients.ts'
import { findProfile, type ProfileFacts } from './profiles.ts'

/** Where an account's calls go and how it signs in, before any credential is read. */
export interface AccountFacts {
  profile: ProfileFacts | null
  detour: Aws['detour']
}

/** @throws AppError `not-found` (`details.field`: account) for a profile that no file has */
export async function accountFacts(account: Account): Promise<AccountFacts> {
  const profile = account.kind === 'profile' ? await findProfile(account.profile) : undefined
  if (account.kind === 'profile' && profile === undefined)
    throw new AppError(
      'not-found',
      `There is no profile "${account.profile}" in your AWS files (~/.aws/config, ~/.aws/credentials).`,
      {
        field: 'account',
      },
    )
  return { profile: profile ?? null, detour: detourOf(profile?.endpoint ?? null) }
}

/**
 * What the person's own settings put in the place of AWS. It is obeyed, as by every tool of AWS, and named
 * wherever the account is confirmed. Source: AWS SDKs and Tools Reference Guide, "Service-specific
 * endpoints"; those of single services are not obeyed.
 */
function detourOf(ofProfile: string | null): Aws['detour'] {
  if (process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true') return null
  const ofEnvironment = process.env['AWS_ENDPOINT_URL']
  if (ofEnvironment) return { endpoint: ofEnvironment, from: 'AWS_ENDPOINT_URL' }
  return ofProfile === null ? null : { endpoint: ofProfile, from: 'endpoint_url of the profile' }
}

/**
 * Reads the account's credentials anew, by the SDK's own providers: keys, SSO, roles over each other, MFA,
 * a process, a web identity.
 * @param askMfa gives the code of an MFA device, by its serial number
 */
export async function readCredentials(
  account: Account,
  facts: AccountFacts,
  region: string,
  askMfa: (serial: string) => Promise<string>,
): Promise<Credentials> {
  // Where the providers' own calls go is said here and nowhere else, as for every other call of the account.
  const clientConfig = {
    ignoreConfiguredEndpointUrls: true,
    ...(facts.detour === null ? {} : { endpoint: facts.detour.endpoint }),
  }
  const inner = {
    parentClientConfig: { region },
    clientConfig,
    // A profile's web identity is not given the `clientConfig` by the SDK, and so would be sent to AWS,
    // wherever the profile leads.
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity({ region, ...clientConfig }),
  }
  if (account.kind === 'profile') {
    return fromIni({ profile: account.profile, ignoreCache: true, mfaCodeProvider: askMfa, ...inner })()
  }
  return process.env['AWS_ACCESS_KEY_ID'] === undefined ? fromTokenFile(inner)() : fromEnv()()
}

/** Whether the environment holds credentials, and which; null where it does not. */
export function environmentSource(): string | null {
  if (process.env['AWS_ACCESS_KEY_ID'] !== undefined)
    return process.env['AWS_SESSION_TOKEN'] === undefined ? 'keys' : 'keys that expire'
  return process.env['AWS_WEB_IDENTITY_TOKEN_FILE'] === undefined ? null : 'a web identity'
}

/** Whether credentials last as long as a plan. @param planMs how long the plan takes, removal included */
export function credentialsEnd(expiresAtMs: number | null, nowMs: number, planMs: number): Check {
  const name = 'credentials'
  if (expiresAtMs === null)
    return { name, outcome: 'ok', finding: 'they do not say that they end', remedy: null }
  const left = Math.round((expiresAtMs - nowMs) / 60_000)
  const needed = Math.ceil(planMs / 60_000)
  if (expiresAtMs - nowMs >= planMs)
    return {
      name,
      outcome: 'ok',
      finding: `they last ${left} min, the plan takes about ${needed} min`,
      remedy: null,
    }
  return {
    name,
    outcome: 'warning',
    finding: `they end in ${left} min, and the plan takes about ${needed} min`,
    remedy:
      'Sign in again before you start; otherwise Sluice asks in the middle of the run, and goes on when you have.',
  }
}
