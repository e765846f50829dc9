import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { externalDataInterceptor } from '@smithy/core/config'
import { decodeText, parseIni, settingsOf, type Section, type Settings } from './ini-file.ts'

/** What the person's AWS files say. */
export interface AwsFiles {
  /** Profiles by name; what the credentials file says counts before the config file. */
  profiles: ReadonlyMap<string, Settings>
  /** SSO sessions by name. */
  sessions: ReadonlyMap<string, Settings>
  /** Where the files are, and why one that exists could not be read. */
  places: readonly { file: string; problem: string | null }[]
}

interface FileRead {
  file: string
  sections: Section[]
  problem: string | null
}

/** Reads both files. A file that is not there is empty. */
export async function readAwsFiles(): Promise<AwsFiles> {
  const [config, credentials] = await Promise.all([
    readSections(placeOf('AWS_CONFIG_FILE', 'config')),
    readSections(placeOf('AWS_SHARED_CREDENTIALS_FILE', 'credentials')),
  ])
  const profiles = new Map<string, Settings>()
  const sessions = new Map<string, Settings>()
  for (const { heading, settings } of config.sections) {
    const { kind, name } = headingOf(heading)
    if (kind === 'profile') add(profiles, name, settings)
    if (kind === 'sso-session') add(sessions, name, settings)
  }
  for (const { heading, settings } of credentials.sections) add(profiles, heading, settings)
  const places = [config, credentials].map(({ file, problem }) => ({ file, problem }))
  return { profiles, sessions, places }
}

function add(all: Map<string, Settings>, name: string, settings: Settings): void {
  all.set(name, settingsOf([...Object.entries(all.get(name) ?? {}), ...Object.entries(settings)]))
}

/** Where the SDK looks for a file. */
function placeOf(variable: string, name: string): string {
  const given = process.env[variable]
  if (!given) return join(homedir(), '.aws', name)
  return given.startsWith('~/') ? join(homedir(), given.slice(2)) : given
}

async function readSections(file: string): Promise<FileRead> {
  try {
    return { file, sections: parseIni(decodeText(await readFile(file))), problem: null }
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? 'unknown'
    return { file, sections: [], problem: code === 'ENOENT' ? null : code }
  }
}

/** Of the config file: `default`, `profile NAME`, `sso-session NAME`; names may be quoted. */
function headingOf(heading: string): { kind: 'profile' | 'sso-session' | 'other'; name: string } {
  if (heading === 'default') return { kind: 'profile', name: heading }
  const [, kind, quoted = ''] = /^(profile|sso-session)\s+(.+)$/.exec(heading) ?? []
  const name = /^(["'])(.*)\1$/.exec(quoted)?.[2] ?? quoted
  return { kind: kind === 'profile' || kind === 'sso-session' ? kind : 'other', name }
}

/**
 * The name of a profile or session as the SDK can read it: it takes no blank, and few letters beyond ASCII.
 * Most names stay as they are.
 */
export function sdkName(name: string): string {
  const plain = name.replaceAll(/[^\w@+.:/-]/gu, (one) =>
    [...Buffer.from(one)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )
  return plain === '__proto__' ? '%5F_proto__' : plain
}

/** Settings whose value is the name of a profile or of a session. */
const naming = new Set(['source_profile', 'sso_session'])

/** Has the SDK's providers read what was read here, with the names that it can read. */
export function giveToSdk({ profiles, sessions, places }: AwsFiles): void {
  const text = [
    ...[...profiles].map(([name, settings]) => sectionText('profile', name, settings)),
    ...[...sessions].map(([name, settings]) => sectionText('sso-session', name, settings)),
  ].join('\n')
  const [config, credentials] = places
  for (const file of namesOf(credentials?.file)) externalDataInterceptor.interceptFile(file, '')
  for (const file of namesOf(config?.file)) externalDataInterceptor.interceptFile(file, text)
}

/** The SDK asks for a file below the home folder by either name. */
function namesOf(file: string | undefined): string[] {
  if (file === undefined) return []
  const home = join(homedir(), '/')
  return file.startsWith(home) ? [file, `~/${file.slice(home.length)}`] : [file]
}

function sectionText(kind: 'profile' | 'sso-session', name: string, settings: Settings): string {
  const lines = Object.entries(settings).map(
    ([key, value]) => `${key} = ${naming.has(key) ? sdkName(value) : value}`,
  )
  return [`[${name === 'default' ? name : `${kind} ${sdkName(name)}`}]`, ...lines].join('\n')
}
