import type { Credentials } from './clients.ts'
import type { CredentialSource } from './credential-source.ts'

type Kind = CredentialSource['kind']

/**
 * What the SDK's providers mark credentials with, the outermost provider first. Source: `$source` in
 * @aws-sdk/types, `AwsSdkCredentialsFeatures`.
 */
const marks: readonly (readonly [string, Kind])[] = [
  ['CREDENTIALS_PROFILE_SOURCE_PROFILE', 'role'],
  ['CREDENTIALS_PROFILE_SSO', 'sso'],
  ['CREDENTIALS_PROFILE_SSO_LEGACY', 'sso'],
  ['CREDENTIALS_PROFILE_PROCESS', 'process'],
  ['CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN', 'web-identity'],
  ['CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN', 'web-identity'],
  ['CREDENTIALS_STS_ASSUME_ROLE_WEB_ID', 'web-identity'],
  ['CREDENTIALS_PROFILE_LOGIN', 'login'],
  ['CREDENTIALS_PROFILE', 'keys'],
  ['CREDENTIALS_ENV_VARS', 'keys'],
]

/** Which provider of the SDK has given credentials; null where it has left no mark that is known here. */
export function resolvedKind({ $source }: Credentials & { $source?: object }): Kind | null {
  return marks.find(([mark]) => mark in ($source ?? {}))?.[1] ?? null
}

/**
 * Where credentials really came from: as the settings were understood, unless the SDK has used something
 * else.
 */
export function resolvedSource(expected: CredentialSource, credentials: Credentials): CredentialSource {
  const kind = resolvedKind(credentials)
  if (kind === null || kind === expected.kind) return expected
  if (kind === 'keys') return { kind, temporary: credentials.sessionToken !== undefined, before: null }
  if (kind === 'sso') return { kind, session: null }
  // A role of its own, whose settings were not understood.
  return kind === 'process' || kind === 'web-identity' || kind === 'login' ? { kind } : expected
}
