import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
  type CreateTokenCommandInput,
} from '@aws-sdk/client-sso-oidc'
import { externalDataInterceptor } from '@smithy/core/config'
import { setTimeout as delay } from 'node:timers/promises'
import { isPendingAuthorization, isSlowDown, toAppError } from './aws-errors.ts'
import type { SsoSession } from './profiles.ts'

/** What a person needs to sign in elsewhere. */
export interface DeviceCode {
  url: string
  code: string
  expiresAtMs: number
}

/**
 * Signs in by the OAuth device flow: shows a code, waits until the person has approved it in a browser, and keeps the token in memory, where the
 * SDK's own providers find it. Nothing is written to disk. Source: RFC 8628, and the API reference of IAM Identity Center's OIDC.
 * @param show is told what to show; resolves or rejects when the person has given up
 */
export async function signInToSso(
  session: SsoSession,
  endpoint: string | undefined,
  show: (device: DeviceCode, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const client = new SSOOIDCClient({
    region: session.region,
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint === undefined ? {} : { endpoint }),
  })
  const answered = new AbortController()
  try {
    const { clientId, clientSecret } = await client.send(
      new RegisterClientCommand({ clientName: 'Sluice', clientType: 'public', scopes: ['sso:account:access'] }),
    )
    const device = await client.send(new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: session.startUrl }))
    const expiresAtMs = Date.now() + (device.expiresIn ?? 600) * 1000
    const url = device.verificationUriComplete ?? device.verificationUri ?? session.startUrl
    const gaveUp = show({ url, code: device.userCode ?? '', expiresAtMs }, answered.signal).then(
      () => Promise.reject(new Error('Signing in was given up.')),
      (thrown: unknown) => (answered.signal.aborted ? new Promise<never>(() => undefined) : Promise.reject(thrown)),
    )
    const input = { clientId, clientSecret, deviceCode: device.deviceCode, grantType: 'urn:ietf:params:oauth:grant-type:device_code' }
    const token = await Promise.race([awaitToken(client, input, (device.interval ?? 5) * 1000, expiresAtMs), gaveUp])
    externalDataInterceptor.interceptToken(session.id, { ...token, startUrl: session.startUrl, region: session.region })
  } catch (thrown) {
    throw toAppError(thrown, `sign in to ${session.title}`)
  } finally {
    answered.abort()
    client.destroy()
  }
}

async function awaitToken(
  client: SSOOIDCClient,
  input: CreateTokenCommandInput,
  intervalMs: number,
  untilMs: number,
): Promise<{ accessToken: string; expiresAt: string }> {
  let pauseMs = intervalMs
  for (;;) {
    await delay(pauseMs)
    try {
      const { accessToken, expiresIn } = await client.send(new CreateTokenCommand(input))
      return { accessToken: accessToken ?? '', expiresAt: new Date(Date.now() + (expiresIn ?? 0) * 1000).toISOString() }
    } catch (thrown) {
      if (Date.now() > untilMs || !(isPendingAuthorization(thrown) || isSlowDown(thrown))) throw thrown
      if (isSlowDown(thrown)) pauseMs += 5_000
    }
  }
}
