import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright'

/** Where pictures go; git ignores it. */
export const folder = resolve(import.meta.dirname, '../../../screenshots')

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 640, height: 400 },
]
const themes = ['light', 'dark'] as const

/**
 * One screen as it stands now, in both themes and sizes; and once as a whole, without an end at the bottom
 * of the window.
 */
export async function shoot(page: Page, name: string): Promise<void> {
  console.log(name)
  mkdirSync(folder, { recursive: true })
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    for (const size of sizes) {
      await page.setViewportSize(size)
      await page.evaluate(() => window.scrollTo(0, 0))
      // Charts are painted again in their new size.
      await page.waitForTimeout(150)
      await page.screenshot({
        path: join(folder, `${name}-${colorScheme}-${size.width}x${size.height}.png`),
        animations: 'disabled',
      })
      if (size === sizes[0]) {
        await page.screenshot({
          path: join(folder, `whole-${name}-${colorScheme}.png`),
          animations: 'disabled',
          fullPage: true,
        })
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}
