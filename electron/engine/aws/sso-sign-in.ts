import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
  type CreateTokenCommandInput,
} from '@aws-sdk/client-sso-oidc'
import { externalDataInterceptor } from '@smithy/core/config'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import { GivenUp } from '../prompts.ts'
import {
  isDeniedAuthorization,
  isExpiredAuthorization,
  isPendingAuthorization,
  isSlowDown,
  isTransient,
  toAppError,
} from './aws-errors.ts'
import type { SsoSession } from './profiles.ts'

/** What a person needs to sign in elsewhere. */
export interface DeviceCode {
  url: string
  code: string
  expiresAtMs: number
}

/**
 * Signs in by the OAuth device flow: shows a code, waits until the person has approved it in a browser, and
 * keeps the token in memory, where the SDK's own providers find it. Nothing is written to disk. Source: RFC
 * 8628, and the API reference of IAM Identity Center's OIDC.
 * @param show is told what to show, until `signal` says that it is over; rejects when the person has given up
 * @returns false when the code was not answered in time
 * @throws AppError `credentials` when the person has given up or denied
 */
export async function signInToSso(
  session: SsoSession,
  endpoint: string | undefined,
  show: (device: DeviceCode, signal: AbortSignal) => Promise<unknown>,
): Promise<boolean> {
  const client = new SSOOIDCClient({
    region: session.region,
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint === undefined ? {} : { endpoint }),
  })
  /** Ends the prompt, and the questions for the token, whichever is left. */
  const over = new AbortController()
  try {
    const { clientId, clientSecret } = await client.send(
      new RegisterClientCommand({
        clientName: 'Sluice',
        clientType: 'public',
        scopes: ['sso:account:access'],
      }),
    )
    const device = await client.send(
      new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: session.startUrl }),
    )
    const expiresAtMs = Date.now() + (device.expiresIn ?? 600) * 1000
    const url = device.verificationUriComplete ?? device.verificationUri ?? session.startUrl
    // It is opened on the person's machine, and the answer may come from an endpoint of anybody's.
    if (!/^https?:\/\//.test(url))
      throw new AppError('credentials', `Signing in to ${session.title} would open no web page, but ${url}.`)
    const input = {
      clientId,
      clientSecret,
      deviceCode: device.deviceCode,
      grantType: 'urn:ietf:params:oauth:grant-type:device_code',
    }
    const token = await Promise.race([
      awaitToken(client, input, (device.interval ?? 5) * 1000, expiresAtMs, over.signal),
      show({ url, code: device.userCode ?? '', expiresAtMs }, over.signal).then(() =>
        Promise.reject(new GivenUp()),
      ),
    ])
    if (token === undefined) return false
    externalDataInterceptor.interceptToken(session.id, {
      ...token,
      startUrl: session.startUrl,
      region: session.region,
    })
    return true
  } catch (thrown) {
    throw reasonOf(thrown, session)
  } finally {
    over.abort()
    client.destroy()
  }
}

/**
 * Asks until the person has answered, as often as it may. A lost connection is not an answer.
 * @returns undefined when the code is no longer good
 */
async function awaitToken(
  client: SSOOIDCClient,
  input: CreateTokenCommandInput,
  intervalMs: number,
  untilMs: number,
  signal: AbortSignal,
): Promise<{ accessToken: string; expiresAt: string } | undefined> {
  let pauseMs = intervalMs
  for (;;) {
    await delay(pauseMs, undefined, { signal })
    try {
      const { accessToken, expiresIn } = await client.send(new CreateTokenCommand(input), {
        abortSignal: signal,
      })
      return {
        accessToken: accessToken ?? '',
        expiresAt: new Date(Date.now() + (expiresIn ?? 0) * 1000).toISOString(),
      }
    } catch (thrown) {
      if (isExpiredAuthorization(thrown)) return undefined
      if (!(isPendingAuthorization(thrown) || isSlowDown(thrown) || isTransient(thrown))) throw thrown
      if (Date.now() > untilMs) return undefined
      if (isSlowDown(thrown)) pauseMs += 5_000
    }
  }
}

function reasonOf(thrown: unknown, { title }: SsoSession): AppError {
  if (isDeniedAuthorization(thrown))
    return new AppError('credentials', `Signing in to ${title} was denied in the browser.`, {}, thrown)
  return toAppError(thrown, `sign in to ${title}`)
}
