import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Locator, Page } from 'playwright'

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
 * @param at what stands at the top of the window, and alone in the picture of the whole; the page without it
 */
export async function shoot(page: Page, name: string, at?: Locator): Promise<void> {
  console.log(name)
  mkdirSync(folder, { recursive: true })
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    for (const size of sizes) {
      await page.setViewportSize(size)
      await (at === undefined
        ? page.evaluate(() => window.scrollTo(0, 0))
        : at.evaluate((element) => element.scrollIntoView({ block: 'start' })))
      // Charts are painted again in their new size.
      await page.waitForTimeout(150)
      await page.screenshot({
        path: join(folder, `${name}-${colorScheme}-${size.width}x${size.height}.png`),
        animations: 'disabled',
      })
      if (size === sizes[0]) {
        const path = join(folder, `whole-${name}-${colorScheme}.png`)
        await (at === undefined
          ? page.screenshot({ path, animations: 'disabled', fullPage: true })
          : at.screenshot({ path, animations: 'disabled' }))
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}
