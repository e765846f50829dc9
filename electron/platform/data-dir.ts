import { accessSync, constants, existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { AppError, errorMessage } from '../../shared/errors.ts'
import { makeDurableFolder } from './durable-files.ts'
import { closeFolder } from './private-files.ts'

/**
 * The data folder, with database, logs and the practice account's files: SLUICE_DATA_DIR, or else the
 * platform's folder for application data.
 * @throws AppError `data-folder` where the user has no home folder to keep it in
 */
export function dataDir(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const given = environment['SLUICE_DATA_DIR']
  if (given) return resolve(given)
  if (platform === 'darwin') return join(homeFolder(), 'Library', 'Application Support', 'Sluice')
  if (platform === 'win32')
    return join(environment['APPDATA'] || join(homeFolder(), 'AppData', 'Roaming'), 'Sluice')
  // "If an implementation encounters a relative path in any of these variables it should consider the path
  // invalid and ignore it." https://specifications.freedesktop.org/basedir-spec/latest/
  const xdg = environment['XDG_DATA_HOME'] ?? ''
  return join(isAbsolute(xdg) ? xdg : join(homeFolder(), '.local', 'share'), 'sluice')
}

/** libuv takes HOME as it is, also empty, and fails for a user that the system does not know. */
function homeFolder(): string {
  let home = ''
  try {
    home = homedir()
  } catch {
    // Neither HOME nor an entry in the list of users.
  }
  if (isAbsolute(home)) return home
  throw new AppError(
    'data-folder',
    'There is no home folder to keep data in: HOME is not set, or is no absolute path. ' +
      'Set HOME, or set SLUICE_DATA_DIR to the folder to use.',
  )
}

export function databaseFile(folder: string): string {
  return join(folder, 'sluice.db')
}

/** Where a data folder's practice account keeps its files. */
export function practiceFolder(folder: string): string {
  return join(folder, 'practice')
}

/** Everything that Sluice makes in a data folder. */
const ours = /^(?:sluice\.db.*|logs|practice|window)$/

/**
 * Makes the data folder where it is missing, for this user only.
 * @throws AppError `data-folder` where it cannot be made or written
 */
export function prepareDataFolder(folder: string): void {
  try {
    makeDurableFolder(folder)
    closeFolder(folder, (name) => ours.test(name))
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (thrown) {
    throw folderFailure(folder, thrown)
  }
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'there is a file in its place. Move the file away',
  ENOTDIR: 'a part of its path is a file. Move the file away',
  EACCES: 'this user may not write there. Make it writable',
  EPERM: 'this user may not write there. Make it writable',
  EROFS: 'its disk is read-only. Make it writable',
  ENOSPC: 'the disk is full. Free some space',
}

function folderFailure(folder: string, thrown: unknown): AppError {
  const reason = reasons[(thrown as NodeJS.ErrnoException).code ?? ''] ?? `${errorMessage(thrown)}. Mend that`
  // With another folder, what this one knows to be deployed would be out of sight.
  const other = existsSync(databaseFile(folder)) ? '' : ', or set SLUICE_DATA_DIR to another folder'
  return new AppError(
    'data-folder',
    `The data folder ${folder} cannot be used: ${reason}${other}.`,
    { folder },
    thrown,
  )
}
