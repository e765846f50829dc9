import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  accessKeyOf,
  makeFolder,
  practicePaths,
  readConnection,
  removeConnection,
  writeConnection,
} from '../../../electron/practice/connection.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-connection-'))
  makeFolder(practicePaths(dataDir).folder)
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const modeOf = (file: string) => statSync(file).mode & 0o777

test('key and connection are for the owner only', () => {
  const paths = practicePaths(dataDir)
  const key = accessKeyOf(paths.key)
  expect(key.accessKeyId).toMatch(/^SLUICEPRACTIC[A-Z2-7]{7}$/)
  expect(Buffer.from(key.secretAccessKey, 'base64')).toHaveLength(30)
  expect(accessKeyOf(paths.key)).toEqual(key)
  const connection = {
    address: '127.0.0.1' as const,
    port: 4000,
    pid: 123,
    startedAt: 1,
    version: '1',
    ...key,
  }
  writeConnection(paths.connection, connection)
  expect(readConnection(paths.connection)).toEqual(connection)
  expect([modeOf(paths.folder), modeOf(paths.key), modeOf(paths.connection)]).toEqual([0o700, 0o600, 0o600])
  removeConnection(paths.connection, 124)
  expect(readConnection(paths.connection)).toBeDefined()
  removeConnection(paths.connection, 123)
  expect(readConnection(paths.connection)).toBeUndefined()
})

test('a folder that others could read is closed', () => {
  const { folder } = practicePaths(join(dataDir, 'other'))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  makeFolder(folder)
  expect(modeOf(folder)).toBe(0o700)
})

test.each([
  '',
  '{',
  '{"port":1}',
  '{"address":"0.0.0.0","port":1,"pid":1,"startedAt":1,"version":"1",' +
    '"accessKeyId":"a","secretAccessKey":"b"}',
])('a connection file that cannot be right is none: %j', (text) => {
  const { connection } = practicePaths(dataDir)
  writeFileSync(connection, text)
  expect(readConnection(connection)).toBeUndefined()
})
