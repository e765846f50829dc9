import { app, BrowserWindow, nativeTheme, shell, type WebPreferences } from 'electron'
import { fileURLToPath } from 'node:url'
import { pageOrigin } from './page-files.ts'

/** What a page may do: nothing but what the preload hands to it. */
export const webPreferences = {
  preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
} satisfies WebPreferences

let window: BrowserWindow | undefined

/** Opens the one window, or brings the open one to the front. */
export function openWindow(): void {
  if (window !== undefined) return bringToFront(window)
  const opened = new BrowserWindow({
    width: 1200,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Sluice',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181b' : '#fbfbfa',
    webPreferences: { ...webPreferences, devTools: !app.isPackaged },
  })
  window = opened
  opened.once('ready-to-show', () => opened.show())
  opened.on('closed', () => (window = undefined))
  keepInside(opened)
  void opened.loadURL(`${pageOrigin}/`)
}

function bringToFront(open: BrowserWindow): void {
  if (open.isMinimized()) open.restore()
  open.show()
  open.focus()
}

/** The page stays what it is: it goes nowhere, opens nothing and embeds nothing. Links to the web open in the person's browser. */
function keepInside({ webContents }: BrowserWindow): void {
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-frame-navigate', (event) => event.preventDefault())
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url)
    return { action: 'deny' }
  })
}
