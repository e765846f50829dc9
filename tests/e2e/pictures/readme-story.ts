import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright'
import type { Decision } from '../../../shared/decision.ts'
import { decisionSentence } from '../../../shared/decision-text.ts'
import type { Receipt } from '../../../shared/receipt.ts'
import { receiptVerdict } from '../../../shared/receipt-verdict.ts'
import { wrapped } from '../../../electron/cli/terminal-width.ts'
import { openServedSluice, type ServedSluice } from '../browser/served-sluice.ts'
import { goTo, openWindow } from '../browser/window.ts'

const root = resolve(import.meta.dirname, '../../..')
/** What the README names as its command. Trials of 4 s, so that it ends within a quarter of an hour. */
const command = 'run front-doors --preset standard --service-time 20ms --duration 4s'
const longestMs = 30 * 60_000

/**
 * What the README shows, from one run: `docs/measuring.png`, `docs/result.png`, `docs/flip-map.svg`,
 * `docs/sample-report.html`, and the paragraph between its two comments. The machine should have nothing
 * else to do.
 */
export async function readmeStory(browser: Browser): Promise<void> {
  const sluice = openServedSluice()
  try {
    const served = await sluice.serve()
    const { page, live } = await openWindow(browser, served.address)
    const run = sluice.start(command.split(' '))
    await live.getByText('Measuring').waitFor({ timeout: longestMs })
    await page.locator('.home-list-name').click()
    // From the fifth round on there are intervals to see, whether or not one is settled.
    await page
      .getByText(/^Round (?:[6-9]|1\d) of at most/)
      .first()
      .waitFor({ timeout: longestMs })
    await picture(page, 'measuring')
    const { code, stderr } = await run.ended
    if (code !== 0) throw new Error(stderr)
    await tellOfRun(sluice, page)
  } finally {
    await sluice.end()
  }
}

async function tellOfRun(sluice: ServedSluice, page: Page): Promise<void> {
  const { run } = await jsonOf<Shown>(sluice, ['show', 'last', '--output', 'json'])
  await goTo(page, `/runs/${run.id}`)
  const decide = page.getByRole('region', { name: 'Decide' })
  await decide.getByText(/^Must-haves:/).click()
  await decide.getByLabel('No load balancer is open to the internet').check()
  await decide.getByText(/for 20.M requests a month and no public load balancer/).waitFor()
  const shown = await jsonOf<Shown>(sluice, ['show', run.id, '--output', 'json'])
  await page.evaluate(() => scrollTo(0, 0))
  await picture(page, 'result')
  await save(sluice, 'sample-report.html', ['--format', 'html'])
  await save(sluice, 'flip-map.svg', ['--format', 'svg', '--chart', 'flip-map'])
  writeParagraph(shown)
}

/** What `show` prints of a run as JSON. */
interface Shown {
  run: { id: string; receipt: Receipt }
  sentences: string[]
  decision: Decision
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(500)
  await page.screenshot({ path: resolve(root, `docs/${name}.png`), animations: 'disabled' })
}

async function jsonOf<T>(sluice: ServedSluice, args: string[]): Promise<T> {
  return JSON.parse((await sluice.run(args)).stdout) as T
}

async function save(sluice: ServedSluice, file: string, options: string[]): Promise<void> {
  const { code, stdout, stderr } = await sluice.run(['export', 'last', ...options])
  if (code !== 0) throw new Error(stderr)
  writeFileSync(resolve(root, 'docs', file), stdout)
}

const [from, to] = ['<!-- from one run -->', '<!-- to here -->']

/** Replaces what the README says of its run. */
function writeParagraph({ run: { receipt }, sentences, decision }: Shown): void {
  const file = resolve(root, 'README.md')
  const readme = readFileSync(file, 'utf8')
  const [before, rest = ''] = readme.split(from)
  const after = rest.split(to)[1]
  if (after === undefined) throw new Error(`README.md has no “${from}” and “${to}”.`)
  const lines = [
    ...sentences.slice(0, 2).flatMap((sentence) => wrapped(`- ${sentence}`, 80, 2)),
    '…',
    ...wrapped(decisionSentence(decision), 80, 0),
    ...wrapped(receiptVerdict(receipt), 80, 0),
  ]
  const paragraph = [
    `\`npm run sluice -- ${command}\` compares ${decision.scenarios.length} ways of today before a`,
    'service that takes 20 ms, until each is settled or the rounds are used up. Part of what it said',
    'on one small machine:',
    '',
    '```text',
    ...lines,
    '```',
  ]
  writeFileSync(file, [before, from, '\n', paragraph.join('\n'), '\n', to, after].join(''))
}
