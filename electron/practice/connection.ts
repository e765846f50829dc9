import { randomBytes, randomInt } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '../platform/atomic-file.ts'
import { practiceFolder } from '../platform/data-dir.ts'
import type { AccessKey } from './signature.ts'

/** Where a data folder's practice account keeps its files. */
export interface PracticePaths {
  folder: string
  connection: string
  key: string
  prepared: string
  log: string
  /** What the process printed before its log was open, or outside of it. */
  stderr: string
  /** Held while the account runs. */
  lifeLock: string
  /** Held while a client looks for the account or starts it. */
  startLock: string
}

export function practicePaths(dataDir: string): PracticePaths {
  const folder = practiceFolder(dataDir)
  return {
    folder,
    connection: join(folder, 'connection.json'),
    key: join(folder, 'key.json'),
    prepared: join(folder, 'prepared.json'),
    log: join(folder, 'practice.log'),
    stderr: join(folder, 'stderr.log'),
    lifeLock: join(folder, 'life.lock'),
    startLock: join(folder, 'start.lock'),
  }
}

const keySchema = z.object({ accessKeyId: z.string().min(1), secretAccessKey: z.string().min(1) })

const connectionSchema = keySchema.extend({
  address: z.literal('127.0.0.1'),
  port: z.int().min(1).max(65_535),
  pid: z.int().positive(),
  /** Epoch milliseconds. */
  startedAt: z.number(),
  version: z.string(),
})

/** `connection.json`: how to reach the account that runs now. Readable by its owner only. */
export type ConnectionFile = z.infer<typeof connectionSchema>

export function writeConnection(file: string, connection: ConnectionFile): void {
  writeFileAtomically(file, `${JSON.stringify(connection, null, 2)}\n`)
}

/**
 * The connection file, or undefined when there is none that can be read: then no account runs, or one that
 * cannot be reached.
 */
export function readConnection(file: string): ConnectionFile | undefined {
  try {
    return connectionSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** Removes the connection file, unless another account has written its own there. */
export function removeConnection(file: string, pid: number): void {
  if (readConnection(file)?.pid === pid) rmSync(file, { force: true })
}

/** Makes the account's folder, for its owner only. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}

/**
 * The data folder's access key: made at random the first time, then kept, so that clients survive a restart
 * of the account.
 */
export function accessKeyOf(file: string): AccessKey {
  try {
    return keySchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // An id that is not mistaken for a leaked key of AWS.
    const letters = Array.from({ length: 7 }, () =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(randomInt(32)),
    ).join('')
    const key = {
      accessKeyId: `SLUICEPRACTIC${letters}`,
      secretAccessKey: randomBytes(30).toString('base64'),
    }
    writeFileAtomically(file, `${JSON.stringify(key)}\n`, { durable: true })
    return key
  }
}
