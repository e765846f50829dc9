import { settingsSchema, type Settings } from '../../../shared/settings.ts'
import type { Store } from './open.ts'

const usual: Settings = { theme: 'system', reducedMotion: 'system' }

/**
 * The person's settings; one that was never set, or that this version does not understand, is the usual
 * one.
 */
export function readSettings(store: Store): Settings {
  const rows = store.prepare('SELECT name, value FROM settings').all() as { name: string; value: string }[]
  const kept = Object.fromEntries(rows.map((row) => [row.name, row.value]))
  return {
    theme: settingsSchema.shape.theme.catch(usual.theme).parse(kept['theme']),
    reducedMotion: settingsSchema.shape.reducedMotion.catch(usual.reducedMotion).parse(kept['reducedMotion']),
  }
}

export function writeSettings(
  store: Store,
  changes: { [N in keyof Settings]?: Settings[N] | undefined },
): void {
  const write = store.prepare(
    `INSERT INTO settings (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  )
  store.transaction(() => {
    for (const [name, value] of Object.entries(changes)) if (value !== undefined) write.run(name, value)
  })()
}
