import { statSync } from 'node:fs'
import type { Check } from '../../../shared/check.ts'
import { errorData } from '../../../shared/errors.ts'
import { prepareDataFolder } from '../../platform/data-dir.ts'
import { proveWritable, type Store } from '../store/open.ts'
import { storageError } from '../store-health.ts'

/** Whether the data folder and its database can be used at this moment. */
export function dataChecks(folder: string, store: Store): Check[] {
  return [check('data folder', () => folderFinding(folder)), check('database', () => writtenFinding(store))]
}

/** The same where the engine could not be opened, for the reason that it gave. */
export function failedDataCheck(thrown: unknown): Check {
  const { code, message } = errorData(thrown)
  const name = code === 'data-folder' ? 'data folder' : 'database'
  return { name, outcome: 'failed', finding: message, remedy: null }
}

function check(name: string, find: () => Check | string): Check {
  try {
    const found = find()
    return typeof found === 'string' ? { name, outcome: 'ok', finding: found, remedy: null } : found
  } catch (thrown) {
    return { name, outcome: 'failed', finding: errorData(thrown).message, remedy: null }
  }
}

function folderFinding(folder: string): Check | string {
  prepareDataFolder(folder)
  if (process.platform === 'win32' || (statSync(folder).mode & 0o077) === 0) return folder
  return {
    name: 'data folder',
    outcome: 'warning',
    finding: `${folder} can be opened by other users of this machine`,
    remedy: 'Its files are closed to them. To close the folder too: chmod 700.',
  }
}

function writtenFinding(store: Store): string {
  try {
    proveWritable(store)
    return 'can be written'
  } catch (thrown) {
    throw storageError(thrown)
  }
}
