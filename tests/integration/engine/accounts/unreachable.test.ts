import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../../electron/engine/engine.ts'
import type { AppError } from '../../../../shared/errors.ts'
import { ownAuthority } from './own-authority.ts'
import { closedPort, cuttingServer, signInPage, silentServer, tlsServer } from './unreachable-servers.ts'

/** An engine, and a profile `work` whose calls go to an endpoint that does not answer. */
let dataDir: string
let engine: Engine
let environment: NodeJS.ProcessEnv
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-unreachable-'))
  environment = { ...process.env }
  for (const name of ['AWS_CA_BUNDLE', 'AWS_ENDPOINT_URL', 'AWS_REGION']) delete process.env[name]
  mkdirSync(join(dataDir, 'aws'))
  process.env['AWS_CONFIG_FILE'] = join(dataDir, 'aws', 'config')
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(dataDir, 'aws', 'credentials')
  engine = createEngine({ dataDir })
})
afterEach(async () => {
  process.env = environment
  await engine.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const keys = 'aws_access_key_id = AKIAEXAMPLEEXAMPLE00\naws_secret_access_key = dummy\n'
const account = { kind: 'profile', profile: 'work' } as const
const region = 'us-west-2'
const configure = (text: string): void => writeFileSync(join(dataDir, 'aws', 'config'), text)
const identify = (profile = 'work') =>
  call(engine, 'accounts.identify', { account: { kind: 'profile', profile }, region })

/** What a refused look says, and how long it took. */
async function refused(work: () => Promise<unknown>): Promise<{ error: AppError; seconds: number }> {
  const beganMs = performance.now()
  const error = await work().then(
    () => expect.fail('it was answered'),
    (thrown: unknown) => thrown as AppError,
  )
  return { error, seconds: (performance.now() - beganMs) / 1000 }
}

const rows: [string, () => Promise<string>, object, RegExp][] = [
  [
    'a name without an address',
    async () => 'https://sts.sluice-test.invalid',
    { host: 'sts.sluice-test.invalid', reason: 'dns' },
    /\(no DNS answer for sts\.sluice-test\.invalid\)/,
  ],
  [
    'a closed port',
    async () => `http://127.0.0.1:${await closedPort()}`,
    { reason: 'refused', code: 'ECONNREFUSED' },
    /\(127\.0\.0\.1:\d+ refuses the connection\)/,
  ],
  [
    'a closed port that has two addresses',
    async () => `http://localhost:${await closedPort()}`,
    { reason: 'refused' },
    /\(localhost:\d+ refuses the connection\)/,
  ],
  [
    'a server that says nothing',
    async () => `http://127.0.0.1:${await silentServer()}`,
    { reason: 'silent' },
    /accepts the connection, but does not answer/,
  ],
  [
    'a server that says nothing, not even TLS',
    async () => `https://127.0.0.1:${await silentServer()}`,
    { reason: 'silent' },
    /accepts the connection, but does not answer/,
  ],
  [
    'a server that cuts the connection',
    async () => `http://127.0.0.1:${await cuttingServer()}`,
    { reason: 'reset', code: 'ECONNRESET' },
    /cuts the connection/,
  ],
  [
    'a proxy that reads along',
    async () => `https://127.0.0.1:${await tlsServer(await ownAuthority('Corp Proxy CA'))}`,
    { reason: 'certificate', issuer: 'Corp Proxy CA' },
    /issued by "Corp Proxy CA".*AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS/,
  ],
]

describe('an account that does not answer', () => {
  test.each(rows)(
    '%s: says so soon, as data and in words',
    { timeout: 30_000 },
    async (_, where, data, text) => {
      const warn = vi.spyOn(console, 'warn')
      const endpoint = await where()
      configure(`[profile work]\n${keys}endpoint_url = ${endpoint}\n`)
      const { error, seconds } = await refused(() => identify())
      expect(error).toMatchObject({ code: 'unreachable', details: data })
      expect(error.message).toMatch(text)
      expect(error.message).toContain(`${endpoint} cannot be reached from here`)
      expect(error.message).not.toMatch(/refused to/)
      expect(seconds).toBeLessThan(10)
      expect(warn).not.toHaveBeenCalled()
    },
  )

  test('is not asked for longer by what signs in', { timeout: 60_000 }, async () => {
    const endpoint = `http://127.0.0.1:${await silentServer()}`
    const role = 'role_arn = arn:aws:iam::123456789012:role/x'
    writeFileSync(join(dataDir, 'aws', 'token'), 'dummy')
    configure(
      `[profile role]\nendpoint_url = ${endpoint}\n${role}\nsource_profile = keys\n[profile keys]\n${keys}` +
        `[profile web]\nendpoint_url = ${endpoint}\n${role}\n` +
        `web_identity_token_file = ${dataDir}/aws/token\n` +
        `[profile sso]\nendpoint_url = ${endpoint}\nsso_session = s\nsso_account_id = 123456789012\n` +
        'sso_role_name = r\n' +
        '[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n',
    )
    const asked = ['role', 'web', 'sso'].map((profile) => refused(() => identify(profile)))
    for (const { error, seconds } of await Promise.all(asked)) {
      expect(error).toMatchObject({ code: 'unreachable', details: { reason: 'silent' } })
      expect(seconds).toBeLessThan(10)
    }
  })

  test('fails the preflight and the start before anything is created', { timeout: 60_000 }, async () => {
    configure(`[profile work]\n${keys}endpoint_url = http://127.0.0.1:${await silentServer()}\n`)
    const { id } = await call(engine, 'deployments.plan', { experimentId: 'proxy-2017', account, region })
    const asked = [
      () => call(engine, 'preflight.check', { id }),
      () => call(engine, 'experiments.run', { id, accountId: '123456789012' }),
      () => call(engine, 'accounts.regions', { account }),
    ].map(refused)
    for (const { error, seconds } of await Promise.all(asked)) {
      expect(error.code).toBe('unreachable')
      expect(seconds).toBeLessThan(10)
    }
    expect((await call(engine, 'deployments.get', { id })).phase).toBe('planned')
  })
})

describe('AWS_CA_BUNDLE', () => {
  test.each(['environment', 'profile'])('of the %s is trusted', async (place) => {
    const certified = await ownAuthority('Corp Proxy CA')
    const bundle = join(dataDir, 'corp.pem')
    writeFileSync(bundle, certified.authority)
    if (place === 'environment') process.env['AWS_CA_BUNDLE'] = bundle
    const endpoint = `https://127.0.0.1:${await tlsServer(certified)}`
    const more = place === 'profile' ? `ca_bundle = ${bundle}\n` : ''
    configure(`[profile work]\n${keys}endpoint_url = ${endpoint}\n${more}`)
    expect(await identify()).toMatchObject({ accountId: '123456789012' })
  })

  test('that cannot be read, or holds no certificate, is named', async () => {
    configure(`[profile work]\n${keys}`)
    process.env['AWS_CA_BUNDLE'] = join(dataDir, 'gone.pem')
    await expect(identify()).rejects.toThrow(
      /AWS_CA_BUNDLE names .*gone\.pem, which cannot be read \(ENOENT\)/,
    )
    writeFileSync(join(dataDir, 'gone.pem'), 'nothing')
    await expect(identify()).rejects.toThrow(/holds no certificate/)
  })
})

test('an answer that is not one of AWS’s is no refusal', { timeout: 30_000 }, async () => {
  configure(`[profile work]\n${keys}endpoint_url = http://127.0.0.1:${await signInPage()}\n`)
  const { error } = await refused(() => identify())
  expect(error.message).toMatch(/the answer, with status 200, is not one of AWS's/)
})

test.each(['localhost:4566', '"http://127.0.0.1:4566"', 'ftp://127.0.0.1'])(
  'an endpoint_url that is no web address is named: %s',
  async (endpoint) => {
    configure(`[profile work]\n${keys}endpoint_url = ${endpoint}\n`)
    await expect(identify()).rejects.toMatchObject({ code: 'invalid-input', details: { field: 'account' } })
    await expect(identify()).rejects.toThrow(/endpoint_url of the profile is .* must begin with http/)
  },
)
