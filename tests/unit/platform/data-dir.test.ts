import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type os from 'node:os'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { dataDir, prepareDataFolder } from '../../../electron/platform/data-dir.ts'
import { AppError } from '../../../shared/errors.ts'

const homes = vi.hoisted(() => ({ get: (): string => '/home/me' }))
vi.mock('node:os', async (original) => ({
  ...(await original<typeof os>()),
  homedir: () => homes.get(),
}))
beforeEach(() => {
  homes.get = () => '/home/me'
})

const usual = '/home/me/.local/share/sluice'

test.each([
  [{}, usual],
  [{ XDG_DATA_HOME: '' }, usual],
  [{ XDG_DATA_HOME: 'data' }, usual],
  [{ XDG_DATA_HOME: './data' }, usual],
  [{ XDG_DATA_HOME: '/data' }, '/data/sluice'],
  [{ SLUICE_DATA_DIR: '', XDG_DATA_HOME: '/data' }, '/data/sluice'],
  [{ SLUICE_DATA_DIR: '/mine', XDG_DATA_HOME: '/data' }, '/mine'],
  [{ SLUICE_DATA_DIR: 'mine' }, join(process.cwd(), 'mine')],
])('%j leads to %s', (environment, folder) => expect(dataDir(environment, 'linux')).toBe(folder))

test.each([
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/sluice'],
  ['win32', { APPDATA: '' }, '/home/me/AppData/Roaming/Sluice'],
] as const)('on %s, %j leads to %s', (platform, environment, folder) =>
  expect(dataDir(environment, platform)).toBe(folder),
)

test.each([
  ['', () => ''],
  [
    'of a user that the system does not know',
    () => {
      throw new Error('uv_os_homedir returned ENOENT')
    },
  ],
  ['relative', () => 'home'],
])('a home folder that is %s is none, which is one sentence', (_, home) => {
  homes.get = home
  const why = /^There is no home folder to keep data in: .* SLUICE_DATA_DIR/
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    expect(() => dataDir({}, platform)).toThrow(expect.objectContaining({ code: 'data-folder' }) as Error)
  expect(() => dataDir({}, 'linux')).toThrow(why)
  expect(dataDir({ XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/sluice')
})

describe('a data folder', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sluice-data-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))
  const modeOf = (folder: string) => statSync(folder).mode & 0o1777

  test('that a file stands in the place of is told', () => {
    writeFileSync(join(root, 'file'), '')
    for (const folder of ['file', 'file/below/it']) {
      const path = join(root, folder)
      expect(() => prepareDataFolder(path)).toThrow(AppError)
      expect(() => prepareDataFolder(path)).toThrow(
        new RegExp(`^The data folder ${path} cannot be used: .*file`),
      )
    }
  })

  test('is made for this user, with those above it', () => {
    prepareDataFolder(join(root, 'a', 'b'))
    expect([modeOf(join(root, 'a')), modeOf(join(root, 'a', 'b'))]).toEqual([0o700, 0o700])
  })

  test('that exists is closed to others if it is only of Sluice', () => {
    const made = (name: string, mode: number, entry?: string) => {
      const folder = join(root, name)
      mkdirSync(folder)
      if (entry !== undefined) writeFileSync(join(folder, entry), '')
      chmodSync(folder, mode)
      prepareDataFolder(folder)
      return modeOf(folder)
    }
    expect(made('empty', 0o755)).toBe(0o700)
    expect(made('own', 0o755, 'sluice.db-wal')).toBe(0o700)
    expect(made('home', 0o755, 'notes.txt')).toBe(0o755)
    expect(made('tmp', 0o1777)).toBe(0o1777)
  })
})
