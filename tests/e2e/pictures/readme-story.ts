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
    await page.getByText(/settled after [5-9] rounds/).waitFor({ timeout: longestMs })
    await picture(page, 'measuring')
    const { code, stderr } = await run.ended
    if (code !== 0) throw new Error(stderr)
    const shown = await jsonOf<Shown>(sluice, ['show', 'last', '--output', 'json'])
    await goTo(page, `/runs/${shown.run.id}`)
    await page.locator('canvas').first().waitFor()
    await picture(page, 'result')
    await save(sluice, 'sample-report.html', ['--format', 'html'])
    await save(sluice, 'flip-map.svg', ['--format', 'svg', '--chart', 'flip-map'])
    writeParagraph(shown)
  } finally {
    await sluice.end()
  }
}

/** What `show` prints of a run as JSON. */
interface Shown {
  run: { id: string }
  sentences: string[]
  decision: Decision
  receipt: Receipt
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
function writeParagraph({ sentences, decision, receipt }: Shown): void {
  const file = resolve(root, 'README.md')
  const readme = readFileSync(file, 'utf8')
  const [before, rest = ''] = readme.split(from)
  const after = rest.split(to)[1]
  if (after === undefined) throw new Error(`README.md has no “${from}” and “${to}”.`)
  const lines = [
    ...sentences.flatMap((sentence) => wrapped(`- ${sentence}`, 80, 2)),
    ...wrapped(decisionSentence(decision), 80, 0),
    ...wrapped(receiptVerdict(receipt), 80, 0),
  ]
  const paragraph = [
    `\`npm run sluice -- ${command}\` compares ${decision.scenarios.length} ways`,
    'of today before a service that takes 20 ms, until each is settled or the rounds are used up.',
    'On one small machine it said:',
    '',
    '```text',
    ...lines,
    '```',
  ]
  writeFileSync(file, [before, from, '\n', paragraph.join('\n'), '\n', to, after].join(''))
}
