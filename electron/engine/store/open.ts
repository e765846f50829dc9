import { copyFileSync, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { AppError, errorMessage } from '../../../shared/errors.ts'
import { makeDurableFolder, syncFile, syncFolder } from '../../platform/durable-files.ts'
import { migrations } from './migrations.ts'

export type Store = Database.Database

/**
 * Opens the database and brings it to this version of Sluice. A copy is kept beside it before anything is
 * migrated.
 * @throws AppError `database` when the file is newer than this version, or is no database: the file is left
 * as it was.
 */
export function openStore(file: string): Store {
  refuseOldNode()
  makeDurableFolder(dirname(file))
  let store: Store
  try {
    store = new Database(file)
    // A write waits on the thread that answers windows too: others of Sluice hold the database for moments
    // only.
    store.pragma('busy_timeout = 2000')
    store.pragma('journal_mode = WAL')
    // A commit returns when the disk holds it: the intent that precedes a call to AWS must outlive a power
    // cut.
    store.pragma('synchronous = FULL')
    // macOS takes a plain fsync for a hint. Elsewhere this changes nothing.
    store.pragma('fullfsync = ON')
    store.pragma('foreign_keys = ON')
  } catch (cause) {
    throw new AppError(
      'database',
      `The database ${file} cannot be opened: ${errorMessage(cause)}. ` +
        'Move it away to start with an empty one.',
      {},
      cause,
    )
  }
  try {
    migrate(store, file)
    // The database and its log may be new.
    syncFolder(dirname(file))
  } catch (error) {
    store.close()
    throw error
  }
  return store
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
  if (version > migrations.length) {
    throw new AppError(
      'database',
      `The database ${file} was written by a newer Sluice (format ${version}, this one knows ` +
        `${migrations.length}). Update Sluice, or set SLUICE_DATA_DIR to another folder. ` +
        'Nothing was changed.',
    )
  }
  if (version === migrations.length) return
  if (version > 0 && existsSync(file)) {
    store.pragma('wal_checkpoint(TRUNCATE)')
    const copy = `${file}.before-format-${migrations.length}`
    copyFileSync(file, copy)
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
