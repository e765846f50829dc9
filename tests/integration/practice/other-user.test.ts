import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from '@aws-sdk/client-sso-oidc'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createAccount, type PracticeAccount } from '../../../electron/practice/account.ts'
import { send } from './raw-request.ts'
import { askAsStranger } from './stranger.ts'
import { administrator, prepareFolder } from '../../prepared-accounts.ts'

/**
 * What needs no signature is answered to the owner only. A port does not identify one: 127.0.0.2 has the
 * same.
 */
let folder: string
let account: PracticeAccount
let owners: Socket | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-other-user-'))
  prepareFolder(folder, administrator)
  account = await createAccount({ folder, version: 'test', log: () => undefined })
})
afterEach(() => owners?.destroy())
afterAll(async () => {
  await account.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The port, on 127.0.0.1, of a connection of the owner's that stays open. */
async function portOfOwner(port: number): Promise<number> {
  owners = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.1' })
  await once(owners, 'connect')
  return owners.localPort ?? 0
}

test('a call without a signature', async () => {
  const { port } = account
  const headers = { 'content-type': 'application/json' }
  const call = {
    port,
    method: 'POST',
    path: '/client/register',
    headers: { ...headers, host: `127.0.0.1:${port}` },
  }
  const body = JSON.stringify({ clientName: 'Theirs', clientType: 'public' })
  expect((await send(port, call.headers, body, call.method, call.path)).status).toBe(200)
  expect(await askAsStranger(call, await portOfOwner(port), body)).toBe(403)
})

test('the sign-in page', async () => {
  const oidc = new SSOOIDCClient({
    region: 'us-west-2',
    endpoint: `http://127.0.0.1:${account.port}`,
    maxAttempts: 1,
  })
  const { clientId, clientSecret } = await oidc.send(
    new RegisterClientCommand({ clientName: 'Sluice', clientType: 'public' }),
  )
  const startUrl = 'https://practice.awsapps.com/start'
  const { verificationUri = '' } = await oidc.send(
    new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl }),
  )
  oidc.destroy()
  const { host, pathname, port } = new URL(verificationUri)
  const page = { port: Number(port), path: pathname, headers: { host } }
  expect((await send(page.port, page.headers, '', 'GET', page.path)).status).toBe(200)
  expect(await askAsStranger(page, await portOfOwner(page.port))).toBe(403)
})
