import { screen, type BrowserWindow } from 'electron'
import { readFileSync } from 'node:fs'
import { writeFileAtomically } from '../platform/atomic-file.ts'
import { placeWindow, type WindowPlace } from './window-place.ts'

/** Moving and resizing send many events. */
const settleMs = 400

/** The window's last place, as kept in `file`, or a default one. */
export function recallPlace(file: string): WindowPlace {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  return placeWindow(
    readSaved(file),
    [main, ...others].map(({ workArea }) => workArea),
  )
}

/**
 * Keeps the window's place in `file` from now on. A failed write is ignored: it must not block the window.
 */
export function rememberPlace(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined
  const write = (): void => {
    clearTimeout(timer)
    const place: WindowPlace = {
      area: window.getNormalBounds(),
      maximised: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    }
    try {
      writeFileAtomically(file, JSON.stringify(place))
    } catch {
      // The next window opens in the default place.
    }
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(write, settleMs)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('maximize', later)
  window.on('unmaximize', later)
  window.on('close', write)
  window.on('closed', () => clearTimeout(timer))
}

function readSaved(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
