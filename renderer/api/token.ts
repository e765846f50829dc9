import { parseCredential, type Credential } from '../../shared/socket-protocol.ts'

/*
 * Where a page keeps its token: in sessionStorage, which belongs to scheme, host and port. A cookie would
 * not do: cookies know no ports, so any other server on 127.0.0.1, of another user too, would be sent it. A
 * page in a new tab, which has no token, asks the tabs beside it; only pages of the same origin hear it.
 */
const key = 'sluice.token'
const channelName = 'sluice.token'
/** How long a tab beside this one may take. */
const askMs = 500

/**
 * What the address said, which it says no longer: a token is not to stay in a history, a screenshot or a
 * bookmark.
 */
let given = takeFromAddress()
// Such an address, opened in a tab that is here already, changes what stands behind the `#` and loads
// nothing.
window.addEventListener('hashchange', () => {
  if (credentialInAddress() !== undefined) window.location.reload()
})
if (typeof BroadcastChannel !== 'undefined') shareWithTabs()

/** @returns undefined where there is none: then only the address that `sluice serve` prints helps */
export async function takeCredential(): Promise<Credential | undefined> {
  const first = given
  given = undefined
  if (first !== undefined) return first
  const secret = sessionStorage.getItem(key) ?? (await askTabs())
  return secret === undefined ? undefined : { kind: 'token', secret }
}

export function keepToken(token: string): void {
  sessionStorage.setItem(key, token)
}

/** `#token=SECRET` or `#once=SECRET`: what stands behind the `#` is never sent to a server. */
function credentialInAddress(): Credential | undefined {
  const [, kind = '', secret = ''] = /^#(\w+)=(.+)$/.exec(window.location.hash) ?? []
  return parseCredential(`${kind}.${secret}`)
}

function takeFromAddress(): Credential | undefined {
  const credential = credentialInAddress()
  if (credential === undefined) return undefined
  window.history.replaceState(null, '', `${window.location.pathname}#/`)
  if (credential.kind === 'token') keepToken(credential.secret)
  return credential
}

function shareWithTabs(): void {
  new BroadcastChannel(channelName).addEventListener(
    'message',
    ({ data, currentTarget }: MessageEvent<unknown>) => {
      const token = sessionStorage.getItem(key)
      if (data === 'ask' && token !== null && currentTarget instanceof BroadcastChannel)
        tell(currentTarget, { token })
    },
  )
}

function askTabs(): Promise<string | undefined> {
  const channel = new BroadcastChannel(channelName)
  return new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), askMs)
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'object' || data === null || !('token' in data) || typeof data.token !== 'string')
        return
      clearTimeout(timer)
      resolve(data.token)
    })
    tell(channel, 'ask')
  }).finally(() => channel.close())
}

/** A channel reaches its own origin only, and has no place to name one. */
function tell(channel: BroadcastChannel, message: unknown): void {
  channel.postMessage.call(channel, message)
}
