import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/**
 * What axe objects to, with the places: every rule in the light theme, and in the dark theme the one rule
 * that depends on colours. Legacy mode takes half the time: it opens no page of its own for the frames of
 * other origins, and there are none.
 */
export async function objections(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
    if (colorScheme === 'dark') axe.withRules('color-contrast')
    const { violations } = await axe.analyze()
    for (const { id, help, nodes } of violations) {
      const places = nodes.map(({ target, html }) => `${target.join(' ')} ${html}`)
      found.push(`${name}, ${colorScheme}: ${id} (${help}): ${places.join('; ')}`)
    }
  }
  return found
}
