import { app } from 'electron'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { entryArguments, entryUrl, type ProcessEntryName } from '../entries.ts'
import { practicePaths } from '../practice/connection.ts'

/**
 * Is one of the processes that the app starts of itself, without a window and without a place in the Dock. Electron's own files go where the
 * process's other files are, so that they get into nobody's way.
 */
export function runEntry(name: ProcessEntryName): void {
  app.dock?.hide()
  app.disableHardwareAcceleration()
  if (name === 'practice') runPracticeAccount()
  else runStandIn(name)
}

function runPracticeAccount(): void {
  const args = entryArguments(process.argv)
  const { values } = parseArgs({ args, options: { 'data-dir': { type: 'string' } }, strict: false })
  const dataDir = values['data-dir']
  if (typeof dataDir === 'string') app.setPath('userData', join(practicePaths(dataDir).folder, 'electron'))
  // Electron takes SIGTERM for itself until it is ready; from then on the practice account's own handler has it.
  void app
    .whenReady()
    .then(async () => {
      const { runPractice } = await import('../practice/main.ts')
      return runPractice(args)
    })
    .then(
      (code) => app.exit(code),
      (thrown: unknown) => {
        process.stderr.write(`${String(thrown)}\n`)
        app.exit(1)
      },
    )
}

/** A stand-in is a script: it runs when it is imported, and ends the process itself. */
function runStandIn(name: Exclude<ProcessEntryName, 'practice'>): void {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-stand-in-'))
  app.setPath('userData', folder)
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  // It reads its arguments as if Node had started it.
  process.argv = [process.execPath, fileURLToPath(entryUrl(name)), ...entryArguments(process.argv)]
  import(entryUrl(name).href).catch((thrown: unknown) => {
    process.stderr.write(`${String(thrown)}\n`)
    app.exit(1)
  })
}
