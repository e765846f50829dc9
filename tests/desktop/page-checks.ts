import { expect, test } from 'vitest'
import type { LaunchedApp } from './launch.ts'

export function checkPage(app: () => LaunchedApp): void {
  test('opens its window, and its database behind it', async () => {
    const { page } = app()
    expect(page.url()).toBe('app://sluice/#/')
    await page.getByRole('main').waitFor()
    expect(await page.title()).toMatch(/Sluice$/)
    expect(await app().request('runs.list', {})).toEqual([])
  })

  test('keeps its page inside', async () => {
    const { page } = app()
    const found = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.head.append(script)
      const status = async (path: string): Promise<number> => (await fetch(path)).status
      return {
        require: typeof Reflect.get(window, 'require'),
        process: typeof Reflect.get(window, 'process'),
        bridge: Object.keys(Reflect.get(window, 'sluice') as object).toSorted(),
        injected: typeof Reflect.get(window, 'injected'),
        opened: window.open('app://sluice/'),
        geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
        notifications: (await navigator.permissions.query({ name: 'notifications' })).state,
        policy: (await fetch('app://sluice/')).headers.get('content-security-policy'),
        outside: await Promise.all(
          ['/..%2f..%2fpackage.json', '/..%5c..%5cpackage.json', '/%2e%2e/main/main.js'].map(status),
        ),
      }
    })
    expect(found).toMatchObject({
      require: 'undefined',
      process: 'undefined',
      bridge: ['onEvent', 'request'],
      injected: 'undefined',
      opened: null,
      geolocation: 'denied',
      notifications: 'denied',
      outside: [404, 404, 404],
    })
    expect(found.policy).toContain("default-src 'none'")
    expect(found.policy).toContain("script-src 'self';")
    await page.evaluate(() => window.location.assign('data:text/html,elsewhere'))
    await page.evaluate(() => window.location.assign('app://elsewhere/'))
    // Neither here nor in the person's browser: it carries a password.
    await page.evaluate(() => window.location.assign('http://me:secret@127.0.0.1:1/'))
    expect(page.url()).toBe('app://sluice/#/')
  })

  test('refuses what the contract does not know', async () => {
    expect(await app().answer('engine.close', {})).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    })
    expect(await app().answer('runs.get', { id: 7 })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    })
    expect(await app().answer('runs.list', {})).toEqual({ ok: true, value: [] })
  })
}
