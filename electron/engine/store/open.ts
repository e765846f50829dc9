import { accessSync, constants, copyFileSync, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../../shared/errors.ts'
import { makeDurableFolder, syncFile, syncFolder } from '../../platform/durable-files.ts'
import { makePrivateFile } from '../../platform/private-files.ts'
import { migrations } from './migrations.ts'
import { openFailure } from './open-failure.ts'
import { storageProblemOf } from './storage-problem.ts'

export type Store = Database.Database

/**
 * Opens the database and brings it to this version of Sluice. A copy is kept beside it before anything is
 * migrated. Only this user can read its files.
 * @throws AppError `database` with `details.problem`; the file of a newer version, or of another program, is
 * left as it was
 */
export function openStore(file: string): Store {
  refuseOldNode()
  let store: Store | undefined
  try {
    makeDurableFolder(dirname(file))
    refuseNewer(file, formatOf(file))
    // SQLite gives its log and its shared memory the permissions of the database.
    for (const each of [file, `${file}-wal`, `${file}-shm`])
      if (each === file || existsSync(each)) makePrivateFile(each)
    // SQLite says of a file that this user may not write only that it cannot be opened.
    accessSync(file, constants.R_OK | constants.W_OK)
    store = new Database(file, { timeout: waitMs })
    refuseNewer(file, store.pragma('user_version', { simple: true }) as number)
    configure(store)
    migrate(store, file)
    // The database and its log may be new.
    syncFolder(dirname(file))
    return store
  } catch (thrown) {
    store?.close()
    throw openFailure(file, thrown)
  }
}

/**
 * A write waits on the thread that answers windows too: others of Sluice hold the database for moments
 * only.
 */
const waitMs = 2_000

function configure(store: Store): void {
  store.pragma('journal_mode = WAL')
  // A commit returns when the disk holds it: the intent that precedes a call to AWS must outlive a power
  // cut.
  store.pragma('synchronous = FULL')
  // macOS takes a plain fsync for a hint. Elsewhere this changes nothing.
  store.pragma('fullfsync = ON')
  store.pragma('foreign_keys = ON')
}

/**
 * The format of a database that exists, without changing it: also closing one that may be written would,
 * where its log holds something.
 */
function formatOf(file: string): number {
  if (!existsSync(file)) return 0
  try {
    const reader = new Database(file, { readonly: true, timeout: waitMs })
    try {
      return reader.pragma('user_version', { simple: true }) as number
    } finally {
      reader.close()
    }
  } catch (thrown) {
    // A reader cannot roll back what a crash has left, nor make the files beside the database.
    const problem = storageProblemOf(thrown)
    if (problem === 'read-only' || problem === 'disk') return 0
    throw thrown
  }
}

function refuseNewer(file: string, format: number): void {
  if (format <= migrations.length) return
  throw new AppError(
    'database',
    `The database ${file} was written by a newer Sluice (format ${format}, this one knows ` +
      `${migrations.length}). Update Sluice, or set SLUICE_DATA_DIR to another folder. ` +
      'Nothing was changed.',
    { problem: 'newer', file },
  )
}

/**
 * better-sqlite3's prebuilt binary needs Node-API 10 and crashes the process below it. An Electron app
 * brings the binary that fits it.
 */
function refuseOldNode(): void {
  if (process.versions['electron'] !== undefined || Number(process.versions['napi'] ?? 0) >= 10) return
  throw new AppError(
    'database',
    `Node ${process.versions.node} is too old: Sluice needs Node 22.14 or newer.`,
  )
}

function migrate(store: Store, file: string): void {
  const version = store.pragma('user_version', { simple: true }) as number
  if (version === migrations.length) return
  if (version > 0 && existsSync(file)) {
    store.pragma('wal_checkpoint(TRUNCATE)')
    const copy = `${file}.before-format-${migrations.length}`
    copyFileSync(file, copy)
    makePrivateFile(copy)
    syncFile(copy)
    syncFolder(dirname(file))
  }
  store
    .transaction(() => {
      // Another process may have migrated between our look and our lock.
      const current = store.pragma('user_version', { simple: true }) as number
      for (const step of migrations.slice(current)) store.exec(step)
      store.pragma(`user_version = ${migrations.length}`)
    })
    .immediate()
}

/** As much as a trial's row with its histogram may take. */
const probeBytes = 64 * 1024

/**
 * Writes something down for good and takes it back. @throws SQLite's own error while the database cannot be
 * written
 */
export function proveWritable(store: Store): void {
  store
    .prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
    .run('probe', '0'.repeat(probeBytes))
  store.prepare('DELETE FROM settings WHERE name = ?').run('probe')
}

/** A number that grows whenever another connection has changed the database: what watchers poll. */
export function dataVersion(store: Store): number {
  return store.pragma('data_version', { simple: true }) as number
}
