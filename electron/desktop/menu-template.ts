import type { MenuItemConstructorOptions } from 'electron'
import type { Settings } from '../../shared/settings.ts'

/** What the menu's items do. */
export interface MenuActions {
  newExperiment(): void
  /** @param route a screen's address after the `#`, such as `/settings` */
  show(route: string): void
  back(): void
  forward(): void
  tearDownAll(): void
  print(): void
  setTheme(theme: Settings['theme']): void
  openLogs(): void
  copyDiagnostics(): void
}

/** What the menu depends on. */
export interface MenuState {
  platform: NodeJS.Platform
  /** Whether this is a development build: only then the menu offers developer tools. */
  development: boolean
  theme: Settings['theme']
  /** How many deployments are live. */
  live: number
}

type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

const themes: readonly [Settings['theme'], string][] = [
  ['system', 'Like the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
]

/**
 * The native menu: on macOS with the app's own menu first, elsewhere with settings and quit in the first
 * one.
 */
export function menuTemplate(state: MenuState, act: MenuActions): Item[] {
  const mac = state.platform === 'darwin'
  const settings: Item = {
    id: 'settings',
    label: 'Settings…',
    accelerator: 'CommandOrControl+,',
    click: () => act.show('/settings'),
  }
  return [
    ...(mac ? [appMenu(settings)] : []),
    { label: '&File', submenu: fileItems(state, act, mac ? [] : [settings]) },
    { label: '&Edit', submenu: editItems() },
    { label: '&View', submenu: viewItems(state, act, mac) },
    ...(mac ? [{ role: 'windowMenu' } satisfies Item] : []),
    { label: '&Help', role: 'help', submenu: helpItems(act, mac) },
  ]
}

function appMenu(settings: Item): Item {
  return {
    role: 'appMenu',
    label: 'Sluice',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}

function fileItems({ platform, live }: MenuState, act: MenuActions, settings: Item[]): Item[] {
  return [
    {
      id: 'new-experiment',
      label: 'New experiment',
      accelerator: 'CommandOrControl+N',
      click: () => act.newExperiment(),
    },
    ...settings,
    separator,
    { id: 'sweep', label: 'Sweep an account…', click: () => act.show('/sweep') },
    {
      id: 'tear-down-all',
      label: 'Tear down everything…',
      enabled: live > 0,
      click: () => act.tearDownAll(),
    },
    separator,
    { id: 'print', label: 'Print…', accelerator: 'CommandOrControl+P', click: () => act.print() },
    separator,
    { role: 'close' },
    ...(platform === 'darwin' ? [] : [{ role: 'quit', accelerator: 'CommandOrControl+Q' } satisfies Item]),
  ]
}

function editItems(): Item[] {
  return [
    { role: 'undo' },
    { role: 'redo' },
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'delete' },
    separator,
    { role: 'selectAll' },
  ]
}

function viewItems({ development, theme }: MenuState, act: MenuActions, mac: boolean): Item[] {
  const screen = (id: string, label: string, key: string, route: string): Item => ({
    id,
    label,
    accelerator: `CommandOrControl+${key}`,
    click: () => act.show(route),
  })
  return [
    screen('home', 'Home', '1', '/'),
    screen('deployments', 'Deployments', '2', '/deployments'),
    screen('view-settings', 'Settings', '3', '/settings'),
    separator,
    { id: 'back', label: 'Back', accelerator: mac ? 'Command+[' : 'Alt+Left', click: () => act.back() },
    {
      id: 'forward',
      label: 'Forward',
      accelerator: mac ? 'Command+]' : 'Alt+Right',
      click: () => act.forward(),
    },
    separator,
    {
      label: 'Theme',
      submenu: themes.map(([value, label]) => ({
        id: `theme-${value}`,
        label,
        type: 'radio',
        checked: theme === value,
        click: () => act.setTheme(value),
      })),
    },
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    // The same key without Shift, as on most keyboards the plus shares it with the equals sign.
    { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(development
      ? [separator, { role: 'reload' } satisfies Item, { role: 'toggleDevTools' } satisfies Item]
      : []),
  ]
}

function helpItems(act: MenuActions, mac: boolean): Item[] {
  return [
    {
      id: 'glossary',
      label: 'Glossary',
      ...(mac ? {} : { accelerator: 'F1' }),
      click: () => act.show('/glossary'),
    },
    separator,
    { id: 'open-logs', label: 'Open logs', click: () => act.openLogs() },
    { id: 'copy-diagnostics', label: 'Copy diagnostics', click: () => act.copyDiagnostics() },
  ]
}
