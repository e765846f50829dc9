import { screen, type BrowserWindow } from 'electron'
import { readFileSync } from 'node:fs'
import { writeFileAtomically } from '../platform/atomic-file.ts'
import { placeWindow, type WindowPlace } from './window-place.ts'

/** Moving and resizing come in by the dozen. */
const settleMs = 400

/** Where the window was when it was last open, as kept in `file`, or a usual place. */
export function recallPlace(file: string): WindowPlace {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  return placeWindow(
    readSaved(file),
    [main, ...others].map(({ workArea }) => workArea),
  )
}

/**
 * Keeps the window's place in `file` from now on. A place that cannot be written is forgotten: it must not
 * hold up the window.
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
      // The next window opens in a usual place.
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
