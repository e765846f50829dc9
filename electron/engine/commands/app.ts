import { readSettings, writeSettings } from '../store/settings.ts'
import { appVersion } from '../../platform/version.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function appCommands({
  context,
  dataDir,
}: CommandContext): Pick<Handlers, 'settings.get' | 'settings.set' | 'app.about' | 'storeHealth.get'> {
  return {
    'settings.get': () => readSettings(context.store),
    'settings.set': (changes) => {
      writeSettings(context.store, changes)
      const settings = readSettings(context.store)
      context.announce('settings.changed', settings)
      return settings
    },
    'storeHealth.get': () => context.storeHealth.message(),
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
