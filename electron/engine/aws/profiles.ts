import { readAwsFiles, type AwsFiles } from './aws-files.ts'
import { profileSource, type CredentialSource, type ProfileSections } from './credential-source.ts'

/** What a profile says about itself, without any secret. */
export interface ProfileFacts {
  name: string
  source: CredentialSource
  region: string | null
  /** Where its calls go instead of to AWS. */
  endpoint: string | null
  /** What it says of AWS's endpoints, and of the certificates to trust; undefined where it says nothing. */
  fips: string | undefined
  dualStack: string | undefined
  caBundle: string | undefined
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

function factsOf(name: string, { profiles, sessions }: AwsFiles): ProfileFacts {
  const sections: ProfileSections = {
    profile: (one) => profiles.get(one),
    ssoSession: (one) => sessions.get(one),
  }
  const settings = profiles.get(name) ?? {}
  return {
    name,
    source: profileSource(name, sections),
    region: settings['region'] ?? null,
    endpoint: isTrue(settings['ignore_configured_endpoint_urls']) ? null : (settings['endpoint_url'] ?? null),
    fips: settings['use_fips_endpoint'],
    dualStack: settings['use_dualstack_endpoint'],
    caBundle: settings['ca_bundle'],
  }
}

/** Whether a setting that is a truth value is on. */
export function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true'
}
