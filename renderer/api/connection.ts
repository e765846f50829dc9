import {
  credentialText,
  refusedCloseCode,
  subprotocol,
  type AnswerMessage,
  type Credential,
  type EventMessage,
  type HostMessage,
} from '../../shared/socket-protocol.ts'
import type { Connection, ConnectionState } from './transport.ts'

export interface ConnectionOptions {
  open(protocols: string[]): WebSocket
  /** Asked before each attempt. None where the page has nothing to show. */
  credentials(): Promise<Credential[]>
  /** Called with the token that the host lets this page in with. */
  keep(token: string): void
  /** Before the second attempt; doubles with each that fails, up to `longestDelayMs`. */
  firstDelayMs?: number
}

/** A WebSocket that opens itself again. */
export interface ReopeningSocket extends Connection {
  /** @returns false while there is no connection */
  send(text: string): boolean
  /** Ends it for good. */
  close(): void
}

const longestDelayMs = 5_000

/**
 * Opens a WebSocket, and another whenever one is lost, until the host refuses the page. Only what comes
 * after the welcome is handed on.
 */
export function openConnection(
  options: ConnectionOptions,
  receive: (message: AnswerMessage | EventMessage) => void,
): ReopeningSocket {
  const { firstDelayMs = 200 } = options
  const listeners = new Set<() => void>()
  let state: ConnectionState = 'connecting'
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  const change = (next: ConnectionState): void => {
    if (state === next) return
    state = next
    for (const listener of listeners) listener()
  }
  const attempt = async (): Promise<void> => {
    const credentials = await options.credentials()
    if (state === 'refused') return
    if (credentials.length === 0) return change('refused')
    const mine = options.open([subprotocol, ...credentials.map(credentialText)])
    socket = mine
    mine.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = JSON.parse(String(data)) as HostMessage
      if ('welcome' in message) {
        failures = 0
        options.keep(message.welcome.token)
        change('connected')
      } else receive(message)
    })
    mine.addEventListener('close', ({ code }) => {
      if (mine !== socket) return
      socket = undefined
      if (code === refusedCloseCode) return change('refused')
      // A page that has never been let in is still opening, however often it must ask.
      if (state === 'connected') change('lost')
      if (state === 'refused') return
      timer = setTimeout(() => void attempt(), delayMs(firstDelayMs, failures))
      failures += 1
    })
  }
  void attempt()
  return {
    state: () => state,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send(text) {
      if (state !== 'connected' || socket === undefined) return false
      socket.send(text)
      return true
    },
    close() {
      clearTimeout(timer)
      change('refused')
      socket?.close()
    },
  }
}

/** Half of it by chance, so that several windows do not ask at the same moment. */
function delayMs(firstDelayMs: number, failures: number): number {
  const longest = Math.min(longestDelayMs, firstDelayMs * 2 ** failures)
  return longest * (0.5 + Math.random() / 2)
}
