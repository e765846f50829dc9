import axe from 'axe-core'
import type { Page } from 'playwright'

/**
 * What axe objects to, with the places: every rule in the light theme, and in the dark theme the one rule
 * that depends on colours. axe goes into a document once, and runs in this page alone: there are no frames
 * to combine.
 */
export async function objections(page: Page, name: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {}
    for (const { id, help, nodes } of await violations(page, rules)) {
      const places = nodes.map(({ target, html }) => `${target.join(' ')} ${html}`)
      found.push(`${name}, ${colorScheme}: ${id} (${help}): ${places.join('; ')}`)
    }
  }
  return found
}

type Axe = typeof axe

function violations(page: Page, options: axe.RunOptions): Promise<axe.Result[]> {
  return page.evaluate(async (given) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    return (await axe.run(document, { ...given, resultTypes: ['violations'] })).violations
  }, options)
}
