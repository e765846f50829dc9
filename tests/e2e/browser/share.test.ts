import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepRun } from '../../kept-run.ts'
import { openChromium } from './chromium.ts'
import { objections } from './objections.ts'
import { openServedSluice, type Served, type ServedSluice } from './served-sluice.ts'
import { goTo, openWindow } from './window.ts'

/* A run that was measured before is shared in every format, and its report is opened from disk. */
let sluice: ServedSluice
let browser: Browser
let served: Served
let page: Page
let complaints: string[]
const folder = mkdtempSync(join(tmpdir(), 'sluice-share-'))
const report = join(folder, 'report.html')
beforeAll(async () => {
  sluice = openServedSluice()
  keepRun(sluice.dataDir)
  ;[browser, served] = await Promise.all([openChromium(), sluice.serve()])
  ;({ page, complaints } = await openWindow(browser, served.address))
  await goTo(page, '/runs/r1')
  await page.getByRole('button', { name: 'Share…' }).click()
  await page.getByTitle('Preview: Report').waitFor()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await sluice?.end()
  rmSync(folder, { recursive: true, force: true })
})

const timeout = 120_000
const formats: [id: string, title: string, fileName: string][] = [
  ['json', 'JSON', 'sluice-r1.json'],
  ['html', 'Report', 'sluice-r1.html'],
  ['md', 'Markdown for a pull request', 'sluice-r1.md'],
  ['adr', 'Decision record', 'sluice-r1-adr.md'],
  ['csv', 'CSV of the trials', 'sluice-r1.csv'],
  ['samples', 'CSV of the samples', 'sluice-r1-samples.csv'],
  ['svg', 'SVG of a chart', 'sluice-r1-share.svg'],
]

test.each(formats)(
  '%s is previewed, and saved as the command line writes it',
  { timeout },
  async (id, title, name) => {
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: title }).check()
    await dialog.locator('.share-preview').waitFor()
    // axe cannot look into a frame where no script runs: the report itself is looked at below.
    if (id !== 'html') expect(await objections(page, title)).toEqual([])
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save file' }).click()
    const saved = await download
    expect(saved.suggestedFilename()).toBe(name)
    const file = join(folder, name)
    await saved.saveAs(file)
    const chart = id === 'svg' ? ['--chart', 'share'] : []
    const { stdout } = await sluice.run(['export', 'r1', '--format', id, ...chart])
    expect(readFileSync(file, 'utf8')).toBe(stdout)
    if (id === 'html') writeFileSync(report, stdout)
    expect(complaints).toEqual([])
  },
)

test('the preview of the report is styled, and the chart can be saved as a PNG', { timeout }, async () => {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'SVG of a chart' }).check()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save as PNG' }).click()
  const file = join(folder, (await download).suggestedFilename())
  await (await download).saveAs(file)
  const png = readFileSync(file)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(2 * (760 + 32))
  await dialog.getByRole('radio', { name: 'Report' }).check()
  const frame = page.frameLocator('iframe.share-preview')
  await frame.locator('h1').waitFor()
  expect(complaints).toEqual([])
})

test('Escape closes it, the focus goes back, and the keyboard opens it again', { timeout }, async () => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  expect(await focused()).toBe('Share…')
  await page.keyboard.press('Enter')
  await page.getByTitle('Preview: Report').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('region', { name: 'Preview: Markdown for a pull request' }).waitFor()
  await page.keyboard.press('Escape')
})

test('the report opens from disk, asks for nothing, and axe has no objection', { timeout }, async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const opened = await context.newPage()
  const asked: string[] = []
  const said: string[] = []
  opened.on('request', (request) => asked.push(request.url()))
  opened.on('console', (message) => said.push(message.text()))
  const address = pathToFileURL(report).href
  await opened.goto(address)
  await opened.getByRole('heading', { name: 'Verdicts' }).waitFor()
  // Its style is in force: the policy has let it through.
  expect(await opened.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).toBe('960px')
  const background = () => opened.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await opened.emulateMedia({ colorScheme: 'dark' })
  expect(await background()).toBe('rgb(26, 30, 34)')
  await opened.emulateMedia({ colorScheme: 'dark', media: 'print' })
  expect(await background()).toBe('rgb(255, 255, 255)')
  await opened.emulateMedia({ colorScheme: 'light', media: 'screen' })
  expect(asked).toEqual([address])
  expect(said).toEqual([])
  expect(await objections(opened, 'report')).toEqual([])
  const pdf = await opened.pdf({ format: 'A4', printBackground: true })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(2)
  await context.close()
})

test('sluice verify follows the report, and names a figure that was changed', { timeout }, async () => {
  const fine = await sluice.run(['verify', report])
  expect([fine.code, fine.stderr]).toEqual([0, ''])
  expect(fine.stdout.replaceAll(/\s+/g, ' ')).toContain('values of this report follow from')
  const changed = join(folder, 'changed.html')
  const text = readFileSync(report, 'utf8')
  writeFileSync(changed, text.replace(/"goodRatePerSec":\d+/, '"goodRatePerSec":99999'))
  const found = await sluice.run(['verify', changed])
  expect(found.code).toBe(1)
  expect(found.stdout.replaceAll(/\s+/g, ' ')).toMatch(/goodRatePerSec: written 99999\S*, but \d+\S* follows/)
})
