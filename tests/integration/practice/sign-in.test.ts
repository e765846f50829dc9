import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetRoleCredentialsCommand, SSOClient } from '@aws-sdk/client-sso'
import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from '@aws-sdk/client-sso-oidc'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAccount, type PracticeAccount } from '../../../electron/practice/account.ts'
import { answerSignIn } from '../engine/accounts/sign-in-page.ts'
import { administrator, prepareFolder } from '../../prepared-accounts.ts'

const quiet = () => undefined
const startUrl = 'https://practice.awsapps.com/start'
const grantType = 'urn:ietf:params:oauth:grant-type:device_code'
let folder: string
let account: PracticeAccount
let clients: { destroy(): void }[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-sign-in-'))
  prepareFolder(folder, administrator)
  account = await createAccount({ folder, version: 'test', log: quiet })
})
afterEach(async () => {
  for (const client of clients) client.destroy()
  clients = []
  await account.close()
  rmSync(folder, { recursive: true, force: true })
})

function made<T extends { destroy(): void }>(client: T): T {
  clients.push(client)
  return client
}
const config = () => ({ region: 'us-west-2', endpoint: `http://127.0.0.1:${account.port}`, maxAttempts: 1 })
const oidc = () => made(new SSOOIDCClient(config()))
const portal = () => made(new SSOClient(config()))
const pause = () => new Promise((wake) => setTimeout(wake, 1_000))

async function startDevice() {
  const { clientId, clientSecret } = await oidc().send(
    new RegisterClientCommand({ clientName: 'Sluice', clientType: 'public' }),
  )
  const device = await oidc().send(new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl }))
  const input = { clientId, clientSecret, deviceCode: device.deviceCode, grantType }
  return {
    url: device.verificationUriComplete ?? '',
    device,
    ask: (more: object = {}) => oidc().send(new CreateTokenCommand({ ...input, ...more })),
  }
}

const credentials = (accessToken: string | undefined, roleName = 'practice-sso') =>
  portal().send(
    new GetRoleCredentialsCommand({ accountId: '123456789012', roleName, accessToken: accessToken ?? '' }),
  )

describe('the device flow', () => {
  test('pending, too fast, approved, used, by the SDK’s own clients', async () => {
    const { url, device, ask } = await startDevice()
    expect(device).toMatchObject({ expiresIn: 600, interval: 1, verificationUri: url.split('?')[0] })
    await expect(ask()).rejects.toMatchObject({
      name: 'AuthorizationPendingException',
      error: 'authorization_pending',
    })
    await expect(ask()).rejects.toMatchObject({ name: 'SlowDownException' })
    await pause()
    expect(await answerSignIn(url, 'allow')).toContain('Signed in')
    const token = await ask()
    expect(token).toMatchObject({ tokenType: 'Bearer', expiresIn: 28_800 })
    await expect(ask()).rejects.toMatchObject({ name: 'InvalidGrantException' })

    const { roleCredentials } = await credentials(token.accessToken)
    const {
      accessKeyId = '',
      secretAccessKey = '',
      sessionToken = '',
      expiration = 0,
    } = roleCredentials ?? {}
    expect(expiration).toBeGreaterThan(Date.now() + 3_500_000)
    const sts = made(
      new STSClient({ ...config(), credentials: { accessKeyId, secretAccessKey, sessionToken } }),
    )
    const { Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}))
    expect(Arn).toMatch(
      /^arn:aws:sts::123456789012:assumed-role\/AWSReservedSSO_practice-sso_[0-9a-f]{16}\/practice$/,
    )
    expect(UserId).toBe('AROAPRACTICEPRACTICE1:practice')
    await expect(credentials(token.accessToken, 'admin')).rejects.toMatchObject({
      name: 'ForbiddenException',
    })
    await expect(credentials('a guess')).rejects.toMatchObject({ name: 'UnauthorizedException' })
  })

  test('what is wrong is refused by name', async () => {
    const { url, ask } = await startDevice()
    const other = await startDevice()
    await expect(ask({ clientSecret: 'guessed' })).rejects.toMatchObject({ name: 'InvalidClientException' })
    await expect(ask({ deviceCode: other.device.deviceCode })).rejects.toMatchObject({
      name: 'InvalidGrantException',
    })
    await expect(ask({ grantType: 'refresh_token' })).rejects.toMatchObject({
      name: 'UnsupportedGrantTypeException',
    })
    await answerSignIn(url, 'deny')
    await expect(ask()).rejects.toMatchObject({ name: 'AccessDeniedException' })
    await expect(answerSignIn(url, 'allow')).rejects.toThrow('404')
  })

  test('outlasts a restart of the account; what has ended by then has ended', async () => {
    const { url, ask } = await startDevice()
    const late = await startDevice()
    await account.close()
    const file = join(folder, 'state', 'sso-device', `${late.device.userCode}.json`)
    writeFileSync(
      file,
      JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), expiresAtMs: Date.now() - 1 }),
    )
    account = await createAccount({ folder, version: 'test', log: quiet })
    expect((await fetch(late.url)).status).toBe(404)
    await expect(late.ask()).rejects.toMatchObject({ name: 'ExpiredTokenException' })
    await answerSignIn(url, 'allow')
    const { accessToken } = await ask()
    await account.close()
    account = await createAccount({ folder, version: 'test', log: quiet })
    expect((await credentials(accessToken)).roleCredentials?.accessKeyId).toMatch(/^ASIA/)
  })

  test('a token expires early under the fault, and the number of documents is limited', async () => {
    writeFileSync(join(folder, 'faults.json'), JSON.stringify({ ssoSeconds: 0.001 }))
    const { url, ask } = await startDevice()
    await answerSignIn(url, 'allow')
    const { accessToken, expiresIn } = await ask()
    expect(expiresIn).toBe(28_800)
    await expect(credentials(accessToken)).rejects.toMatchObject({ name: 'UnauthorizedException' })
    const register = new RegisterClientCommand({ clientName: 'Sluice', clientType: 'public' })
    const patient = made(new SSOOIDCClient({ ...config(), maxAttempts: 10 }))
    for (let left = 210; left > 0; left -= 1) await patient.send(register)
    expect(readdirSync(join(folder, 'state', 'sso-client'))).toHaveLength(200)
  })
})

