import { sdkName } from './aws-files.ts'
import type { Settings } from './ini-file.ts'

type Profile = Partial<Settings>

/** Where an SSO session signs in. */
export interface SsoSession {
  /**
   * The name under which the SDK looks for its token: that of the session, or the start address of a
   * profile in the older form.
   */
  id: string
  startUrl: string
  region: string
}

/** How an account comes to its credentials. It holds nothing secret. */
export type CredentialSource =
  /**
   * `temporary`: with a session token, so that they expire. `before`: the SSO session that the profile names
   * too, and that counts only without the keys.
   */
  | { kind: 'keys'; temporary: boolean; before: string | null }
  /** A program of the person's, `credential_process`. */
  | { kind: 'process' }
  /** `session` is null where the profile does not say where to sign in. */
  | { kind: 'sso'; session: SsoSession | null }
  /** A file that something else renews. */
  | { kind: 'web-identity' }
  /** `aws login`. */
  | { kind: 'login' }
  /** What the computer gives to programs: environment variables, or the role of a container or instance. */
  | { kind: 'host'; of: HostSource }
  /** A role that is assumed with the credentials of `source`. `profile` is null where that is no profile. */
  | { kind: 'role'; role: string; mfaSerial: string | null; profile: string | null; source: CredentialSource }
  /** Settings that lead to no credentials. */
  | { kind: 'none'; because: Lack }

/**
 * Why settings lead to no credentials: no such profile; it goes through `source_profile` in a circle; one
 * half of its keys is missing; a role without a source, or with two; a `credential_source` that AWS does not
 * know; nothing that it says is about credentials; or nothing in the environment is.
 */
export type Lack =
  | 'profile'
  | 'circle'
  | 'half-keys'
  | 'role-source'
  | 'one-source'
  | 'known-source'
  | 'anything'
  | 'environment'

/** The values of `credential_source`. */
const hostSources = ['Environment', 'EcsContainer', 'Ec2InstanceMetadata'] as const
export type HostSource = (typeof hostSources)[number]

/** Profiles by name, and what their SSO sessions say, by the session's name. */
export interface ProfileSections {
  profile(name: string): Profile | undefined
  ssoSession(name: string): Profile | undefined
}

/**
 * How a profile comes to its credentials. Where it names several ways, the first one counts, in the order
 * in which the SDK's `fromIni` looks for them.
 * @param passed the profiles whose `source_profile` led here
 */
export function profileSource(
  name: string,
  sections: ProfileSections,
  passed: readonly string[] = [],
): CredentialSource {
  const profile = sections.profile(name)
  if (profile === undefined) return { kind: 'none', because: 'profile' }
  const isSource = passed.length > 0
  const keys = keysOf(profile, sections)
  if (isSource && keys !== undefined) return keys
  return (
    roleOf(profile, sections, passed) ??
    (isSource ? hostSourceOf(profile) : undefined) ??
    keys ??
    directSource(profile, sections)
  )
}

function keysOf(profile: Profile, sections: ProfileSections): CredentialSource | undefined {
  if (profile['aws_access_key_id'] === undefined || profile['aws_secret_access_key'] === undefined)
    return undefined
  const before = ssoSessionOf(profile, sections)?.id ?? null
  return { kind: 'keys', temporary: profile['aws_session_token'] !== undefined, before }
}

/** A role over another profile, or over what the computer gives; a profile may name only one of them. */
function roleOf(
  profile: Profile,
  sections: ProfileSections,
  passed: readonly string[],
): CredentialSource | undefined {
  const { role_arn: arn, source_profile: over, credential_source: host } = profile
  if (arn === undefined || (over === undefined) === (host === undefined)) return undefined
  const role = arn.split('/').at(-1) ?? arn
  const mfaSerial = profile['mfa_serial'] ?? null
  if (over === undefined) {
    const source = hostSourceOf(profile) ?? { kind: 'none', because: 'known-source' as const }
    return { kind: 'role', role, mfaSerial, profile: null, source }
  }
  const source: CredentialSource = passed.includes(over)
    ? { kind: 'none', because: 'circle' }
    : profileSource(over, sections, [...passed, over])
  return { kind: 'role', role, mfaSerial, profile: over, source }
}

function hostSourceOf(profile: Profile): CredentialSource | undefined {
  const of = hostSources.find((one) => one === profile['credential_source'])
  return of && { kind: 'host', of }
}

const ssoSettings = ['sso_start_url', 'sso_account_id', 'sso_session', 'sso_region', 'sso_role_name']

function directSource(profile: Profile, sections: ProfileSections): CredentialSource {
  if (profile['web_identity_token_file'] !== undefined && profile['role_arn'] !== undefined)
    return { kind: 'web-identity' }
  if (profile['credential_process'] !== undefined) return { kind: 'process' }
  if (ssoSettings.some((setting) => profile[setting] !== undefined))
    return { kind: 'sso', session: ssoSessionOf(profile, sections) }
  return profile['login_session'] === undefined
    ? { kind: 'none', because: lackOf(profile) }
    : { kind: 'login' }
}

function lackOf(profile: Profile): Lack {
  const { source_profile: over, credential_source: host } = profile
  if (profile['role_arn'] !== undefined)
    return over === undefined && host === undefined ? 'role-source' : 'one-source'
  const halves = [profile['aws_access_key_id'], profile['aws_secret_access_key']]
  return halves.some((half) => half !== undefined) ? 'half-keys' : 'anything'
}

function ssoSessionOf(profile: Profile, sections: ProfileSections): SsoSession | null {
  const name = profile['sso_session']
  const { sso_start_url: startUrl, sso_region: region } =
    name === undefined ? profile : (sections.ssoSession(name) ?? {})
  return startUrl === undefined || region === undefined
    ? null
    : { id: name === undefined ? startUrl : sdkName(name), startUrl, region }
}

/** A source, and those that it goes through. */
function sourceChain(source: CredentialSource): CredentialSource[] {
  return source.kind === 'role' ? [source, ...sourceChain(source.source)] : [source]
}

/** The SSO session that the person has to be signed in to, or null. */
export function ssoSessionIn(source: CredentialSource): SsoSession | null {
  const last = sourceChain(source).at(-1)
  return last?.kind === 'sso' ? last.session : null
}

/** Whether they come from an SSO session that the settings do not describe. */
export function lacksSession(source: CredentialSource): boolean {
  const last = sourceChain(source).at(-1)
  return last?.kind === 'sso' && last.session === null
}

/** What a profile leads to in the end, and the profile that says so. */
export function lastOf(name: string, source: CredentialSource): { name: string; source: CredentialSource } {
  return source.kind === 'role' ? lastOf(source.profile ?? name, source.source) : { name, source }
}

/** Whether reading the credentials asks the person for a code, or runs a program of theirs. */
export function involvesPerson(source: CredentialSource): boolean {
  return sourceChain(source).some(
    (one) => one.kind === 'process' || (one.kind === 'role' && one.mfaSerial !== null),
  )
}
