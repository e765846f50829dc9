import type { Browser, Page } from 'playwright'
import type { Result } from '../../../shared/result.ts'
import { doorsExperiment, measuredResult } from '../../unit/shared/measured-result.ts'
import { pretend, type Pretence } from '../browser/pretend.ts'
import { openServedSluice } from '../browser/served-sluice.ts'
import { goTo, idInAddress, openWindow } from '../browser/window.ts'
import { shoot } from './camera.ts'

const experiments = ['Front doors of today', 'What TLS costs', 'Doors to a function']

/** Several experiments: Home, their questions and scenarios with every diagram, results, 2017 and today. */
export async function doorsStory(browser: Browser): Promise<void> {
  const sluice = openServedSluice()
  try {
    const served = await sluice.serve()
    let pretence: Pretence | undefined
    const { page } = await openWindow(browser, served.address, undefined, async (one) => {
      pretence = await pretend(one)
    })
    if (pretence === undefined) throw new Error('The page was not prepared.')
    await shoot(page, 'doors-home')
    for (const title of experiments) await questionOf(page, title)
    await scenariosStep(page)
    const doors = measuredResult({ experiment: doorsExperiment, run: { id: 'r1', endedBy: 'sure' } })
    const replay = measuredResult({ run: { id: 'r2' } })
    await results(page, pretence, doors)
    await today(page, pretence, replay)
  } finally {
    await sluice.end()
  }
}

async function questionOf(page: Page, title: string): Promise<void> {
  await goTo(page, '/')
  await page.getByRole('button', { name: `Start “${title}”` }).click()
  await page.getByRole('heading', { name: 'Your choices' }).waitFor()
  await goTo(page, `/plan/${idInAddress(page)}/question`)
  await page.getByRole('heading', { name: 'Other questions' }).waitFor()
  await shoot(page, `doors-question-${title.toLowerCase().replaceAll(' ', '-')}`)
}

async function scenariosStep(page: Page): Promise<void> {
  await goTo(page, '/')
  await page.getByRole('button', { name: `Start “${experiments[0]}”` }).click()
  await page.getByRole('heading', { name: 'Your choices' }).waitFor()
  await goTo(page, `/plan/${idInAddress(page)}/scenarios`)
  await page.getByText('More ways').waitFor()
  await shoot(page, 'doors-scenarios')
  await page.getByText('More ways').click()
  await page.getByRole('checkbox', { name: /^Lambda-1024/ }).check()
  await shoot(page, 'doors-scenarios-more', page.locator('.scenario-more'))
}

async function results(page: Page, pretence: Pretence, { run, trials }: Result): Promise<void> {
  pretence.answer('runs.get', { run, trials: [...trials], diagnoses: [] })
  pretence.answer('runs.curves', [])
  await goTo(page, `/runs/${run.id}`)
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(500)
  await shoot(page, 'doors-result')
  pretence.end()
}

async function today(page: Page, pretence: Pretence, { run, trials }: Result): Promise<void> {
  pretence.answer('runs.find', { runs: [run], found: 1, saved: 1, accounts: [] })
  pretence.answer('runs.get', { run, trials: [...trials], diagnoses: [] })
  await goTo(page, '/2017')
  await page.getByText('your newest run').first().waitFor()
  await shoot(page, 'today')
}
