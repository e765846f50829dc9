import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openChromium } from './browser/chromium.ts'
import { openSluice, until, type Sluice } from './sluice-command.ts'

/** With time for the pages to be built. */
const startMs = 90_000

let browser: Browser
let context: BrowserContext
let sluice: Sluice
/**
 * What a page has complained about: refused by the content security policy, thrown by a script, not found.
 */
let complaints: string[]
/** What a failed test leaves is ended after it. */
let serving: ChildProcess[]

beforeAll(async () => {
  browser = await openChromium()
})
beforeEach(async () => {
  sluice = openSluice()
  complaints = []
  serving = []
  context = await browser.newContext()
})
afterEach(async () => {
  await context.close()
  for (const child of serving) child.kill()
  await sluice.end()
})
afterAll(() => browser.close())

interface Serving {
  /** The newest that it has printed: each is good for one page. */
  readonly address: string
  /** Ends it as Ctrl-C does. @returns its exit code and all that it has printed */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; stdout: string }>
}

async function serve(command: ReturnType<Sluice['start']>): Promise<Serving> {
  serving.push(command.child)
  let stdout = ''
  command.child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  const over = command.ended.then(({ stderr }) => stderr)
  let gone: string | undefined
  void over.then((stderr) => (gone = stderr))
  await until(
    () => stdout.includes('Ctrl-C') || gone !== undefined,
    startMs,
    () => 'printed no address',
  )
  if (gone !== undefined) throw new Error(`It ended too early: ${gone}`)
  return {
    get address() {
      return stdout.match(/http:\S+/g)?.at(-1) ?? ''
    },
    async end(signal = 'SIGINT') {
      command.child.kill(signal)
      const { code } = await command.ended
      return { code, stdout }
    },
  }
}

async function newPage(within = context): Promise<Page> {
  const page = await within.newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  return page
}

/** The header says so as soon as the engine has answered. */
function expectAnswered(page: Page): Promise<void> {
  return page.getByText('Nothing is live', { exact: true }).first().waitFor()
}

test(
  'prints an address that is good for one page, then the next, and ends on Ctrl-C',
  { timeout: startMs },
  async () => {
    const host = await serve(sluice.start(['serve', '--no-open', '--port', '0']))
    const first = host.address
    expect(first).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#once=[\w-]{43}$/)
    const page = await newPage()
    await page.goto(first)
    await expectAnswered(page)
    await expect.poll(() => host.address).not.toBe(first)
    const { code, stdout } = await host.end()
    expect(code).toBe(0)
    expect(stdout.split('\n')).toEqual([
      `Open this in your browser: ${first}`,
      'It lets in one page. Ctrl-C ends it.',
      `To open another page: ${host.address}`,
      '',
    ])
  },
)

test(
  'a spent address says how to get a new one, and the page that it let in stays',
  { timeout: startMs },
  async () => {
    const host = await serve(sluice.start(['serve', '--no-open']))
    const spent = host.address
    const page = await newPage()
    await page.goto(spent)
    await expectAnswered(page)
    const other = await newPage(await browser.newContext())
    await other.goto(spent)
    await other.getByText('Its terminal shows a new one after each use').waitFor()
    await page.reload()
    await expectAnswered(page)
    // Also where it is opened in the tab that it has let in.
    await page.goto(spent)
    await expectAnswered(page)
    await other.goto(host.address)
    await expectAnswered(other)
    await other.context().close()
    await host.end()
  },
)

test(
  'the code leaves the address, and a reload and a new tab need it no more',
  { timeout: startMs },
  async () => {
    const host = await serve(sluice.start(['serve', '--no-open']))
    const { origin } = new URL(host.address)
    const page = await newPage()
    await page.goto(host.address)
    await expectAnswered(page)
    expect(page.url()).toBe(`${origin}/#/`)
    await page.reload()
    await expectAnswered(page)
    await page.goto(`${origin}/#/settings`)
    await page.reload()
    await expectAnswered(page)
    expect(page.url()).toBe(`${origin}/#/settings`)
    const tab = await newPage()
    await tab.goto(`${origin}/#/glossary`)
    await expectAnswered(tab)
    // A tab that outlives the one it has asked keeps what it was told.
    await page.close()
    await tab.reload()
    await expectAnswered(tab)
    expect(complaints).toEqual([])
    expect(await context.cookies()).toEqual([])
    await host.end()
  },
)

