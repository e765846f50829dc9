import { findTool } from '../electron/platform/tools.ts'

/** The headless shell draws no window, and takes two thirds of the processor time for the same pages. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']

/** The Chromium of this machine; undefined where there is none. */
export function findChromium(): string | undefined {
  for (const name of names) {
    const file = findTool(name)
    if (file !== undefined) return file
  }
  return undefined
}
