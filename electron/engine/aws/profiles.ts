import { loadSharedConfigFiles, type Profile } from '@smithy/core/config'

/** Where an SSO session signs in. */
export interface SsoSession {
  /**
   * The name under which the SDK looks for its token: that of the session, or the start address of a
   * profile in the older form.
   */
  id: string
  title: string
  startUrl: string
  region: string
}

/** What a profile says about itself, without any secret. */
export interface ProfileFacts {
  name: string
  /** How it comes to credentials, in words. */
  source: string
  region: string | null
  /** Where its calls go instead of to AWS. */
  endpoint: string | null
  sso: SsoSession | null
}

type Files = Awaited<ReturnType<typeof loadSharedConfigFiles>>

/**
 * All profiles of the person's AWS files, by name. Read anew each time: a file that was renewed counts at
 * once.
 */
export async function listProfiles(): Promise<ProfileFacts[]> {
  const files = await loadSharedConfigFiles({ ignoreCache: true })
  const names = new Set([...Object.keys(files.configFile), ...Object.keys(files.credentialsFile)])
  // Sections such as `[sso-session x]` and `[services y]` are kept under these prefixes.
  return [...names]
    .filter((name) => !/^(sso-session|services)\./.test(name))
    .toSorted()
    .map((name) => factsOf(name, files))
}

/** @returns undefined when no file has the profile */
export async function findProfile(name: string): Promise<ProfileFacts | undefined> {
  return (await listProfiles()).find((profile) => profile.name === name)
}

function factsOf(name: string, files: Files): ProfileFacts {
  const profile = profileOf(name, files)
  return {
    name,
    source: sourceOf(name, files, []),
    region: profile['region'] ?? null,
    endpoint: profile['endpoint_url'] ?? null,
    sso: ssoOf(name, files, []),
  }
}

function profileOf(name: string, { configFile, credentialsFile }: Files): Profile {
  return { ...configFile[name], ...credentialsFile[name] }
}

function sourceOf(name: string, files: Files, passed: readonly string[]): string {
  const profile = profileOf(name, files)
  const role = profile['role_arn']
  if (role !== undefined) {
    const source = profile['source_profile']
    const mfa = profile['mfa_serial'] === undefined ? '' : ', with MFA'
    const through = source === undefined ? (profile['credential_source'] ?? 'a web identity') : source
    const deeper =
      source === undefined || source === name || passed.includes(source)
        ? ''
        : ` (${sourceOf(source, files, [...passed, name])})`
    return `role ${role.split('/').at(-1) ?? role} through ${through}${deeper}${mfa}`
  }
  if (profile['sso_session'] !== undefined) return `SSO session ${profile['sso_session']}`
  if (profile['sso_start_url'] !== undefined) return 'SSO'
  if (profile['credential_process'] !== undefined) return 'a process'
  if (profile['web_identity_token_file'] !== undefined) return 'a web identity'
  if (profile['aws_session_token'] !== undefined) return 'keys that expire'
  if (profile['aws_access_key_id'] !== undefined) return 'keys'
  return 'nothing yet'
}

function ssoOf(name: string, files: Files, passed: readonly string[]): SsoSession | null {
  const profile = profileOf(name, files)
  const session = profile['sso_session']
  const own = session === undefined ? profile : (files.configFile[`sso-session.${session}`] ?? {})
  const { sso_start_url: startUrl, sso_region: region } = own
  if (startUrl !== undefined && region !== undefined)
    return { id: session ?? startUrl, title: session ?? startUrl, startUrl, region }
  const source = profile['source_profile']
  return source === undefined || source === name || passed.includes(source)
    ? null
    : ssoOf(source, files, [...passed, name])
}
