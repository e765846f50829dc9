import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { decodeText, parseIni, settingsOf, type Section, type Settings } from './ini-file.ts'

/** What the person's AWS files say. */
export interface AwsFiles {
  /** Profiles by name; what the credentials file says counts before the config file. */
  profiles: ReadonlyMap<string, Settings>
  /** SSO sessions by name. */
  sessions: ReadonlyMap<string, Settings>
  /** Of each `services` section the endpoints, by service. */
  services: ReadonlyMap<string, Settings>
  /** The config file, then the credentials file. */
  places: readonly AwsFile[]
}

/** Where a file is, and why it could not be read: Node's code; null where it could. */
export interface AwsFile {
  file: string
  /** As the environment names it. */
  given: string
  problem: string | null
}

/** Reads both files. A file that is not there is empty. */
export async function readAwsFiles(): Promise<AwsFiles> {
  const [config, credentials] = await Promise.all([
    readSections('AWS_CONFIG_FILE', 'config'),
    readSections('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
  ])
  const profiles = new Map<string, Settings>()
  const sessions = new Map<string, Settings>()
  const services = new Map<string, Settings>()
  for (const { heading, settings, nested } of config.sections) {
    const { kind, name } = headingOf(heading)
    if (kind === 'profile') add(profiles, name, settings)
    if (kind === 'sso-session') add(sessions, name, settings)
    if (kind === 'services') add(services, name, endpointsOf(nested))
  }
  for (const { heading, settings } of credentials.sections) add(profiles, heading, settings)
  return { profiles, sessions, services, places: [config.place, credentials.place] }
}

function add(all: Map<string, Settings>, name: string, settings: Settings): void {
  all.set(name, settingsOf([...Object.entries(all.get(name) ?? {}), ...Object.entries(settings)]))
}

function endpointsOf(nested: Settings): Settings {
  const endpoints = Object.entries(nested).flatMap(([name, value]) => {
    const [service, setting] = name.split('.')
    return service !== undefined && setting === 'endpoint_url' ? [[service, value] as const] : []
  })
  return settingsOf(endpoints)
}

async function readSections(
  variable: string,
  name: string,
): Promise<{ place: AwsFile; sections: Section[] }> {
  const given = process.env[variable] || join(homedir(), '.aws', name)
  const file = expanded(given)
  try {
    const sections = parseIni(decodeText(await readFile(file)))
    return { place: { file, given, problem: null }, sections }
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code ?? 'unknown'
    return { place: { file, given, problem: code === 'ENOENT' ? null : code }, sections: [] }
  }
}

/** A path with `~` and the variables of the environment, as the AWS CLI takes it. */
function expanded(path: string): string {
  const named = path.replaceAll(
    /\$(?:(\w+)|\{(\w+)\})/g,
    (all, bare?: string, braced?: string) => process.env[bare ?? braced ?? ''] ?? all,
  )
  return /^~(?=$|[/\\])/.test(named) ? join(homedir(), named.slice(1)) : named
}

const headings = ['profile', 'sso-session', 'services'] as const

/** Of the config file: `default`, or `profile NAME` and its kind; names may be quoted. */
function headingOf(heading: string): { kind: (typeof headings)[number] | null; name: string } {
  if (heading === 'default') return { kind: 'profile', name: heading }
  const [, word, quoted = ''] = /^([\w-]+)\s+(.+)$/.exec(heading) ?? []
  const name = /^(["'])(.*)\1$/.exec(quoted)?.[2] ?? quoted
  return { kind: headings.find((one) => one === word) ?? null, name }
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
