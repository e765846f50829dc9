import { app, protocol } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { errorMessage } from '../../shared/errors.ts'
import { dataDir } from '../data-dir.ts'
import { createEngine } from '../engine.ts'
import { answerCommands } from '../hosts/ipc-host.ts'
import { appScheme, servePages } from './pages.ts'
import { refusePermissions } from './permissions.ts'
import { reportStartFailure } from './start-failure.ts'
import { openWindow } from './window.ts'

/** The app with its window: one per data folder. Returns before Electron is ready. */
export function startApp(): void {
  const folder = dataDir()
  // Chromium's profile, and with it the lock of the single instance, belongs to the data folder.
  const profile = join(folder, 'window')
  mkdirSync(profile, { recursive: true })
  app.setPath('userData', profile)
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  protocol.registerSchemesAsPrivileged([appScheme])
  void app.whenReady().then(() => open(folder), reportStartFailure)
}

function open(folder: string): void {
  try {
    const engine = createEngine({ dataDir: folder })
    servePages()
    refusePermissions()
    answerCommands(engine)
    app.on('second-instance', () => openWindow())
    app.on('activate', () => openWindow())
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
    closeBeforeQuit(engine)
    openWindow()
  } catch (thrown) {
    reportStartFailure(thrown)
  }
}

/** Quitting waits until the engine has let go of what is in flight. */
function closeBeforeQuit(engine: { close(): Promise<void> }): void {
  let closing: Promise<void> | undefined
  app.on('will-quit', (event) => {
    if (closing !== undefined) return
    event.preventDefault()
    closing = engine.close().catch((thrown: unknown) => {
      process.stderr.write(`sluice: ${errorMessage(thrown)}\n`)
    })
    void closing.then(() => app.quit())
  })
}
