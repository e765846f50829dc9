import { socketPath } from '../../shared/socket-protocol.ts'
import { bridgeTransport } from './bridge.ts'
import { socketTransport } from './socket.ts'
import { keepToken, takeCredentials } from './token.ts'
import type { Transport } from './transport.ts'

/**
 * The transport of this page: Electron's bridge where there is one, else a WebSocket to the browser host
 * that the page came from.
 */
export function connect(): Transport {
  return (
    bridgeTransport() ??
    socketTransport({
      open: (protocols) => new WebSocket(`ws://${window.location.host}${socketPath}`, protocols),
      credentials: takeCredentials,
      keep: keepToken,
    })
  )
}
