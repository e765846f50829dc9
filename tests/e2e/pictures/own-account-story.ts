import type { Browser, Page } from 'playwright'
import { buildIfOutdated } from '../../../electron/cli/build.ts'
import { startBrowserHost } from '../../../electron/browser-host/serve.ts'
import {
  mfaDevice,
  mfaRole,
  openProfileWorld,
  type ProfileWorld,
} from '../../integration/engine/accounts/profile-world.ts'
import { fullDisk, manyAccounts, renewal, signIn, strangers, theirReceipt } from '../browser/pretended.ts'
import { pretend, type Pretence } from '../browser/pretend.ts'
import { goTo, idInAddress, openWindow, planShort, type AppWindow } from '../browser/window.ts'
import { shoot } from './camera.ts'

/** As many and as various as people have. `work` is the one that leads somewhere. */
const profiles = `
[profile default]
region = eu-central-1
KEYS
[profile work]
region = us-west-2
KEYS
[profile work-admin]
source_profile = work
role_arn = ${mfaRole}
mfa_serial = ${mfaDevice}
region = us-west-2
[profile sandbox]
sso_session = company
sso_account_id = 123456789012
sso_role_name = PowerUserAccess
region = eu-west-1
[profile payments-production-readonly]
sso_session = company
sso_account_id = 210987654321
sso_role_name = ReadOnlyAccess
region = ap-southeast-2
[profile vault]
credential_process = /usr/local/bin/aws-vault exec vault --json
[profile nothing-in-it]
region = us-west-2
[sso-session company]
sso_start_url = https://company.awsapps.com/start
sso_region = eu-west-1
`

/**
 * The screens around a real account, played by the practice account under a profile's name, and where that
 * is too costly by a pretence.
 */
export async function ownAccountStory(browser: Browser): Promise<void> {
  await buildIfOutdated('pages', console.log)
  const world = await openProfileWorld()
  world.profiles(profiles)
  const host = await startBrowserHost(world.engine, { port: 0 })
  let pretence: Pretence | undefined
  try {
    const window = await openWindow(browser, host.newAddress(), undefined, async (page) => {
      pretence = await pretend(page)
    })
    window.page.setDefaultTimeout(60_000)
    if (pretence === undefined) return
    await account(window.page, world)
    await howMany(window.page, pretence)
    await prompts(window.page, pretence)
    await review(window.page, world)
    const id = await deployed(window, world)
    await removal(window, world, pretence, id)
    await sweep(window.page, pretence)
  } catch (error) {
    console.error(error)
    process.exitCode = 1
  } finally {
    await host.close()
    await world.end()
  }
}

