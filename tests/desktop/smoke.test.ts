import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerIdentity } from '../../electron/aws/identity.ts'
import { type Aws, openClients } from '../../electron/aws/clients.ts'
import { createStack, describeStack, followStack } from '../../electron/aws/stacks.ts'
import { lingerMs } from '../../electron/practice/idle.ts'
import { connectPractice } from '../../electron/practice/start.ts'
import type { Check } from '../../shared/contract.ts'
import type { Answer } from '../../shared/wire.ts'
import { type LaunchedApp, launchApp } from './launch.ts'
import { asarFiles, type PackedApp, packApp, sqliteBinary } from './packed-app.ts'
import { isAlive, processesWith } from './processes.ts'
import { runEntry } from './run-entry.ts'

let folder: string
let dataDir: string
let packed: PackedApp

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-desktop-'))
  dataDir = join(folder, 'data')
  packed = packApp(join(folder, 'pack'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('the package', () => {
  test('cannot be turned into something else by flags or the environment', async () => {
    const fuses = await getCurrentFuseWire(packed.executable)
    const on = '1'.charCodeAt(0)
    const off = '0'.charCodeAt(0)
    expect(fuses).toMatchObject({
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    })
  })

  test('holds the bundle, the templates and one native module, which alone lies outside of the archive', () => {
    const files = asarFiles(join(packed.resources, 'app.asar'))
    expect(files.filter(({ unpacked }) => unpacked).map(({ path }) => path)).toEqual([sqliteBinary])
    const others = files.map(({ path }) => path).filter((path) => !/^(out|templates)\//.test(path))
    expect(others.filter((path) => !path.startsWith('node_modules/better-sqlite3/'))).toEqual(['package.json'])
    expect(others.filter((path) => path.endsWith('.node'))).toEqual([sqliteBinary])
  })
})

describe('the processes that the packed app starts of itself', () => {
  const server = createServer((request, response) => response.end(`hello ${request.url}`))
  let address: string
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const run = (entry: string, ...args: string[]) => runEntry(packed.executable, entry, dataDir, args)

  test('take the place of curl', async () => {
    const args = ['-q', '-k', '-s', '-o', join(folder, 'body'), '-w', '%{http_code}', '-H', 'Accept: */*', '--max-time', '5', address]
    expect(await run('curl-stand-in', ...args)).toMatchObject({ code: 0, stdout: '200' })
    expect(readFileSync(join(folder, 'body'), 'utf8')).toBe('hello /page')
    expect(await run('curl-stand-in', '-s', '-w', '%{http_code}', 'http://127.0.0.1:1/')).toMatchObject({ code: 7, stdout: '000' })
  })

  test('take the place of wrk', async () => {
    const { code, stdout } = await run('wrk-stand-in', '-t1', '-c2', '-d1s', '--timeout', '65s', address)
    expect(code).toBe(0)
    expect(Number(/(\d+) requests in/.exec(stdout)?.[1])).toBeGreaterThan(10)
  })

  test('end at once where they cannot run', async () => {
    const { code, stderr } = await run('no-such-entry')
    expect(code).toBe(1)
    expect(stderr).toContain('There is no entry "no-such-entry".')
  })
})

describe('the packed app', () => {
  let app: LaunchedApp
  beforeAll(async () => {
    app = await launchApp(packed.executable, { SLUICE_DATA_DIR: dataDir })
  })
  afterAll(async () => {
    await app.close()
  })

  test('opens its window, and its database behind it', async () => {
    expect(app.page.url()).toBe('app://sluice/')
    await app.page.getByText('There are no runs yet').waitFor()
    expect(await app.page.title()).toBe('Sluice')
  })

  test('keeps its page inside', async () => {
    const found = await app.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.head.append(script)
      const status = async (path: string): Promise<number> => (await fetch(path)).status
      return {
        require: typeof Reflect.get(window, 'require'),
        process: typeof Reflect.get(window, 'process'),
        bridge: Object.keys(Reflect.get(window, 'sluice') as object).toSorted(),
        injected: typeof Reflect.get(window, 'injected'),
        opened: window.open('app://sluice/'),
        geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
        notifications: (await navigator.permissions.query({ name: 'notifications' })).state,
        policy: (await fetch('app://sluice/')).headers.get('content-security-policy'),
        outside: await Promise.all(['/..%2f..%2fpackage.json', '/..%5c..%5cpackage.json', '/%2e%2e/main/main.js'].map(status)),
      }
    })
    expect(found).toMatchObject({
      require: 'undefined',
      process: 'undefined',
      bridge: ['onEvent', 'request'],
      injected: 'undefined',
      opened: null,
      geolocation: 'denied',
      notifications: 'denied',
      outside: [404, 404, 404],
    })
    expect(found.policy).toContain("default-src 'none'")
    expect(found.policy).toContain("script-src 'self';")
    await app.page.evaluate(() => window.location.assign('data:text/html,elsewhere'))
    await app.page.evaluate(() => window.location.assign('app://elsewhere/'))
    expect(app.page.url()).toBe('app://sluice/')
  })

  test('refuses what the contract does not know', async () => {
    expect(await request(app, 'engine.close', {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(await request(app, 'runs.get', { id: 7 })).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(await request(app, 'runs.list', {})).toEqual({ ok: true, value: [] })
  })

  test('leaves the practice account running when it is killed, for as long as a stack is live', async () => {
    const checks = (await request(app, 'doctor.check', {})) as Answer<Check[]>
    if (!checks.ok) throw new Error(checks.error.message)
    expect(checks.value.find(({ name }) => name === 'practice account')).toMatchObject({ outcome: 'ok' })

    const stack = await inPractice(async (aws, pid) => {
      expect(processesWith(dataDir).find((found) => found.pid === pid)?.command).toContain('--sluice-entry=practice')
      const request = { name: 'smoke', templateBody: template, parameters: {}, tags: {}, token: 'smoke' }
      const arn = await createStack(aws, request)
      const { state } = await followStack(aws, arn, { signal: AbortSignal.timeout(20_000), onEvent: () => undefined })
      expect(state?.status).toBe('CREATE_COMPLETE')
      return { arn, pid }
    })

    await app.kill()
    // Without a client, and without its stack, it would end by itself after this time.
    await sleep(lingerMs + 500)
    expect(isAlive(stack.pid)).toBe(true)
    await inPractice(async (aws, pid) => {
      expect(pid).toBe(stack.pid)
      expect((await callerIdentity(aws)).accountId).toMatch(/^\d{12}$/)
      expect((await describeStack(aws, stack.arn))?.status).toBe('CREATE_COMPLETE')
    })

    process.kill(stack.pid, 'SIGTERM')
    await expect.poll(() => processesWith(folder), { timeout: 10_000 }).toEqual([])
  })
})

function request(app: LaunchedApp, name: string, input: unknown): Promise<Answer<unknown>> {
  return app.page.evaluate(
    ([name, input]) => {
      const bridge = Reflect.get(window, 'sluice') as { request(name: unknown, input: unknown): Promise<Answer<unknown>> }
      return bridge.request(name, input)
    },
    [name, input] as const,
  )
}

const template = JSON.stringify({ Resources: { Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } } })

/** Talks to the practice account of the data folder, from here, as the command line would. */
async function inPractice<T>(work: (aws: Aws, pid: number) => Promise<T>): Promise<T> {
  const practice = await connectPractice(dataDir)
  const { endpoint, accessKeyId, secretAccessKey, pid } = practice
  const aws = openClients({ region: 'us-west-2', endpoint, credentials: { accessKeyId, secretAccessKey }, pollMs: 100 })
  try {
    return await work(aws, pid)
  } finally {
    aws.close()
    practice.disconnect()
  }
}
