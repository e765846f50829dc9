import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from '../../../../electron/engine/store/migrations.ts'
import { openFailure } from '../../../../electron/engine/store/open-failure.ts'
import { openStore } from '../../../../electron/engine/store/open.ts'
import { AppError } from '../../../../shared/errors.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-opening-'))
  file = join(folder, 'data', 'sluice.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

function refusal(): AppError {
  try {
    openStore(file).close()
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown
    throw thrown
  }
  throw new Error('It was opened.')
}

/** A database in use, with changes that only its log holds. */
function made(): void {
  const store = openStore(file)
  store.pragma('wal_autocheckpoint = 0')
  store.prepare("INSERT INTO settings (name, value) VALUES ('a', '1')").run()
  const copy = `${folder}/copy`
  cpSync(join(folder, 'data'), copy, { recursive: true })
  store.close()
  rmSync(join(folder, 'data'), { recursive: true })
  cpSync(copy, join(folder, 'data'), { recursive: true })
}

function holdExclusively() {
  const script =
    `const D = require('better-sqlite3'); const d = new D(${JSON.stringify(file)}); ` +
    `d.pragma('locking_mode = EXCLUSIVE'); d.exec('BEGIN EXCLUSIVE'); console.log('held'); ` +
    'setInterval(() => d.inTransaction, 1000)'
  return spawn(process.execPath, ['-e', script], {
    cwd: process.cwd(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

const moveAway = /move it away/i

describe('a database that cannot be opened is told by its cause', () => {
  test('damaged: the only one to be moved away, and then to be followed by a sweep', () => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(
      file,
      'not a database, but a text that is long enough to have a header of SQLite. '.repeat(20),
    )
    const { code, details, message } = refusal()
    expect([code, details['problem']]).toEqual(['database', 'damaged'])
    expect(message).toMatch(moveAway)
    expect(message).toContain('a sweep of each account')
  })

  test('locked by another program', { timeout: 20_000 }, async () => {
    made()
    const holder = holdExclusively()
    try {
      await once(holder.stdout, 'data')
      const { code, details, message } = refusal()
      expect([code, details['problem']]).toEqual(['database', 'locked'])
      expect(message).toContain('Another program has locked the database')
      expect(message).not.toMatch(moveAway)
    } finally {
      holder.kill('SIGKILL')
      await once(holder, 'exit')
    }
  })

  test('full, read-only and broken disks', () => {
    const problem = (code: string) => {
      const thrown = openFailure(file, Object.assign(new Error('as the system says it'), { code }))
      expect(thrown.message).not.toMatch(moveAway)
      return thrown.details['problem']
    }
    expect(['SQLITE_FULL', 'ENOSPC'].map(problem)).toEqual(['full', 'full'])
    expect(['SQLITE_READONLY_DIRECTORY', 'EACCES', 'EROFS'].map(problem)).toEqual(
      Array.from({ length: 3 }, () => 'read-only'),
    )
    expect(['SQLITE_IOERR_WRITE', 'SQLITE_CANTOPEN', 'EFBIG'].map(problem)).toEqual(
      Array.from({ length: 3 }, () => 'disk'),
    )
  })

  test('written by a newer Sluice: no byte of it changes, in whatever mode its journal is', () => {
    for (const journal of ['DELETE', 'WAL']) {
      rmSync(join(folder, 'data'), { recursive: true, force: true })
      made()
      const newer = new Database(file)
      newer.pragma(`journal_mode = ${journal}`)
      newer.pragma(`user_version = ${migrations.length + 1}`)
      newer.close()
      const before = readFileSync(file)
      expect(refusal().details['problem']).toBe('newer')
      expect(readFileSync(file).equals(before)).toBe(true)
    }
  })

  test('written by a newer Sluice that was killed: what its log holds stays in the log', () => {
    made()
    const newer = new Database(file)
    newer.pragma('wal_autocheckpoint = 0')
    newer.pragma(`user_version = ${migrations.length + 1}`)
    const copy = `${folder}/killed`
    cpSync(join(folder, 'data'), copy, { recursive: true })
    newer.close()
    file = join(copy, 'sluice.db')
    const read = () => [file, `${file}-wal`].map((each) => readFileSync(each).toString('base64'))
    const before = read()
    expect(refusal().details['problem']).toBe('newer')
    expect(read()).toEqual(before)
  })
})

test.each(['0000', '0002', '0027', '0177', '0777'])(
  'umask %s: folder and files are for this user',
  (umask) => {
    const root = process.cwd()
    const script =
      `import { openStore } from '${root}/electron/engine/store/open.ts'; ` +
      `import { writeFileAtomically } from '${root}/electron/platform/atomic-file.ts'; ` +
      `import { openLog } from '${root}/electron/platform/log.ts'; ` +
      `import { tryExclusiveLock } from '${root}/electron/platform/lock.ts'; ` +
      `process.umask(0o${umask}); const store = openStore('${file}'); ` +
      `writeFileAtomically('${folder}/data/place.json', '{}'); ` +
      `openLog('${folder}/data/logs/a.log')('info', 'x'); ` +
      `tryExclusiveLock('${folder}/data/practice/life.lock'); ` +
      `(await import('node:fs')).cpSync('${folder}/data', '${folder}/seen', { recursive: true }); ` +
      `process.exit(0)`
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root })
    const names = readdirSync(join(folder, 'data'), { recursive: true, encoding: 'utf8' })
    expect(names).toEqual(expect.arrayContaining(['sluice.db', 'sluice.db-wal', 'place.json', 'logs/a.log']))
    for (const name of ['', ...names]) {
      const entry = statSync(join(folder, 'data', name))
      expect([name, entry.mode & 0o777]).toEqual([name, entry.isDirectory() ? 0o700 : 0o600])
    }
  },
)

test('a database that others could read is closed to them', () => {
  made()
  for (const name of [file, `${file}-wal`]) chmodSync(name, 0o644)
  openStore(file).close()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(existsSync(`${file}-wal`)).toBe(false)
})
