import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * The data folder, with database, logs and the practice account's files: SLUICE_DATA_DIR, or else the
 * platform's folder for application data.
 */
export function dataDir(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const given = environment['SLUICE_DATA_DIR']
  if (given) return resolve(given)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Sluice')
  if (platform === 'win32')
    return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Sluice')
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'sluice')
}

export function databaseFile(folder: string): string {
  return join(folder, 'sluice.db')
}

/** Where a data folder's practice account keeps its files. */
export function practiceFolder(folder: string): string {
  return join(folder, 'practice')
}
