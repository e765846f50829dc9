import { readSettings, writeSettings } from '../store/settings.ts'
import { appVersion } from '../../platform/version.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function appCommands({
  desk,
  dataDir,
}: CommandContext): Pick<Handlers, 'settings.get' | 'settings.set' | 'app.about' | 'app.trouble'> {
  return {
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
      host:
        process.versions['electron'] === undefined ? 'browser' : `Electron ${process.versions['electron']}`,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    }),
  }
}
