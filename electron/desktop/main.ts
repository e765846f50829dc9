// Decides first what this process is: the app, or one of the processes that the app starts from itself.
// `ready` fires only after this module has loaded, so nothing here may wait for it.
import { app } from 'electron'
import { startedEntry } from '../platform/entries.ts'
import { terminalText } from '../platform/terminal-text.ts'

try {
  const entry = startedEntry(process.argv)
  if (entry === undefined) (await import('./start-app.ts')).startApp()
  else (await import('./run-entry.ts')).runEntry(entry)
} catch (thrown) {
  // Electron would show a box and wait, even without a display.
  process.stderr.write(
    `sluice: ${terminalText(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))}\n`,
  )
  app.exit(1)
}
