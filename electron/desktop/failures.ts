import { app, type BrowserWindow, dialog } from 'electron'
import { errorMessage } from '../../shared/errors.ts'
import type { Log } from '../platform/log.ts'
import { defectNotice, type FailureNotice, processNotice } from './failure-notice.ts'
import type { AppWindow } from './window.ts'

/**
 * Logs and shows failures outside of the engine: the renderer, Chromium's other processes, and uncaught
 * errors.
 * @returns a function that watches a new window
 */
export function showFailures(window: AppWindow, log: Log): (opened: BrowserWindow) => void {
  let showing = false
  const show = async (notice: FailureNotice): Promise<void> => {
    // One box at a time: failures come in groups, and the log has all of them.
    const parent = window.current()
    if (showing || parent === undefined) return
    showing = true
    try {
      const { response } = await dialog.showMessageBox(parent, {
        type: 'error',
        title: 'Sluice has a problem',
        ...notice,
        buttons: ['Reload', 'Close'],
        cancelId: 1,
      })
      if (response === 0) window.current()?.webContents.reload()
    } finally {
      showing = false
    }
  }
  const caught = (thrown: unknown): void => {
    const message = errorMessage(thrown)
    log('error', message, { stack: thrown instanceof Error ? thrown.stack : undefined })
    void show(defectNotice(message))
  }
  process.on('uncaughtException', caught)
  process.on('unhandledRejection', caught)
  const ended = (end: { type?: string; reason: string; exitCode: number; name?: string }): void => {
    const { type = 'page', reason, exitCode, name } = end
    const level = reason === 'clean-exit' ? 'info' : 'error'
    log(level, `Chromium's ${name ?? type} process has ended: ${reason}`, { exitCode })
    const notice = processNotice(end)
    if (notice !== undefined) void show(notice)
  }
  app.on('child-process-gone', (_event, details) => ended(details))
  return ({ webContents }) => {
    webContents.on('render-process-gone', (_event, details) => ended(details))
    webContents.on('preload-error', (_event, _file, thrown) => caught(thrown))
  }
}
