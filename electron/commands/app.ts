import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { readSettings, writeSettings } from '../store/settings.ts'
import { appVersion } from '../version.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function appCommands({
  desk,
  dataDir,
}: CommandContext): Pick<Handlers, 'accounts.list' | 'settings.get' | 'settings.set' | 'app.about' | 'app.trouble'> {
  return {
    'accounts.list': () => [
      { account: { kind: 'practice' }, title: 'Practice account', usable: true, why: null },
      ...profileNames().map((profile) => ({
        account: { kind: 'profile' as const, profile },
        title: profile,
        usable: false,
        why: 'Real accounts come with a cost cap and automatic clean-up, which are not there yet.',
      })),
    ],
    'settings.get': () => readSettings(desk.store),
    'settings.set': (changes) => {
      writeSettings(desk.store, changes)
      const settings = readSettings(desk.store)
      desk.announce('settings.changed', settings)
      return settings
    },
    'app.trouble': () => desk.trouble.message(),
    'app.about': () => ({
      version: appVersion,
      dataDir,
      host: process.versions['electron'] === undefined ? 'browser' : `Electron ${process.versions['electron']}`,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    }),
  }
}

/** The names of the profiles in the person's AWS files, and nothing else of what stands there. */
function profileNames(): string[] {
  const files = [
    process.env['AWS_CONFIG_FILE'] ?? join(homedir(), '.aws', 'config'),
    process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(homedir(), '.aws', 'credentials'),
  ]
  const names = files.flatMap((file) => sectionNames(file).flatMap((section) => /^(?:profile\s+)?([^\s]+)$/.exec(section)?.[1] ?? []))
  return [...new Set(names)].toSorted()
}

function sectionNames(file: string): string[] {
  try {
    return [...readFileSync(file, 'utf8').matchAll(/^\s*\[([^\]]+)\]/gm)].map((match) => match[1]?.trim() ?? '')
  } catch {
    return []
  }
}
