import { describe, expect, test } from 'vitest'
import { type MenuActions, type MenuState, menuTemplate } from '../../../electron/desktop/menu-template.ts'

type Template = ReturnType<typeof menuTemplate>

const linux: MenuState = { platform: 'linux', development: false, theme: 'dark', live: 0 }

function recorder(): { act: MenuActions; done: string[] } {
  const done: string[] = []
  const note =
    (name: string) =>
    (argument = '') =>
      void done.push(`${name} ${argument}`.trim())
  const act: MenuActions = {
    newExperiment: note('new'),
    show: note('show'),
    back: note('back'),
    forward: note('forward'),
    tearDownAll: note('tear down'),
    print: note('print'),
    setTheme: note('theme'),
    openLogs: note('logs'),
    copyDiagnostics: note('diagnostics'),
  }
  return { act, done }
}

function allItems(template: Template): Template {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? allItems(item.submenu) : [])])
}

function click(template: Template, id: string): void {
  const item = allItems(template).find((candidate) => candidate.id === id)
  if (item?.click === undefined) throw new Error(`There is no item "${id}" to click.`)
  Reflect.apply(item.click, item, [])
}

describe('the menu', () => {
  test('does what its items say', () => {
    const { act, done } = recorder()
    const template = menuTemplate(linux, act)
    const clickable = allItems(template).flatMap(({ id }) => (id === undefined ? [] : [id]))
    for (const id of clickable) click(template, id)
    expect(Object.fromEntries(clickable.map((id, index) => [id, done[index]]))).toEqual({
      'new-experiment': 'new',
      settings: 'show /settings',
      sweep: 'show /sweep',
      'tear-down-all': 'tear down',
      print: 'print',
      home: 'show /',
      deployments: 'show /deployments',
      'view-settings': 'show /settings',
      back: 'back',
      forward: 'forward',
      'theme-system': 'theme system',
      'theme-light': 'theme light',
      'theme-dark': 'theme dark',
      glossary: 'show /glossary',
      'open-logs': 'logs',
      'copy-diagnostics': 'diagnostics',
    })
  })

  test.each(['linux', 'win32', 'darwin'] as const)('has no shortcut twice on %s', (platform) => {
    const shortcuts = allItems(
      menuTemplate({ ...linux, platform, development: true }, recorder().act),
    ).flatMap((item) => item.accelerator ?? [])
    expect(shortcuts.length).toBeGreaterThan(8)
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
  })

  test('has settings and quit in the first menu, which on macOS is the app’s own', () => {
    const titles = (platform: NodeJS.Platform) =>
      menuTemplate({ ...linux, platform }, recorder().act).map(({ label, role }) => label ?? role)
    expect(titles('linux')).toEqual(['&File', '&Edit', '&View', '&Help'])
    expect(titles('darwin')).toEqual(['Sluice', '&File', '&Edit', '&View', 'windowMenu', '&Help'])
    for (const platform of ['linux', 'darwin'] as const) {
      const first = allItems(menuTemplate({ ...linux, platform }, recorder().act).slice(0, 1))
      expect(first.some(({ id }) => id === 'settings')).toBe(true)
      expect(first.some(({ role }) => role === 'quit')).toBe(true)
    }
  })

  test('offers to tear down only what is live, and marks the theme', () => {
    const enabled = (live: number) =>
      allItems(menuTemplate({ ...linux, live }, recorder().act)).find(({ id }) => id === 'tear-down-all')
        ?.enabled
    expect([enabled(0), enabled(1)]).toEqual([false, true])
    const themes = allItems(menuTemplate(linux, recorder().act)).filter(({ type }) => type === 'radio')
    expect(themes.map(({ id, checked }) => [id, checked])).toEqual([
      ['theme-system', false],
      ['theme-light', false],
      ['theme-dark', true],
    ])
  })

  test('lets the page be looked into during development only', () => {
    const roles = (development: boolean) =>
      allItems(menuTemplate({ ...linux, development }, recorder().act)).map(({ role }) => role)
    expect(roles(false)).not.toContain('toggleDevTools')
    expect(roles(false)).not.toContain('reload')
    expect(roles(true)).toContain('toggleDevTools')
  })
})
