import type { Browser, Page } from 'playwright'
import type { Trial } from '../../../shared/run.ts'
import { measuredResult } from '../../unit/shared/measured-result.ts'
import { pretend, type Pretence } from '../browser/pretend.ts'
import { openServedSluice } from '../browser/served-sluice.ts'
import { goTo, openWindow } from '../browser/window.ts'
import { shoot } from './camera.ts'

/** The decision on a result: before anything is required, decided, with an undecided scenario, at fault. */
export async function decisionStory(browser: Browser): Promise<void> {
  const sluice = openServedSluice()
  try {
    const served = await sluice.serve()
    let pretence: Pretence | undefined
    const { page } = await openWindow(browser, served.address, undefined, async (one) => {
      pretence = await pretend(one)
    })
    if (pretence === undefined) throw new Error('The page was not prepared.')
    show(pretence, measuredResult({ change: withBytes, run: { id: 'r1', endedBy: 'sure' } }))
    await goTo(page, '/runs/r1')
    const card = page.getByRole('region', { name: 'Decide' })
    await card.locator('canvas').waitFor()
    await shootCard(page, 'decision-first')
    await card.getByRole('radio', { name: 'Added' }).check()
    await card.getByText(/^Must-haves:/).click()
    await card.getByLabel('Clients connect over TLS').check()
    await card.getByText('Saved', { exact: true }).waitFor()
    await shootCard(page, 'decision-chosen')
    await card.getByLabel('At the peak').fill('1500')
    await card.getByText(/^Must-haves:/).click()
    await card.getByText('Saved', { exact: true }).waitFor()
    await shootCard(page, 'decision-undecided')
    await page.emulateMedia({ forcedColors: 'active' })
    await shootCard(page, 'decision-forced')
    await page.emulateMedia({ forcedColors: null })
    await card.getByLabel('At the peak').fill('0')
    await shootCard(page, 'decision-fault')
    show(pretence, measuredResult({ made: 2, run: { id: 'r2', account: { kind: 'practice' } } }))
    await goTo(page, '/runs/r2')
    await card.locator('canvas').waitFor()
    await shootCard(page, 'decision-few-rounds')
  } finally {
    await sluice.end()
  }
}

/** Answers of 850 bytes. */
function withBytes(trial: Trial): Trial {
  const { result } = trial
  return result === null ? trial : { ...trial, result: { ...result, bytes: result.requests * 850 } }
}

function show(pretence: Pretence, { run, trials }: ReturnType<typeof measuredResult>): void {
  pretence.answer('runs.get', { run, trials: [...trials], diagnoses: [] })
  pretence.answer('runs.curves', [])
}

/** The card at the top of the window. */
async function shootCard(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400)
  await shoot(page, name, page.getByRole('region', { name: 'Decide' }))
}
