import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { checkTransport, type TransportLike } from '../transport-conformance.ts'
import { bridgeOf } from './bridge.ts'
import { type LaunchedApp, launchApp } from './launch.ts'
import { scratchFolder } from './scratch.ts'

const dataDir = join(scratchFolder(), 'data')
const { executable } = inject('packed')
const start = () => launchApp(executable, { SLUICE_DATA_DIR: dataDir })
const own = /^(?!Quit ).*Sluice$/
const hash = (app: LaunchedApp) => expect.poll(() => new URL(app.page.url()).hash, { timeout: 5_000 })

let app: LaunchedApp
beforeAll(async () => {
  app = await start()
})
afterAll(() => app.close())

describe('the bridge', () => {
  let transport: TransportLike
  beforeAll(async () => {
    transport = await bridgeOf(app)
  })
  checkTransport(() => transport)
})

describe('the window', () => {
  test('follows the menu from screen to screen, back and forward, and loads nothing again', async () => {
    const { page, seat } = app
    await page.evaluate(() => Reflect.set(window, 'stillHere', true))
    const steps: [string, string][] = [
      ['ctrl+2', '#/deployments'],
      ['ctrl+3', '#/settings'],
      ['F1', '#/glossary'],
      ['alt+Left', '#/settings'],
      ['alt+Left', '#/deployments'],
      ['alt+Right', '#/settings'],
      ['ctrl+comma', '#/settings'],
      ['ctrl+1', '#/'],
    ]
    for (const [key, screen] of steps) {
      await seat.press(own, key)
      await hash(app).toBe(screen)
    }
    expect(await page.evaluate(() => Reflect.get(window, 'stillHere'))).toBe(true)
  })

  test('begins a draft from the menu', async () => {
    await app.seat.press(own, 'ctrl+n')
    await hash(app).toMatch(/^#\/plan\/.+\/question$/)
    const [draft] = await app.request('deployments.list', {})
    expect(draft).toMatchObject({ phase: 'planned', experimentId: 'front-doors' })
    expect(app.page.url()).toContain(`/plan/${draft?.id}/`)
  })

  test('takes the native theme from the settings', async () => {
    // Playwright emulates a scheme of its own unless told not to.
    await app.page.emulateMedia({ colorScheme: null })
    const dark = () => app.page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)
    for (const theme of ['dark', 'light'] as const) {
      await app.request('settings.set', { theme })
      await expect.poll(dark, { timeout: 5_000 }).toBe(theme === 'dark')
    }
  })

  test('cannot be looked into in a release', async () => {
    await app.seat.press(own, 'ctrl+shift+i')
    await app.seat.press(own, 'F12')
    expect(app.seat.windows().filter((title) => !own.test(title))).toEqual([])
  })

  test('is the only one: a second start ends at once and the first goes on', async () => {
    const before = processId(app)
    expect(await secondStart()).toBe(0)
    expect(processId(app)).toBe(before)
    expect(app.seat.windows().filter((title) => own.test(title))).toHaveLength(1)
  })

  test('ends unasked with Ctrl+Q while only a draft is there, and opens again where it was', async () => {
    const area = { x: 60, y: 40, width: 1000, height: 700 }
    await app.seat.place(own, area)
    await expect.poll(() => placeOf(app), { timeout: 5_000 }).toEqual(area)
    await app.seat.press(own, 'ctrl+q')
    await app.ended
    expect(JSON.parse(readFileSync(join(dataDir, 'window', 'place.json'), 'utf8'))).toEqual({
      area,
      maximised: false,
      fullScreen: false,
    })

    app = await start()
    await expect.poll(() => placeOf(app), { timeout: 5_000 }).toEqual(area)
    expect(await app.request('settings.get', {})).toMatchObject({ theme: 'light' })
  })

  test('says so when its page has crashed, and brings it back', async () => {
    const session = await app.page.context().newCDPSession(app.page)
    void session.send('Page.crash').catch(() => undefined)
    await app.seat.press(/^Sluice has a problem$/, 'Return')
    await expect
      .poll(() => app.seat.windows().some((title) => title.includes('problem')), { timeout: 5_000 })
      .toBe(false)
    const page = await app.pageNow()
    await page.getByRole('main').waitFor({ timeout: 10_000 })
    expect(readFileSync(join(dataDir, 'logs', 'sluice.log'), 'utf8')).toContain(
      'page process has ended: crashed',
    )
  })
})

/** Starts the app once more, on the first one's display. @returns its exit code */
function secondStart(): Promise<number | null> {
  const environment = Object.fromEntries(
    readFileSync(`/proc/${app.pid}/environ`, 'utf8')
      .split('\0')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  return new Promise((resolve) => {
    const child = execFile(
      executable,
      process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      { env: environment, timeout: 20_000 },
      () => resolve(child.exitCode),
    )
  })
}

function processId({ pid }: LaunchedApp): string {
  return `${pid} ${readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[21]}`
}

function placeOf({ page }: LaunchedApp): Promise<{ x: number; y: number; width: number; height: number }> {
  return page.evaluate(() => ({
    x: window.screenX,
    y: window.screenY,
    width: window.outerWidth,
    height: window.outerHeight,
  }))
}
