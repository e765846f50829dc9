import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  details?: Record<string, unknown>,
) => void

const largestBytes = 1_000_000

/**
 * A log of JSON lines, with one older file beside it. Writing never throws: a full disk must not stop the
 * work.
 */
export function openLog(file: string): Log {
  return (level, message, details = {}) => {
    try {
      mkdirSync(dirname(file), { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) renameSync(file, `${file}.1`)
      const line = JSON.stringify({
        at: new Date().toISOString(),
        pid: process.pid,
        level,
        message: redact(message),
        ...redactAll(details),
      })
      appendFileSync(file, `${line}\n`, { mode: 0o600 })
    } catch {
      // There is no other place to report it.
    }
  }
}

/** Access keys, session tokens and secrets, wherever they stand in a text. */
const secrets: readonly [RegExp, string][] = [
  [/\b(AKIA|ASIA|SLUI)[A-Z0-9]{12,}\b/g, '[access key]'],
  [/((?:secret|token|signature|password)[\w-]*["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi, '$1[redacted]'],
  [/(x-amz-(?:security-token|signature)=)[^&\s]+/gi, '$1[redacted]'],
]

/** A text without credentials. */
export function redact(text: string): string {
  return secrets.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)
}

function redactAll(details: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(redact(JSON.stringify(details))) as Record<string, unknown>
}
