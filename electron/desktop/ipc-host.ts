import { BrowserWindow, ipcMain, type WebFrameMain } from 'electron'
import type { CommandName } from '../../shared/contract.ts'
import type { Answer } from '../../shared/wire.ts'
import type { Engine } from '../engine/engine.ts'
import { isOwnPage } from '../browser-host/page-files.ts'
import { eventChannel, requestChannel } from './ipc-channels.ts'

/**
 * Answers the pages' commands and sends each event to every window. Input from the bridge is untrusted:
 * dispatch validates it.
 */
export function answerCommands(engine: Pick<Engine, 'dispatch' | 'onEvent'>): void {
  ipcMain.handle(
    requestChannel,
    async ({ sender, senderFrame }, name: unknown, input: unknown): Promise<Answer<unknown>> => {
      const isWindow = BrowserWindow.fromWebContents(sender) !== null
      if (!isWindow || senderFrame !== sender.mainFrame || !isTrusted(senderFrame)) {
        return {
          ok: false,
          error: {
            code: 'invalid-input',
            message: 'This page is not allowed to send commands.',
            details: {},
          },
        }
      }
      return engine.dispatch(String(name) as CommandName, input)
    },
  )
  engine.onEvent((event) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      if (isTrusted(webContents.mainFrame)) webContents.send(eventChannel, event)
    }
  })
}

function isTrusted(frame: WebFrameMain | null): boolean {
  return frame !== null && isOwnPage(frame.url)
}
