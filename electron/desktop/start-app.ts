import { app, type BrowserWindow, protocol } from 'electron'
import { join } from 'node:path'
import { errorMessage } from '../../shared/errors.ts'
import { dataDir, prepareDataFolder } from '../platform/data-dir.ts'
import { makePrivateFolder } from '../platform/private-files.ts'
import { createEngine } from '../engine/engine.ts'
import { answerCommands } from './ipc-host.ts'
import { openLog } from '../platform/log.ts'
import { drawAttention } from './attention.ts'
import { showFailures } from './failures.ts'
import { followEngine } from './follow-engine.ts'
import { showMenu } from './menu.ts'
import { appScheme, servePages } from './pages.ts'
import { refusePermissions } from './permissions.ts'
import { guardQuitting } from './quit-guard.ts'
import { reportStartFailure } from './start-failure.ts'
import { createAppWindow } from './window.ts'

/** The app with its window: one per data folder. Returns before Electron is ready. */
export function startApp(): void {
  const folder = usableFolder()
  if (folder === undefined) return
  // Chromium's profile, and with it the lock of the single instance, belongs to the data folder.
  const profile = join(folder, 'window')
  makePrivateFolder(profile)
  app.setPath('userData', profile)
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  protocol.registerSchemesAsPrivileged([appScheme])
  void app.whenReady().then(() => open(folder, profile), reportStartFailure)
}

/** Undefined where there is no data folder, or none that can be used: the reason is shown then. */
function usableFolder(): string | undefined {
  try {
    const folder = dataDir()
    prepareDataFolder(folder)
    return folder
  } catch (thrown) {
    reportStartFailure(thrown)
    return undefined
  }
}

function open(folder: string, profile: string): void {
  try {
    const engine = createEngine({ dataDir: folder })
    const logFile = join(folder, 'logs', 'sluice.log')
    const log = openLog(logFile)
    const follower = followEngine(engine)
    servePages()
    refusePermissions()
    answerCommands(engine)
    const attendants: ((opened: BrowserWindow) => void)[] = []
    const window = createAppWindow(join(profile, 'place.json'), (opened) => {
      for (const attend of attendants) attend(opened)
    })
    attendants.push(
      guardQuitting({ engine, follower, window, log }),
      showFailures(window, log),
      drawAttention(engine, follower, window, log),
    )
    showMenu({ engine, follower, window, dataDir: folder, logFile })
    app.on('second-instance', () => window.open())
    app.on('activate', () => window.open())
    // The guard lets the last window close only when the app quits; on macOS the app stays open without one.
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
    window.open()
    void engine.recover().catch((thrown: unknown) => log('error', errorMessage(thrown)))
  } catch (thrown) {
    reportStartFailure(thrown)
  }
}
