import { loadSharedConfigFiles } from '@smithy/core/config'
import { profileSource, type CredentialSource, type ProfileSections } from './credential-source.ts'

/** What a profile says about itself, without any secret. */
export interface ProfileFacts {
  name: string
  source: CredentialSource
  region: string | null
  /** Where its calls go instead of to AWS. */
  endpoint: string | null
}

/** The files keep sections such as `[sso-session x]` and `[services y]` under these prefixes. */
const otherSections = ['sso-session.', 'services.']

/** All profiles of the person's AWS files, by name. Each call reads the files. */
export async function listProfiles(): Promise<ProfileFacts[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true })
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])
  const sections: ProfileSections = {
    profile: (name) => (names.has(name) ? { ...configFile[name], ...credentialsFile[name] } : undefined),
    ssoSession: (name) => configFile[`sso-session.${name}`],
  }
  return [...names]
    .filter((name) => !otherSections.some((prefix) => name.startsWith(prefix)))
    .toSorted()
    .map((name) => {
      const profile = sections.profile(name) ?? {}
      return {
        name,
        source: profileSource(name, sections),
        region: profile['region'] ?? null,
        endpoint: profile['endpoint_url'] ?? null,
      }
    })
}

/** @returns undefined when no file has the profile */
export async function findProfile(name: string): Promise<ProfileFacts | undefined> {
  return (await listProfiles()).find((profile) => profile.name === name)
}
