import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseFile } from '../../../../electron/platform/data-dir.ts'
import { connectPractice, type PracticeConnection } from '../../../../electron/practice/connect-practice.ts'
import { openSluice, type Sluice } from '../../../e2e/sluice-command.ts'
import { isSync, type SystemCall, systemCallsOf } from './system-calls.ts'
import { printed } from '../../../prepared-accounts.ts'

const firstStack = resolve(import.meta.dirname, 'first-stack.ts')

let sluice: Sluice
/** The account that stands for AWS: another data folder's. */
let awsFolder: string
let aws: PracticeConnection
beforeEach(async () => {
  sluice = openSluice()
  awsFolder = mkdtempSync(join(tmpdir(), 'sluice-power-cut-'))
  aws = await connectPractice(awsFolder, printed('us-west-2'))
})
afterEach(async () => {
  aws.disconnect()
  await sluice.end()
  rmSync(awsFolder, { recursive: true, force: true, maxRetries: 5 })
})

/** What was written to a file and not synced yet, by the requests that were written meanwhile. */
function unsyncedAt(
  calls: readonly SystemCall[],
  file: string,
  isRequest: (one: SystemCall) => boolean,
): string[] {
  let pending = 0
  return calls.flatMap((one) => {
    if (one.target === file) pending = isSync(one) ? 0 : pending + 1
    return pending > 0 && isRequest(one) ? [`${pending} writes before ${one.text.slice(0, 200)}`] : []
  })
}

test(
  'what is announced to AWS has reached the disk before the request is written',
  { timeout: 120_000 },
  async () => {
    const environment = {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: aws.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
    }
    // Not there yet: its entry in the folder above must reach the disk, too.
    const dataDir = join(sluice.dataDir, 'above', 'data')
    const command = [process.execPath, firstStack, dataDir, '123456789012']
    const calls = await systemCallsOf(command, join(sluice.dataDir, 'trace'), environment)
    const torn = await sluice.run(['teardown', '--all'], { ...environment, SLUICE_DATA_DIR: dataDir })
    expect(torn.code, torn.stderr).toBe(0)

    const wal = `${databaseFile(dataDir)}-wal`
    const isRequest = ({ target }: SystemCall): boolean =>
      target.endsWith(`->127.0.0.1:${new URL(aws.endpoint).port}]`)
    const created = calls.findIndex((one) => isRequest(one) && one.text.includes('Action=CreateStack'))
    const before = calls.slice(0, created + 1)
    expect(created).toBeGreaterThan(0)
    expect(before.some(({ target, text }) => target === wal && text.includes('REQUESTED'))).toBe(true)
    expect(unsyncedAt(before, wal, isRequest)).toEqual([])
    const synced = new Set(before.filter(isSync).map(({ target }) => target))
    expect(synced).toContain(dataDir)
    expect(synced).toContain(dirname(dataDir))
    expect(synced).toContain(sluice.dataDir)
  },
)
