import type { Browser, Page } from 'playwright'
import { openServedSluice } from '../browser/served-sluice.ts'
import { goTo, idInAddress, openLoadDetails, openWindow, start } from '../browser/window.ts'
import { shoot } from './camera.ts'

async function wizard(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Start the 2017 experiment/ }).click()
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
  await page.getByRole('heading', { name: 'Your choices' }).waitFor()
  const id = idInAddress(page)
  for (const step of ['question', 'account', 'scenarios', 'load', 'predict']) {
    await goTo(page, `/plan/${id}/${step}`)
    await page.getByRole('heading', { level: 2, name: new RegExp(`^${step}$`, 'i') }).waitFor()
    if (step === 'load') {
      await page.waitForTimeout(300)
      await shoot(page, 'plan-load-quick')
      await page.getByRole('radio', { name: 'Standard' }).check()
      await page.waitForTimeout(300)
      await shoot(page, 'plan-load-standard')
      await page.getByRole('radio', { name: 'Quick' }).check()
      await openLoadDetails(page)
      await page.getByLabel('Duration of a trial').fill('2')
      await page.getByRole('spinbutton', { name: 'Rounds' }).fill('2')
    }
    if (step === 'predict')
      await page
        .getByRole('spinbutton', { name: /: Share/ })
        .last()
        .fill('40')
    await page.waitForTimeout(300)
    await shoot(page, `plan-${step}`)
  }
  await goTo(page, `/plan/${id}/review`)
  await page.getByText('Draft saved').waitFor()
  await shoot(page, 'plan-review')
}

/** Every screen, with what a real short run on a practice account has made. */
export async function practiceStory(browser: Browser): Promise<void> {
  const sluice = openServedSluice()
  try {
    const served = await sluice.serve()
    const { page, live } = await openWindow(browser, served.address)
    page.setDefaultTimeout(60_000)
    await page.getByText('No runs yet').waitFor()
    await shoot(page, 'home-empty')
    await wizard(page)

    const id = await start(page)
    await page.waitForTimeout(4_000)
    await shoot(page, 'deploying')
    await live.getByText('Measuring').waitFor()
    await page.getByText(/trial [2-5] of 5|Round 2 of 2/).waitFor()
    await page.getByText(/in second \d of 2/).waitFor()
    await shoot(page, 'measuring')
    await goTo(page, '/')
    await page.getByRole('heading', { name: 'Live now' }).waitFor()
    await shoot(page, 'home-measuring')
    await goTo(page, `/deployments/${id}`)
    await live.getByText('Ready').waitFor({ timeout: 180_000 })
    await shoot(page, 'measured')

    const runs = async (): Promise<{ id: string }[]> =>
      JSON.parse((await sluice.run(['runs', '--json'])).stdout) as { id: string }[]
    const [first] = await runs()
    await goTo(page, `/runs/${first?.id}`)
    await page.locator('canvas').first().waitFor()
    await page.waitForTimeout(500)
    await shoot(page, 'result')
    await page.getByRole('button', { name: 'Run again' }).click()
    await live.getByText('Measuring').waitFor()
    await live.getByText('Ready').waitFor({ timeout: 180_000 })
    const [second] = await runs()
    await goTo(page, `/compare/${first?.id},${second?.id}`)
    await page.locator('canvas').first().waitFor()
    await page.waitForTimeout(500)
    await shoot(page, 'compare')

    await goTo(page, '/')
    await page.getByRole('heading', { name: 'Saved runs' }).waitFor()
    await page.waitForTimeout(300)
    await shoot(page, 'home')
    await goTo(page, '/deployments')
    await page.getByRole('heading', { level: 1, name: /deployments/i }).waitFor()
    await shoot(page, 'deployments-live')
    await goTo(page, '/settings')
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await page.waitForTimeout(500)
    await shoot(page, 'settings')
    await goTo(page, '/glossary')
    await page.getByRole('heading', { level: 1, name: 'Glossary' }).waitFor()
    await shoot(page, 'glossary')

    await goTo(page, `/deployments/${id}`)
    await live.getByRole('button', { name: 'Tear down everything' }).click()
    await shoot(page, 'undo')
    await live.getByText('Tearing down', { exact: true }).waitFor()
    await page.waitForTimeout(1_000)
    await shoot(page, 'removing')
    await page.getByText('Nothing is live').waitFor({ timeout: 120_000 })
    await shoot(page, 'removed')
    await goTo(page, '/deployments')
    await page.getByText(/removed deployments?/).waitFor()
    await shoot(page, 'deployments-empty')
    await goTo(page, '/nowhere')
    await page.getByRole('heading', { name: 'Page not found' }).waitFor()
    await shoot(page, 'nowhere')
  } catch (error) {
    // What stands in the way of the end must not hide what went wrong before.
    console.error(error)
    process.exitCode = 1
  } finally {
    await sluice.end()
  }
}
