// What this executable is to be is decided before anything else: the app, or one of the processes that the
// app starts of itself. `ready` fires only once this module has loaded, so nothing here may wait for it.
import { app } from 'electron'
import { startedEntry } from '../platform/entries.ts'

try {
  const entry = startedEntry(process.argv)
  if (entry === undefined) (await import('./start-app.ts')).startApp()
  else (await import('./run-entry.ts')).runEntry(entry)
} catch (thrown) {
  // Left alone, Electron would show it in a box and wait, be there a display or not.
  process.stderr.write(
    `sluice: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`,
  )
  app.exit(1)
}
