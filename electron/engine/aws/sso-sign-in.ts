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
import {
  isDeniedAuthorization,
  isExpiredAuthorization,
  isPendingAuthorization,
  isSlowDown,
  toAppError,
} from './aws-errors.ts'
import type { AccountFacts } from './account-facts.ts'
import { destinationOf, endpointConfig } from './clients.ts'
import type { SsoSession } from './credential-source.ts'
import { errorKind } from './error-kind.ts'
import { createRequestHandler } from './request-handler.ts'

/** What a person needs to sign in elsewhere. */
export interface DeviceCode {
  url: string
  code: string
  expiresAtMs: number
}

/**
 * Signs in by the OAuth device flow: shows a code, waits until the person has approved it in a browser, and
 * keeps the token in memory, where the SDK's own providers find it. Nothing is written to disk. Sources: RFC
 * 8628, and the API reference of IAM Identity Center's OIDC.
 * @param show shows the code until `signal` aborts; rejects with the reason when the person cancels
 * @returns false when the code was not approved in time
 * @throws AppError `credentials` when the person has denied the request, or what `show` rejects with
 */
export async function signInToSso(
  session: SsoSession,
  { detour, variants }: Pick<AccountFacts, 'detour' | 'variants'>,
  show: (device: DeviceCode, signal: AbortSignal) => Promise<never>,
): Promise<boolean> {
  const client = new SSOOIDCClient({
    region: session.region,
    ...endpointConfig(detour?.endpoint, variants),
    requestHandler: createRequestHandler({
      to: destinationOf(detour?.endpoint, detour),
      caBundle: variants.caBundle,
      proxies: variants.proxies,
      hurried: true,
    }),
  })
  /** Ends the prompt and the polling for the token. */
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
    const lastsMs = (device.expiresIn ?? 600) * 1000
    const expiresAtMs = Date.now() + lastsMs
    const untilMs = performance.now() + lastsMs
    const url = device.verificationUriComplete ?? device.verificationUri ?? session.startUrl
    // The person opens it, and an endpoint other than AWS's may have sent it.
    if (!isWebPage(url))
      throw new AppError('credentials', `Signing in to ${session.id} would open no web page, but ${url}.`)
    const input = {
      clientId,
      clientSecret,
      deviceCode: device.deviceCode,
      grantType: 'urn:ietf:params:oauth:grant-type:device_code',
    }
    const token = await Promise.race([
      awaitToken(client, input, (device.interval ?? 5) * 1000, untilMs, over.signal),
      show({ url, code: device.userCode ?? '', expiresAtMs }, over.signal),
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

function isWebPage(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol)
}

/**
 * Asks for the token until the person has answered, at the pace that AWS allows. Errors that pass are no
 * answer.
 * @returns undefined when the code has expired
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
      if (!isUnanswered(thrown)) throw thrown
      if (performance.now() > untilMs) return undefined
      if (isSlowDown(thrown)) pauseMs += 5_000
    }
  }
}

function isUnanswered(thrown: unknown): boolean {
  const kind = errorKind(thrown)
  return isPendingAuthorization(thrown) || isSlowDown(thrown) || kind === 'transient' || kind === 'throttled'
}

function reasonOf(thrown: unknown, { id }: SsoSession): AppError {
  if (isDeniedAuthorization(thrown))
    return new AppError('credentials', `Signing in to ${id} was denied in the browser.`, {}, thrown)
  return toAppError(thrown, `sign in to ${id}`)
}