async function account(page: Page, world: ProfileWorld): Promise<void> {
  await planShort(page, { rounds: 3, without: ['Lambda-512 (512 MB)', 'Lambda-1024 (1,024 MB)'] })
  await goTo(page, `/plan/${idInAddress(page)}/account`)
  await page.getByRole('radio', { name: /^vault/ }).waitFor()
  await shoot(page, 'account-practice')
  await page.getByRole('radio', { name: /^work-admin/ }).check()
  await page.getByRole('button', { name: 'Who is this?' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await shoot(page, 'prompt-mfa')
  await dialog.getByRole('button', { name: 'Later' }).click()
  await page.getByText(/needs a code from your MFA device/).waitFor()
  await shoot(page, 'prompt-later')
  await page.getByRole('button', { name: 'Enter code…' }).click()
  await dialog.getByLabel('MFA code').fill('12')
  await shoot(page, 'prompt-mfa-half')
  await dialog.getByLabel('MFA code').fill(await world.mfaCode())
  await dialog.getByRole('button', { name: 'Submit' }).click()
  await page.getByText(/assumed-role\/practice-mfa/).waitFor()
  await shoot(page, 'account-known')
  await page.getByRole('radio', { name: /^nothing-in-it/ }).check()
  await page.getByLabel('Region').fill('somewhere')
  await page.getByLabel('Spending cap').fill('-1')
  await shoot(page, 'account-faulty')
  await page.getByLabel('Region').fill('us-west-2')
  await page.getByLabel('Spending cap').fill('5')
  await page.getByRole('button', { name: 'Who is this?' }).click()
  await page.getByRole('alert').filter({ hasText: 'The identity could not be read' }).waitFor()
  await shoot(page, 'account-refused')
  await page.getByRole('radio', { name: /^work Keys|^work(?!-)/ }).check()
  await page.getByLabel('Tear down when done').uncheck()
  await page.getByText('Draft saved').waitFor()
}

async function howMany(page: Page, pretence: Pretence): Promise<void> {
  const refresh = page.getByRole('button', { name: 'Refresh' })
  pretence.answer('accounts.list', manyAccounts)
  await refresh.click()
  await page.getByLabel('Find an account').waitFor()
  await shoot(page, 'account-many')
  await page.getByLabel('Find an account').fill('nobody')
  await page.getByText('No account matches').waitFor()
  await shoot(page, 'account-not-found')
  pretence.answer('accounts.list', manyAccounts.slice(0, 1))
  await refresh.click()
  await page.getByText('was found on this machine').waitFor()
  await shoot(page, 'account-none')
  pretence.end()
  await refresh.click()
  await page.getByRole('radio', { name: /^vault/ }).waitFor()
}

async function prompts(page: Page, pretence: Pretence): Promise<void> {
  for (const prompt of [signIn, renewal]) {
    pretence.answer('prompts.list', [prompt])
    pretence.announce({ name: 'prompt.opened', data: prompt })
    await page.getByRole('dialog').waitFor()
    await shoot(page, `prompt-${prompt.kind}`)
    await page.getByRole('dialog').getByRole('button', { name: 'Later' }).click()
  }
  pretence.answer('prompts.list', [signIn, renewal])
  pretence.announce({ name: 'prompt.opened', data: signIn })
  pretence.answer('storeHealth.get', fullDisk)
  pretence.announce({ name: 'storeHealth.changed', data: { message: fullDisk, problem: 'full' } })
  await page.getByText('The disk is full').waitFor()
  await shoot(page, 'trouble-and-prompts')
  pretence.end()
  pretence.announce({ name: 'prompt.closed', data: { id: signIn.id } })
  pretence.announce({ name: 'storeHealth.changed', data: { message: null, problem: null } })
}

async function review(page: Page, world: ProfileWorld): Promise<void> {
  const id = idInAddress(page)
  world.faults({
    lambdaConcurrency: 10,
    clockSkewMs: 400_000,
    denied: ['cloudformation:Create*', 'scheduler:*'],
  })
  await goTo(page, `/plan/${id}/review`)
  await page.getByText('Checking the account').waitFor()
  await shoot(page, 'review-asking')
  await page.getByText(/before you start/).waitFor()
  await shoot(page, 'review-failed')
  world.faults({ denied: ['iam:SimulatePrincipalPolicy'], foreign: { restApis: 3, functions: 2, vpcs: 1 } })
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByText(/Ready to start/).waitFor()
  await shoot(page, 'review-warnings')
  world.faults({ denied: ['scheduler:CreateSchedule'] })
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByText('scheduler:CreateSchedule').first().waitFor()
  await page.getByRole('button', { name: 'Start…' }).click()
  await page.getByRole('dialog').waitFor()
  await shoot(page, 'confirm-doubts')
  await page.keyboard.press('Escape')
  world.faults({})
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.waitForTimeout(2_000)
  await page.getByText(/Ready to start/).waitFor()
  await unfold(page, true)
  await page
    .getByRole('button', { name: /^Copy / })
    .first()
    .waitFor()
  await shoot(page, 'review-open')
  await unfold(page, false)
  await page.getByRole('button', { name: 'Start…' }).click()
  await page.getByRole('dialog').waitFor()
  await shoot(page, 'confirm')
}

async function deployed({ page, live }: AppWindow, world: ProfileWorld): Promise<string> {
  world.faults({ interfaceLingerMs: 25_000, deleteFailed: [{ resource: 'LoadBalancer', times: 3 }] })
  await page.getByRole('button', { name: /^Create in/ }).click()
  await page.waitForURL(/#\/deployments\/./)
  const id = idInAddress(page)
  await page.waitForTimeout(3_000)
  await shoot(page, 'own-deploying')
  await live.getByText('Measuring').waitFor()
  await page.waitForTimeout(5_000)
  await shoot(page, 'own-measuring')
  await live.getByText('Ready').waitFor({ timeout: 120_000 })
  await shoot(page, 'own-ready')
  await goTo(page, '/deployments')
  await page.getByText('Cost so far').first().waitFor()
  await shoot(page, 'own-deployments')
  await goTo(page, '/')
  await page.getByRole('heading', { name: 'Live now' }).waitFor()
  await shoot(page, 'own-home')
  await goTo(page, `/deployments/${id}`)
  await page.getByRole('link', { name: 'View result' }).click()
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(500)
  await shoot(page, 'own-result')
  return id
}

async function removal(
  { page, live }: AppWindow,
  world: ProfileWorld,
  pretence: Pretence,
  id: string,
): Promise<void> {
  await goTo(page, `/deployments/${id}`)
  await page.getByRole('main').getByRole('button', { name: 'Tear down', exact: true }).click()
  await page.getByText('The removal failed. Resources may still exist.').waitFor({ timeout: 120_000 })
  await shoot(page, 'own-stranded')
  await page.getByRole('button', { name: 'Retain and remove the rest…' }).click()
  await shoot(page, 'own-retain')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await goTo(page, '/deployments')
  await page.getByText('Cost so far').first().waitFor()
  await shoot(page, 'own-deployments-stranded')
  await goTo(page, `/deployments/${id}`)
  world.faults({ interfaceLingerMs: 60_000 })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page
    .getByText(/network interfaces? of functions/)
    .first()
    .waitFor()
  await shoot(page, 'own-interfaces')
  await live.getByText('Nothing is live').waitFor({ timeout: 150_000 })
  await unfold(page, true)
  await shoot(page, 'own-removed')
  const kept = await world.engine.dispatch('deployments.get', { id })
  if (!kept.ok || kept.value.receipt === null) throw new Error('There is no receipt.')
  pretence.answer('deployments.get', { ...kept.value, receipt: theirReceipt(kept.value.receipt) })
  await goTo(page, '/')
  await goTo(page, `/deployments/${id}`)
  await unfold(page, true)
  await shoot(page, 'own-receipt-doubtful')
  pretence.end()
}

async function sweep(page: Page, pretence: Pretence): Promise<void> {
  await goTo(page, '/deployments')
  const card = page.getByRole('region', { name: 'Sweep' })
  await shoot(page, 'sweep-before')
  await card.getByLabel('Account').selectOption('work')
  pretence.answer('sweep.find', strangers)
  await card.getByRole('button', { name: 'Search' }).click()
  await card.getByText(/deployments? found/).waitFor()
  await shoot(page, 'sweep-found')
  pretence.end()
  await card.getByRole('button', { name: 'Search' }).click()
  await card.getByText(/Nothing was found/).waitFor()
  await shoot(page, 'sweep-nothing')
}

/**
 * Opens or closes whatever is folded away, but for the texts of templates: those are long, and the same
 * everywhere.
 */
function unfold(page: Page, open: boolean): Promise<void> {
  return page.evaluate((wanted) => {
    for (const details of document.querySelectorAll('main details')) {
      if (details.closest('.plan-templates') === null) details.toggleAttribute('open', wanted)
    }
  }, open)
}
