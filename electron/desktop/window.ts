import { app, BrowserWindow, nativeTheme, shell, type WebPreferences } from 'electron'
import { fileURLToPath } from 'node:url'
import { pageOrigin } from '../browser-host/page-files.ts'
import { isWebLink } from './web-links.ts'
import { recallPlace, rememberPlace } from './window-memory.ts'
import { smallest } from './window-place.ts'

/** What a page may do: nothing except what the preload exposes. */
const webPreferences = {
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

/** The app's only window. On macOS it may be closed while the app stays open. */
export interface AppWindow {
  /** Undefined while it is closed. */
  current(): BrowserWindow | undefined
  /**
   * Opens it, or brings it to the front, and shows a screen.
   * @param route the address after the `#`; without it the screen stays
   */
  open(route?: string): void
}

/**
 * @param placeFile where the window's place is kept
 * @param onOpen called with every new window before its page is loaded
 */
export function createAppWindow(placeFile: string, onOpen: (window: BrowserWindow) => void): AppWindow {
  let window: BrowserWindow | undefined
  return {
    current: () => window,
    open(route) {
      if (window === undefined) {
        const opened = openWindow(placeFile)
        window = opened
        opened.on('closed', () => (window = undefined))
        onOpen(opened)
        load(opened, route ?? '/')
      } else {
        bringToFront(window)
        if (route !== undefined) load(window, route)
      }
    },
  }
}

function openWindow(placeFile: string): BrowserWindow {
  const { area, maximised, fullScreen } = recallPlace(placeFile)
  const window = new BrowserWindow({
    ...area,
    minWidth: Math.min(smallest.width, area.width),
    minHeight: Math.min(smallest.height, area.height),
    show: false,
    title: 'Sluice',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181b' : '#fbfbfa',
    webPreferences: { ...webPreferences, devTools: !app.isPackaged },
  })
  window.once('ready-to-show', () => {
    if (maximised) window.maximize()
    if (fullScreen) window.setFullScreen(true)
    window.show()
  })
  rememberPlace(window, placeFile)
  keepInside(window)
  listenToMouse(window)
  return window
}

/**
 * A change after the `#` loads nothing: the page gets an event, and can go back. The same address would
 * reload it.
 */
function load({ webContents }: BrowserWindow, route: string): void {
  const address = `${pageOrigin}/#${route}`
  // A second navigation aborts the first one; that is not a failure.
  if (webContents.getURL() !== address) void webContents.loadURL(address).catch(() => undefined)
}

function bringToFront(open: BrowserWindow): void {
  if (open.isMinimized()) open.restore()
  open.show()
  open.focus()
}

/**
 * The page cannot navigate away, open windows or embed pages. Web links open in the person's browser.
 */
function keepInside({ webContents }: BrowserWindow): void {
  const openOutside = (address: string): void => {
    if (isWebLink(address)) void shell.openExternal(address)
  }
  webContents.on('will-navigate', (event) => {
    event.preventDefault()
    if (event.isMainFrame) openOutside(event.url)
  })
  webContents.on('will-frame-navigate', (event) => event.preventDefault())
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  webContents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
}

/** The side buttons of a mouse on Windows and Linux, and three fingers on macOS. */
function listenToMouse(window: BrowserWindow): void {
  const { navigationHistory } = window.webContents
  window.on('app-command', (_event, command) => {
    if (command === 'browser-backward') navigationHistory.goBack()
    if (command === 'browser-forward') navigationHistory.goForward()
  })
  window.on('swipe', (_event, direction) => {
    if (direction === 'left') navigationHistory.goBack()
    if (direction === 'right') navigationHistory.goForward()
  })
}
