import { appendFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { makePrivateFile, makePrivateFolder } from './private-files.ts'
import { redact, redactValue } from './redact.ts'
import { terminalJson } from './terminal-text.ts'

export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  details?: Record<string, unknown>,
) => void

const largestBytes = 1_000_000

/**
 * A log of JSON lines without credentials, with one older file beside it. Writing never throws: a full disk
 * must not stop the work.
 */
export function openLog(file: string): Log {
  return (level, message, details = {}) => {
    try {
      const own = { at: new Date().toISOString(), pid: process.pid, level, message: redact(message) }
      const line = terminalJson({ ...own, ...(redactValue(details) as object), ...own })
      makePrivateFolder(dirname(file))
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) renameSync(file, `${file}.1`)
      makePrivateFile(file)
      appendFileSync(file, `${line}\n`)
    } catch {
      // There is no other place to report it.
    }
  }
}
