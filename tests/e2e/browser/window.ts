import type { Browser, Locator, Page } from 'playwright'

/** A window of the app, as a person has it. */
export interface AppWindow {
  page: Page
  /** What the header says about what exists now. */
  live: Locator
  /** Errors that nobody caught, and errors in the console. */
  complaints: string[]
  /** Everything that has come to the page over its WebSockets. */
  frames: string[]
}

/**
 * Opens an address that `sluice serve` has printed, in a browser profile of its own.
 * @param prepare what has to be done to the page before it goes anywhere
 */
export async function openWindow(
  browser: Browser,
  address: string,
  size = { width: 1280, height: 800 },
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<AppWindow> {
  const page = await (await browser.newContext({ viewport: size, reducedMotion: 'reduce' })).newPage()
  await prepare(page)
  // Two cores are shared with the load of a trial.
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  const frames: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString())),
  )
  await page.goto(address)
  await page.getByRole('button', { name: /^Start the 2017 experiment/ }).waitFor()
  return { page, live: page.getByRole('region', { name: 'Live deployments' }), complaints, frames }
}

/** Goes to a screen as a link to it does: by its hash. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, path)
}

/** The id in the address of a screen, such as `/deployments/ID`. */
export function idInAddress(page: Page): string {
  const [, , id] = new URL(page.url()).hash.split('/')
  if (id === undefined) throw new Error(`${page.url()} names nothing.`)
  return id
}

const lambdas = ['Lambda-256 (128 MB)', 'Lambda-512 (512 MB)', 'Lambda-1024 (1,024 MB)']

/**
 * From Home to a Review with trials of one second, no lead-in, and fewer scenarios: what stands there is
 * what a person would click.
 */
export async function planShort(page: Page, plan: { rounds: number; without?: string[] }): Promise<void> {
  await goTo(page, '/')
  await page.getByRole('button', { name: /^Start the 2017 experiment/ }).click()
  const rail = page.getByRole('navigation', { name: 'Steps of the plan' })
  await rail.getByRole('link', { name: /Scenarios/ }).click()
  for (const title of plan.without ?? [...lambdas, 'HTTP proxy'])
    await page.getByRole('checkbox', { name: title }).uncheck()
  await rail.getByRole('link', { name: /Load/ }).click()
  await openLoadDetails(page)
  await page.getByRole('spinbutton', { name: 'Rounds' }).fill(String(plan.rounds))
  await page.getByLabel('Duration of a trial').fill('1')
  await page.getByRole('spinbutton', { name: 'Lead-in' }).fill('0')
  await rail.getByRole('link', { name: /Review/ }).click()
  await page.getByText('Draft saved').waitFor()
}

/** Unfolds what the Load step keeps for those who want to change it. */
export async function openLoadDetails(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Custom' }).check()
  await page.getByLabel('Duration of a trial').waitFor()
}

/** Presses Start on a Review. @returns the id of the deployment */
export async function start(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.waitForURL(/#\/deployments\/./)
  return idInAddress(page)
}

/** Tears everything down from the header, and waits until nothing is live. */
export async function tearDownEverything({ page, live }: AppWindow): Promise<void> {
  await live.getByRole('button', { name: 'Tear down everything' }).click()
  const dialog = page.getByRole('dialog')
  if (await dialog.isVisible()) await dialog.getByRole('button', { name: 'Stop and tear down' }).click()
  await live.getByText('Nothing is live').waitFor({ timeout: 60_000 })
}
