import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../../../electron/cli/session.ts'
import { createEngine, type Engine } from '../../../../electron/engine/engine.ts'
import type { AppError } from '../../../../shared/errors.ts'
import { ownAuthority } from './own-authority.ts'
import { closedPort, loopbackProxy, tlsServer } from './unreachable-servers.ts'

/** A company's network: names have no address in it, and what is outside is reached through a proxy only. */
const host = 'sts.sluice-test.invalid'
let dataDir: string
let engine: Engine
let environment: NodeJS.ProcessEnv
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-proxy-'))
  environment = { ...process.env }
  for (const name of ['AWS_CA_BUNDLE', 'AWS_ENDPOINT_URL', 'NO_PROXY', 'no_proxy', 'HTTPS_PROXY'])
    delete process.env[name]
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
const identify = () => call(engine, 'accounts.identify', { account, region: 'us-west-2' })
const refused = () =>
  identify().then(
    () => expect.fail('answered'),
    (thrown: unknown) => thrown as AppError,
  )

/** A proxy with an authority of its own, and a profile that leads there. */
async function network(protocol = 'https') {
  const certified = await ownAuthority('Corp Proxy CA', host)
  const bundle = join(dataDir, 'corp.pem')
  writeFileSync(bundle, certified.authority)
  writeFileSync(
    join(dataDir, 'aws', 'config'),
    `[profile work]\n${keys}endpoint_url = ${protocol}://${host}\n`,
  )
  const proxy = await loopbackProxy(await tlsServer(certified))
  return { bundle, ...proxy, url: `http://me:hunter2@127.0.0.1:${proxy.port}` }
}

describe('a proxy with an authority of its own', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])('of %s, trusted by AWS_CA_BUNDLE', async (variable) => {
    const { bundle, url, port, asked } = await network()
    process.env[variable] = url
    process.env['AWS_CA_BUNDLE'] = bundle
    const identity = await identify()
    expect(identity.accountId).toBe('123456789012')
    expect(identity.settings).toEqual([
      { kind: 'ca-bundle', value: bundle, from: 'AWS_CA_BUNDLE' },
      { kind: 'proxy', value: `http://127.0.0.1:${port}`, from: variable },
    ])
    const password = `Basic ${Buffer.from('me:hunter2').toString('base64')}`
    expect(asked).toContainEqual({ target: `${host}:443`, password })
  })

  test('that is not trusted is named, with who issued its certificate', async () => {
    const { url } = await network()
    process.env['HTTPS_PROXY'] = url
    const error = await refused()
    expect(error.details).toMatchObject({ host, reason: 'certificate', issuer: 'Corp Proxy CA' })
    expect(error.message).toMatch(/through the proxy http:\/\/127\.0\.0\.1:\d+ .*AWS_CA_BUNDLE/)
    expect(JSON.stringify(error)).not.toContain('hunter2')
  })
})

test('an endpoint without TLS goes through HTTP_PROXY', async () => {
  const { port, asked } = await network('http')
  // Without a protocol, as many write it.
  process.env['HTTP_PROXY'] = `127.0.0.1:${port}`
  expect((await identify()).accountId).toBe('123456789012')
  expect(asked.map(({ target }) => target)).toContain(`http://${host}/`)
})

test.each(['sluice-test.invalid', '.sluice-test.invalid', `other.invalid, ${host}`, '*'])(
  'NO_PROXY = %s exempts the name',
  async (names) => {
    const { url, asked } = await network()
    process.env['HTTPS_PROXY'] = url
    process.env['NO_PROXY'] = names
    expect((await refused()).details).toMatchObject({ reason: 'dns', host, proxy: null })
    expect(asked).toEqual([])
  },
)

describe('a proxy that does not serve', () => {
  test('because nothing runs there is the one to blame', async () => {
    await network()
    const port = await closedPort()
    process.env['HTTPS_PROXY'] = `http://me:hunter2@127.0.0.1:${port}`
    const error = await refused()
    expect(error.details).toMatchObject({ reason: 'refused', host: `127.0.0.1:${port}` })
    expect(error.message).toMatch(/through the proxy .* \(127\.0\.0\.1:\d+ refuses the connection\)/)
    expect(error.message).toMatch(/because of HTTPS_PROXY/)
  })

  test('because it wants another password', async () => {
    await network()
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${(await loopbackProxy(null)).port}`
    const error = await refused()
    expect(error.details).toMatchObject({ reason: 'proxy', code: 'ERR_PROXY_TUNNEL' })
    expect(error.message).toMatch(/does it want a password/)
  })

  test('because it is none that Sluice can use', async () => {
    await network()
    process.env['HTTPS_PROXY'] = 'socks5://me:hunter2@127.0.0.1:1080'
    const error = await refused()
    expect(error.message).toMatch(/^HTTPS_PROXY is socks5:\/\/127\.0\.0\.1:1080, which Sluice cannot use/)
  })
})
