import { app } from 'electron'
import { join } from 'node:path'
import { practiceFolder } from '../platform/data-dir.ts'
import { entryUrl, givenDataDir, type ProcessEntryName } from '../platform/entries.ts'
import { terminalText } from '../platform/terminal-text.ts'

/**
 * Becomes one of the processes that the app starts of its own executable, without a window and without a
 * place in the Dock. Electron's own files go into the practice account's folder, beside those of the process.
 */
export function runEntry(name: ProcessEntryName): void {
  const dataDir = givenDataDir(process.argv)
  if (dataDir === undefined) throw new Error(`${name} needs --data-dir DIR.`)
  app.setPath('userData', join(practiceFolder(dataDir), 'electron'))
  app.dock?.hide()
  app.disableHardwareAcceleration()
  // The practice account logs what nothing else catches, and goes on.
  if (name !== 'practice') process.on('uncaughtException', fail)
  // Until it is ready, Electron handles SIGINT and SIGTERM itself; only then do an entry's own handlers run.
  void app
    .whenReady()
    .then(() => import(entryUrl(name).href))
    .then(() => app.exit(Number(process.exitCode ?? 0)), fail)
}

/** Ends as Node would; Electron would show a box that nobody sees, and wait. */
function fail(thrown: unknown): void {
  process.stderr.write(
    `${terminalText(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))}\n`,
  )
  app.exit(1)
}
