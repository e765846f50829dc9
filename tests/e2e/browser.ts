import { chromium, type Browser } from 'playwright'
import { findTool } from '../../electron/platform/tools.ts'

/**
 * Chromium without a window, that speaks to nobody by itself. Fails where it is not installed, and says how
 * to get it.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findTool('chromium') ?? findTool('chromium-browser') ?? findTool('google-chrome')
  if (executablePath === undefined)
    throw new Error('Chromium is missing; on Debian: apt-get install chromium fonts-liberation')
  return chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
