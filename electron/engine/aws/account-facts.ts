import type { Account } from '../../../shared/account.ts'
import { AppError } from '../../../shared/errors.ts'
import { readAwsFiles, type AwsFiles } from './aws-files.ts'
import type { Aws, Variants } from './clients.ts'
import type { CredentialSource } from './credential-source.ts'
import { isTrue, profileIn, type ProfileFacts } from './profiles.ts'

/** How an account signs in and where its calls go, before any credential is read. */
export interface AccountFacts {
  source: CredentialSource
  detour: Aws['detour']
  variants: Variants
  /** The Region that its settings name. */
  region: string | null
}

/**
 * What the person's files and environment say about an account.
 * @throws AppError `not-found` (`details.field`: account) for a profile that no file has, `invalid-input` for
 * an endpoint that is no web address
 */
export async function accountFacts(account: Account): Promise<AccountFacts> {
  if (account.kind !== 'profile') return factsOf(environmentSource() ?? { kind: 'none' }, undefined)
  const files = await readAwsFiles()
  const profile = profileIn(files, account.profile)
  if (profile !== undefined) return factsOf(profile.source, profile)
  throw new AppError('not-found', missingText(account.profile, files), { field: 'account' })
}

function missingText(profile: string, { places }: AwsFiles): string {
  const unread = places.filter(({ problem }) => problem !== null)
  const why = unread.map(({ file, problem }) => ` ${file} cannot be read (${problem}).`).join('')
  const files = places.map(({ file }) => file).join(', ')
  return `There is no profile "${profile}" in your AWS files (${files}).${why}`
}

function factsOf(source: CredentialSource, profile: ProfileFacts | undefined): AccountFacts {
  const { AWS_USE_FIPS_ENDPOINT: fips, AWS_USE_DUALSTACK_ENDPOINT: dualStack } = process.env
  return {
    source,
    detour: detourOf(profile),
    variants: {
      fips: isTrue(fips || profile?.fips),
      dualStack: isTrue(dualStack || profile?.dualStack),
      caBundle: caBundleOf(profile),
    },
    region: regionOfEnvironment() ?? profile?.region ?? null,
  }
}

/**
 * The choices of where to deploy, with the Region that the account's own settings name where none was chosen.
 * @throws AppError `not-found` for a profile that no file has
 */
export async function withOwnRegion<C extends { account: Account; region?: string | undefined }>(
  choices: C,
): Promise<C> {
  if (choices.region !== undefined || choices.account.kind === 'practice') return choices
  const { region } = await accountFacts(choices.account)
  return region === null ? choices : { ...choices, region }
}

/** The Region that the environment names for every account; null where it names none. */
export function regionOfEnvironment(): string | null {
  return process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || null
}

function caBundleOf(profile: ProfileFacts | undefined): Variants['caBundle'] {
  const { AWS_CA_BUNDLE: file } = process.env
  if (file) return { file, from: 'AWS_CA_BUNDLE' }
  return profile?.caBundle === undefined ? null : { file: profile.caBundle, from: 'ca_bundle of the profile' }
}

/**
 * The endpoint that the person's settings name instead of AWS's. Sluice uses it, as every AWS tool does, and
 * shows it wherever the account is confirmed. Endpoints of single services are ignored. Source: AWS SDKs and
 * Tools Reference Guide, "Service-specific endpoints".
 */
function detourOf(profile: ProfileFacts | undefined): Aws['detour'] {
  if (isTrue(process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'])) return null
  const { AWS_ENDPOINT_URL: ofEnvironment } = process.env
  if (ofEnvironment) return checked({ endpoint: ofEnvironment, from: 'AWS_ENDPOINT_URL' })
  const endpoint = profile?.endpoint ?? null
  return endpoint === null ? null : checked({ endpoint, from: 'endpoint_url of the profile' })
}

/** @throws AppError `invalid-input` where it is no web address, such as `localhost:4566` */
function checked({ endpoint, from }: NonNullable<Aws['detour']>): NonNullable<Aws['detour']> {
  if (URL.canParse(endpoint) && ['http:', 'https:'].includes(new URL(endpoint).protocol))
    return { endpoint, from }
  const message = `${from} is ${endpoint}, which is no web address: it must begin with http:// or https://.`
  throw new AppError('invalid-input', message, { field: 'account', faults: [{ field: 'account', message }] })
}

/** How the environment gives credentials; null where it does not. */
export function environmentSource(): CredentialSource | null {
  if (process.env['AWS_ACCESS_KEY_ID'] !== undefined)
    return { kind: 'keys', temporary: process.env['AWS_SESSION_TOKEN'] !== undefined }
  return process.env['AWS_WEB_IDENTITY_TOKEN_FILE'] === undefined ? null : { kind: 'web-identity' }
}
