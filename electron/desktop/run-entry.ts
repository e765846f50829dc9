import { app } from 'electron'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { entryArguments, entryUrl, givenDataDir, type ProcessEntryName } from '../platform/entries.ts'
import { practicePaths } from '../practice/connection.ts'

/**
 * Is one of the processes that the app starts of itself, without a window and without a place in the Dock.
 * What Electron itself keeps on disk goes into the practice account's folder, next to what the process
 * keeps there.
 */
export function runEntry(name: ProcessEntryName): void {
  const dataDir = givenDataDir(process.argv)
  if (dataDir === undefined) throw new Error(`${name} needs --data-dir DIR.`)
  app.setPath('userData', join(practicePaths(dataDir).folder, 'electron'))
  app.dock?.hide()
  app.disableHardwareAcceleration()
  const args = entryArguments(process.argv)
  if (name === 'practice') runWhenReady(async () => (await import('../practice/main.ts')).runPractice(args))
  else runWhenReady(() => runStandIn(name, args))
}

/**
 * A stand-in is a script that reads its arguments as if Node had started it, runs when it is imported, and
 * is done when its import is.
 */
async function runStandIn(
  name: Exclude<ProcessEntryName, 'practice'>,
  args: readonly string[],
): Promise<number> {
  process.on('uncaughtException', fail)
  process.argv = [process.execPath, fileURLToPath(entryUrl(name)), ...args]
  await import(entryUrl(name).href)
  return Number(process.exitCode ?? 0)
}

/**
 * Until it is ready, Electron takes SIGINT and SIGTERM away from whoever listens; from then on a handler is
 * heard.
 */
function runWhenReady(run: () => Promise<number>): void {
  void app
    .whenReady()
    .then(run)
    .then((code) => app.exit(code), fail)
}

/** Ends as Node would; Electron would show a box that nobody sees, and wait. */
function fail(thrown: unknown): void {
  process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`)
  app.exit(1)
}
