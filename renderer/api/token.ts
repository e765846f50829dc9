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

/** The code that the address had, which it has no longer: a reload or a bookmark would show it again. */
let given = takeFromAddress()
// Such an address, opened in a tab that is here already, changes what stands behind the `#` and loads
// nothing.
window.addEventListener('hashchange', () => {
  if (credentialInAddress() !== undefined) window.location.reload()
})
if (typeof BroadcastChannel !== 'undefined') shareWithTabs()

/** @returns none where only a new address that `sluice serve` prints helps */
export async function takeCredentials(): Promise<Credential[]> {
  const code = given
  given = undefined
  const kept = sessionStorage.getItem(key)
  const secret = kept ?? (code === undefined ? await askTabs() : undefined)
  // An address that is spent, opened in a tab that has been let in, must not shut it out.
  const token: Credential[] = secret === undefined ? [] : [{ kind: 'token', secret }]
  return code === undefined ? token : [...token, code]
}

export function keepToken(token: string): void {
  sessionStorage.setItem(key, token)
}

/** `#once=CODE`: what stands behind the `#` is never sent to a server. */
function credentialInAddress(): Credential | undefined {
  const [, code = ''] = /^#once=(.+)$/.exec(window.location.hash) ?? []
  return parseCredential(`once.${code}`)
}

function takeFromAddress(): Credential | undefined {
  const credential = credentialInAddress()
  if (credential === undefined) return undefined
  window.history.replaceState(null, '', `${window.location.pathname}#/`)
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