describe('the sign-in page', () => {
  test('is not there before somebody asks to sign in', async () => {
    expect(readdirSync(join(folder, 'state'))).not.toContain('sign-in')
    await startDevice()
    expect(readdirSync(join(folder, 'state'))).toContain('sign-in')
  })

  test('may run and load nothing, be framed by nobody and be kept nowhere', async () => {
    const { url } = await startDevice()
    const { headers, status } = await fetch(url)
    expect(status).toBe(200)
    const policy = headers.get('content-security-policy')?.replace(/sha256-[^']+/, 'sha256-…')
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'sha256-…'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
    expect([headers.get('cache-control'), headers.get('x-frame-options')]).toEqual(['no-store', 'DENY'])
  })

  test('acts on its own form only', async () => {
    const { url, device, ask } = await startDevice()
    const { origin, pathname } = new URL(url)
    const html = await (await fetch(url)).text()
    const seal = /name="seal" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const form = { user_code: device.userCode ?? '', seal, answer: 'allow' }
    const send = (body: object, headers: Record<string, string>) =>
      fetch(origin + pathname, {
        method: 'POST',
        headers,
        body: new URLSearchParams(body as Record<string, string>),
      })
    const statuses = [
      await send(form, {}),
      await send(form, { origin: 'https://example.com' }),
      await send(form, { origin: 'null' }),
      await send({ ...form, seal: '' }, { origin }),
      await send(
        {
          ...form,
          seal: (
            await startDevice()
              .then(({ url }) => fetch(url))
              .then((page) => page.text())
          ).slice(0, 43),
        },
        { origin },
      ),
      await send({ ...form, user_code: 'BCDF-GHJK' }, { origin }),
      await send({ ...form, more: 'x'.repeat(5_000) }, { origin }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([403, 403, 403, 403, 403, 404, 413])
    expect(await rebound(url)).toBe(403)
    await expect(ask()).rejects.toMatchObject({ name: 'AuthorizationPendingException' })
  })

  test('asks for the code where no link has brought it along, and takes it as people type', async () => {
    const { device } = await startDevice()
    const { verificationUri = '', userCode = '' } = device
    expect(await (await fetch(verificationUri)).text()).toContain('Code shown by Sluice')
    const typed = await fetch(`${verificationUri}?user_code=${userCode.toLowerCase().replace('-', '+')}`)
    expect(await typed.text()).toContain('Allow Sluice to use the practice account?')
    for (const wrong of ['BCDF-GHJK', '../../x', ''])
      expect((await fetch(`${verificationUri}?user_code=${wrong}`)).status).toBe(404)
  })
})

/** `fetch` lets nobody choose a Host. */
function rebound(url: string): Promise<number> {
  const { port, pathname, search } = new URL(url)
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      path: pathname + search,
      headers: { host: `rebind.example:${port}` },
      agent: false,
    }
    request(options, (answer) => resolve(answer.resume().statusCode ?? 0))
      .on('error', reject)
      .end()
  })
}
