import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAccount } from '../../../electron/practice/account.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-invalid-faults-'))
  file = join(folder, 'faults.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const options = () => ({ folder, version: 'test', log: () => undefined })

test('faults that cannot be read keep the account from starting, and name the file', async () => {
  writeFileSync(file, '{ nonsense')
  await expect(createAccount(options())).rejects.toThrow(file)
})

test('while it runs, every call names the file, until it is right again', async () => {
  const account = await createAccount(options())
  const sts = new STSClient({
    region: 'us-west-2',
    endpoint: `http://127.0.0.1:${account.port}`,
    credentials: account.key,
    maxAttempts: 1,
  })
  const ask = () => sts.send(new GetCallerIdentityCommand({}))
  const write = (text: string, atSec: number) => {
    writeFileSync(file, text)
    utimesSync(file, atSec, atSec)
  }
  try {
    await ask()
    write('{ nonsense', 1)
    await expect(ask()).rejects.toMatchObject({
      name: 'InvalidFaults',
      message: expect.stringContaining(file) as string,
    })
    write('{ "throttle": "much" }', 2)
    await expect(ask()).rejects.toThrow(/faults\.json cannot be read: .*\n.*throttle/s)
    write('{ "throttle": 0 }', 3)
    await ask()
  } finally {
    sts.destroy()
    await account.close()
  }
})
