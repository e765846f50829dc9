import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'

/** A file system without permissions, or a file of another user: a program can do no more. */
const unchangeable = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EROFS'])

/**
 * Makes a folder, with those above it that are missing, for this user only, whatever the umask. One that
 * exists stays as it is.
 * @returns the topmost folder that was made; undefined where none was
 * @throws the error of the file system, such as `EEXIST` where a file is in its place
 */
export function makePrivateFolder(folder: string): string | undefined {
  const missing: string[] = []
  for (let at = resolve(folder); !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.unshift(at)
  for (const path of missing) {
    // Another process may be making it at this moment.
    mkdirSync(path, { recursive: true, mode: 0o700 })
    setMode(() => chmodSync(path, 0o700))
  }
  // Throws where it is no folder.
  mkdirSync(folder, { recursive: true })
  return missing[0]
}

/** Closes a folder to other users if it exists and holds nothing but what `isOurs` knows by name. */
export function closeFolder(folder: string, isOurs: (name: string) => boolean): void {
  const { mode } = statSync(folder)
  const isShared = (mode & 0o1000) !== 0
  if (isShared || (mode & 0o077) === 0 || !readdirSync(folder).every(isOurs)) return
  setMode(() => chmodSync(folder, 0o700))
}

/** Opens a file that only this user may read or write, whatever the umask. @returns its descriptor */
export function openPrivateFile(file: string, flags: string): number {
  const handle = openSync(file, flags, 0o600)
  setMode(() => fchmodSync(handle, 0o600))
  return handle
}

/**
 * Makes a file that is missing, and closes one that exists to other users. One that exists is not opened:
 * closing it again would release the locks that this process, with SQLite, holds on it.
 */
export function makePrivateFile(file: string): void {
  const present = statSync(file, { throwIfNoEntry: false })
  if (present === undefined) closeSync(openPrivateFile(file, 'wx'))
  else if (present.isFile() && (present.mode & 0o077) !== 0) setMode(() => chmodSync(file, 0o600))
}

function setMode(set: () => void): void {
  try {
    set()
  } catch (thrown) {
    if (!unchangeable.has((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown
  }
}
