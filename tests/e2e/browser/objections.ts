import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/** Every rule of axe, in both themes. @returns what it objects to, with the places */
export async function objections(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, help, nodes } of violations) {
      const places = nodes.map(({ target, html }) => `${target.join(' ')} ${html}`)
      found.push(`${name}, ${colorScheme}: ${id} (${help}): ${places.join('; ')}`)
    }
  }
  return found
}
