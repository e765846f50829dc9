import { settingsOf, type Settings } from './ini-file.ts'
import { readAwsFiles, type AwsFiles } from './aws-files.ts'
import { profileSource, type CredentialSource, type ProfileSections } from './credential-source.ts'

/** Settings of a profile about how calls are made. */
const callSettingNames = [
  'auth_scheme_preference',
  'ca_bundle',
  'endpoint_url',
  'ignore_configured_endpoint_urls',
  'sigv4a_signing_region_set',
  'use_dualstack_endpoint',
  'use_fips_endpoint',
]

/** What a profile says about itself, without any secret. */
export interface ProfileFacts {
  name: string
  source: CredentialSource
  region: string | null
  /** What it says of how calls are made, by the setting's name. */
  settings: Settings
  /** The endpoints of single services that its `services` section names. */
  serviceEndpoints: Settings
}

/** All profiles of the person's AWS files, by name. Each call reads the files. */
export async function listProfiles(): Promise<ProfileFacts[]> {
  const files = await readAwsFiles()
  return [...files.profiles.keys()].toSorted().map((name) => factsOf(name, files))
}

/** A profile by its name; undefined where no file has it. */
export function profileIn(files: AwsFiles, name: string): ProfileFacts | undefined {
  return files.profiles.has(name) ? factsOf(name, files) : undefined
}

function factsOf(name: string, { profiles, sessions, services }: AwsFiles): ProfileFacts {
  const sections: ProfileSections = {
    profile: (one) => profiles.get(one),
    ssoSession: (one) => sessions.get(one),
  }
  const settings = profiles.get(name) ?? {}
  return {
    name,
    source: profileSource(name, sections),
    region: settings['region'] ?? null,
    settings: settingsOf(Object.entries(settings).filter(([key]) => callSettingNames.includes(key))),
    serviceEndpoints: services.get(settings['services'] ?? '') ?? {},
  }
}

/** Whether a setting that is a truth value is on. */
export function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true'
}
