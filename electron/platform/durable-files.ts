import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { makePrivateFolder } from './private-files.ts'

/**
 * Makes a folder for this user only, with those above it that are missing, so that a power cut does not lose
 * any of them.
 */
export function makeDurableFolder(folder: string): void {
  const first = makePrivateFolder(folder)
  // The folder above holds a folder's entry. One that exists may have been made a moment ago, by another
  // part.
  const topmost = resolve(first ?? folder)
  for (let made = resolve(folder); made.startsWith(topmost); made = dirname(made)) {
    if (made === dirname(made)) return
    syncFolder(dirname(made))
  }
}

/**
 * Waits until the disk holds a file's content. @throws where the file cannot be opened or the disk written
 */
export function syncFile(file: string): void {
  // Windows flushes only what is open for writing.
  const handle = openSync(file, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** A folder that may not be read, or a file system that syncs no folders: a program can do no more. */
const unsyncable = new Set(['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP'])

/**
 * Waits until the disk holds which files a folder has. On Windows, where no folder can be opened, NTFS
 * does.
 */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  try {
    syncFile(folder)
  } catch (thrown) {
    if (!unsyncable.has((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown
  }
}