test('starts a browser with a file that only the person can read', { timeout: startMs }, async () => {
  const seen = join(sluice.dataDir, 'opened')
  const opener = join(sluice.dataDir, 'bin', 'xdg-open')
  mkdirSync(dirname(opener))
  writeFileSync(opener, `#!/bin/sh\nprintf '%s\\n' "$@" >${seen}.tmp && mv ${seen}.tmp ${seen}\n`, {
    mode: 0o755,
  })
  const environment = { DISPLAY: ':0', PATH: `${dirname(opener)}:${process.env['PATH']}` }
  const host = await serve(sluice.start(['serve'], environment))
  await expect.poll(() => existsSync(seen)).toBe(true)
  const [path = '', ...more] = readFileSync(seen, 'utf8').trim().split('\n')
  expect(more).toEqual([])
  expect(path).not.toMatch(/once=|http:/)
  expect([path, dirname(path)].map((one) => (statSync(one).mode & 0o777).toString(8))).toEqual(['600', '700'])
  const page = await newPage()
  await page.goto(`file://${path}`)
  await expectAnswered(page)
  expect(page.url()).toBe(`${new URL(host.address).origin}/#/`)
  await expect.poll(() => existsSync(dirname(path))).toBe(false)
  await host.end()
})

test(
  'a page without a code is let in by the printed address, pasted into the same tab',
  { timeout: startMs },
  async () => {
    const host = await serve(sluice.start(['serve', '--no-open']))
    const stranger = await newPage()
    await stranger.goto(`${new URL(host.address).origin}/#/`)
    await stranger.getByText('sluice serve').first().waitFor()
    await stranger.goto(host.address)
    await expectAnswered(stranger)
    expect(stranger.url()).not.toContain('once')
    await host.end()
  },
)

test(
  'two windows see what each other does, and both come back after a restart on the same port',
  { timeout: startMs },
  async () => {
    const port = await freePort()
    const host = await serve(sluice.start(['serve', '--no-open', '--port', String(port)]))
    const [one, two] = [await newPage(), await newPage(await browser.newContext())]
    for (const page of [one, two]) {
      await page.goto(host.address)
      await expectAnswered(page)
      await page.goto(`${new URL(host.address).origin}/#/settings`)
    }
    await one.locator('label', { hasText: 'Dark' }).click()
    await expect.poll(() => two.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
    await host.end('SIGTERM')
    const again = await serve(sluice.start(['serve', '--no-open', '--port', String(port)]))
    // The tokens of a process die with it.
    expect(again.address).not.toBe(host.address)
    for (const page of [one, two]) await page.getByText('sluice serve').first().waitFor()
    await one.goto(again.address)
    await expectAnswered(one)
    await two.context().close()
    await again.end()
  },
)

test('what cannot be served is said in one line', { timeout: startMs }, async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const port = String((taken.address() as AddressInfo).port)
  const refused = await sluice.run(['serve', '--no-open', '--port', port])
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toBe(`sluice: Port ${port} is in use by another program. Choose another port.\n`)
  taken.close()
  const wrong = await sluice.run(['serve', '--no-open', '--port', 'http'])
  expect(wrong).toMatchObject({ code: 2, stdout: '' })
  expect(wrong.stderr).toMatch(/^sluice: .*--port .*'http' is invalid\. Use a number from 0 to 65535\.\n$/)
})

test(
  '`npm start` serves the browser where there is no Electron, and says so',
  { timeout: startMs },
  async () => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../../scripts/start.ts'), '--no-open'],
      {
        env: {
          ...process.env,
          SLUICE_DATA_DIR: sluice.dataDir,
          ELECTRON_OVERRIDE_DIST_PATH: join(sluice.dataDir, 'nowhere'),
        },
      },
    )
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, stdout: '', stderr })),
    )
    const host = await serve({ child, ended, said: () => Promise.resolve() })
    expect(stderr).toContain("Electron's runtime is not installed")
    const page = await newPage()
    await page.goto(host.address)
    await expectAnswered(page)
    expect((await host.end('SIGTERM')).code).toBe(0)
  },
)

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
