import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  entryArguments,
  entryCommand,
  entrySources,
  entryUrl,
  givenDataDir,
  ownExecutable,
  startedEntry,
} from '../../../electron/platform/entries.ts'
import type { EntryName } from '../../../electron/platform/entries.ts'

test.each(Object.keys(entrySources) as EntryName[])('the source of %s exists', (name) => {
  expect(existsSync(entryUrl(name))).toBe(true)
})

test('under Node an entry is started from its file', () => {
  const [command, ...args] = entryCommand('curl-stand-in')
  expect(execFileSync(command, [...args, '--version'], { encoding: 'utf8' })).toContain('in place of curl')
})

describe('the command line of an entry that is the app itself', () => {
  const argv = [
    '/opt/sluice',
    '--no-sandbox',
    '--data-dir',
    '/data',
    '--sluice-entry=wrk-stand-in',
    '-t2',
    'http://127.0.0.1:1/',
  ]

  test('tells what it is, for which data folder, and what it was given', () => {
    expect(startedEntry(argv)).toBe('wrk-stand-in')
    expect(givenDataDir(argv)).toBe('/data')
    expect(entryArguments(argv)).toEqual(['-t2', 'http://127.0.0.1:1/'])
    expect(entryArguments(['node', 'entry.ts', '-t', '2'])).toEqual(['-t', '2'])
  })

  test('is no entry without the flag, and no unknown one, and no worker thread', () => {
    expect(startedEntry(['/opt/sluice', '--no-sandbox'])).toBeUndefined()
    expect(() => startedEntry(['/opt/sluice', '--sluice-entry=toString'])).toThrow(
      'There is no entry "toString".',
    )
    expect(() => startedEntry(['/opt/sluice', '--sluice-entry=load-balancer'])).toThrow('There is no entry')
  })

  test('starts from the image where the app is mounted from one', () => {
    const environment = { APPIMAGE: '/home/a/Sluice.AppImage', APPDIR: '/tmp/.mount_Sluice' }
    expect(ownExecutable('/tmp/.mount_Sluice/sluice', environment)).toBe('/home/a/Sluice.AppImage')
    // The variables are those of a terminal that is an AppImage itself.
    expect(ownExecutable('/opt/Sluice/sluice', environment)).toBe('/opt/Sluice/sluice')
    expect(ownExecutable('/opt/Sluice/sluice', {})).toBe('/opt/Sluice/sluice')
  })
})
