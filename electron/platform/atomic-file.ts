import { randomBytes } from 'node:crypto'
import { closeSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFile, syncFolder } from './durable-files.ts'
import { openPrivateFile } from './private-files.ts'

/**
 * Replaces a file as a whole: a reader sees the old text or the new, never half of one, even if the writer is
 * killed. Only this user may read it.
 * @param durable also after a power cut: for what is written once and then trusted; too slow for what
 * changes often
 */
export function writeFileAtomically(file: string, text: string, { durable = false } = {}): void {
  const draft = `${file}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const handle = openPrivateFile(draft, 'wx')
    try {
      writeFileSync(handle, text)
    } finally {
      closeSync(handle)
    }
    if (durable) syncFile(draft)
    renameSync(draft, file)
    if (durable) syncFolder(dirname(file))
  } catch (thrown) {
    rmSync(draft, { force: true })
    throw thrown
  }
}
