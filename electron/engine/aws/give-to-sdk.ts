import { externalDataInterceptor } from '@smithy/core/config'
import { sdkName, type AwsFile, type AwsFiles } from './aws-files.ts'
import type { Settings } from './ini-file.ts'

/** Settings whose value is the name of a profile or of a session. */
const naming = new Set(['source_profile', 'sso_session'])

/** Has the SDK's providers read what was read here, with the names that it can read. */
export function giveToSdk({ profiles, sessions, places }: AwsFiles): void {
  const text = [
    ...[...profiles].map(([name, settings]) => sectionText('profile', name, settings)),
    ...[...sessions].map(([name, settings]) => sectionText('sso-session', name, settings)),
  ].join('\n')
  const [config, credentials] = places
  for (const file of namesOf(credentials)) externalDataInterceptor.interceptFile(file, '')
  for (const file of namesOf(config)) externalDataInterceptor.interceptFile(file, text)
}

/** The SDK asks for a file by the name that the environment gives it, or with the home folder named. */
function namesOf(place: AwsFile | undefined): string[] {
  return place === undefined ? [] : [place.file, place.given]
}

function sectionText(kind: 'profile' | 'sso-session', name: string, settings: Settings): string {
  const lines = Object.entries(settings).map(
    ([key, value]) => `${key} = ${naming.has(key) ? sdkName(value) : value}`,
  )
  return [`[${name === 'default' ? name : `${kind} ${sdkName(name)}`}]`, ...lines].join('\n')
}
