import { chromium, type Browser } from 'playwright'
import { findChromium } from '../../../scripts/find-chromium.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * The Chromium of this machine, without a window.
 * @param more further flags of its command line
 * @throws when there is none
 */
export async function openChromium(more: string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    throw new Error(
      'There is no Chromium. `npm test` installs it on Debian as root; elsewhere, install chromium.',
    )
  }
  return chromium.launch({ executablePath, args: [...flags, ...more] })
}
