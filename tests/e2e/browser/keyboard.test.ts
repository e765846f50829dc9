import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from './chromium.ts'
import { openServedSluice, type Served, type ServedSluice } from './served-sluice.ts'
import { openWindow } from './window.ts'

let sluice: ServedSluice
let browser: Browser
let served: Served
beforeAll(async () => {
  sluice = openServedSluice()
  ;[browser, served] = await Promise.all([openChromium(), sluice.serve()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await sluice?.end()
})

interface Focused {
  role: string
  name: string
  /** Whether its focus can be seen, on itself or on what stands for it. */
  seen: boolean
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return { role: '', name: '', seen: false }
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
    const outlined = (one: Element | null): boolean =>
      one !== null && getComputedStyle(one).outlineStyle !== 'none'
    const standIn = element.matches('input[type=radio], input[type=checkbox]')
      ? element.nextElementSibling
      : null
    return {
      role: element.tagName.toLowerCase(),
      name: (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
      seen: outlined(element) || outlined(standIn) || outlined(element.closest('label')),
    }
  })
}

/**
 * Presses Tab until the focus stands on something of this name. Fails when it has gone round, or when a
 * focus on the way cannot be seen.
 */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (at.role === 'body') continue
    expect(at.seen, `the focus on ${at.role} "${at.name}" cannot be seen`).toBe(true)
    if (typeof name === 'string' ? at.name === name : name.test(at.name)) return
    passed.push(at.name)
  }
  throw new Error(`Tab never reached ${String(name)}, but: ${passed.join(' | ')}`)
}

async function typeInto(page: Page, label: string | RegExp, text: string): Promise<void> {
  await tabTo(page, label)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

test('Home, Review, Start, result and tear-down by keyboard alone', { timeout: 120_000 }, async () => {
  const { page, live, complaints } = await openWindow(browser, served.address, { width: 900, height: 600 })
  await tabTo(page, 'Skip to content')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Start the 2017 experiment')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor()

  await tabTo(page, 'Change: Scenarios')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Scenarios' }).waitFor()
  for (const title of [/^Lambda-256/, /^Lambda-512/, /^Lambda-1024/]) {
    await tabTo(page, title)
    await page.keyboard.press('Space')
  }
  await tabTo(page, 'Next: Load')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Load' }).waitFor()
  await tabTo(page, /^Details/)
  await page.keyboard.press('Enter')
  await typeInto(page, 'Rounds', '1')
  await typeInto(page, 'Duration of a trial', '1')
  await typeInto(page, 'Lead-in', '0')
  await tabTo(page, 'Next: Predict')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Predict' }).waitFor()
  await tabTo(page, 'Next: Review')
  await page.keyboard.press('Enter')
  await page.getByText('Draft saved').waitFor()
  await tabTo(page, 'Start')
  await page.keyboard.press('Enter')

  await page.getByRole('link', { name: 'View result' }).waitFor({ timeout: 60_000 })
  await tabTo(page, 'View result')
  await page.keyboard.press('Enter')
  await page
    .getByRole('figure', { name: /^Share of the load balancer/ })
    .first()
    .waitFor()
  await tabTo(page, 'Table')
  await page.keyboard.press('Enter')
  await page.getByRole('table').first().waitFor()

  await tabTo(page, 'Tear down')
  await page.keyboard.press('Enter')
  // The focus stays where the person is: the next key must not go elsewhere.
  await page.getByRole('main').getByRole('button', { name: 'Undo' }).waitFor()
  await live.getByText('Nothing is live').waitFor({ timeout: 60_000 })
  expect(complaints).toEqual([])
})
