import type { Activity } from '../../shared/activity.ts'
import type { Answer } from '../../shared/wire.ts'
import { openConnection, type ConnectionOptions } from './connection.ts'
import { eventRelay } from './event-relay.ts'
import { pendingRequests } from './pending-requests.ts'
import type { Transport } from './transport.ts'

export interface SocketOptions extends ConnectionOptions {
  /** How long a request may wait for a connection before it is given up. */
  patienceMs?: number
}

export interface SocketTransport extends Required<Transport> {
  /** Ends the connection for good. */
  close(): void
}

/**
 * The transport over a WebSocket to the browser host. It connects at once, and again whenever the
 * connection was lost.
 */
export function socketTransport(options: SocketOptions): SocketTransport {
  const { patienceMs = 5_000 } = options
  const reconnectListeners = new Set<() => void>()
  let wasConnected = false

  const connection = openConnection(options, (message) => {
    if ('event' in message) events.receive(message.event)
    else requests.settle(message.id, message.answer)
  })
  const requests = pendingRequests(connection, patienceMs)
  const request = async (name: string, input: unknown): Promise<Answer<unknown>> => {
    const answer = await requests.ask(name, input)
    if (name === 'activities.list' && answer.ok) events.saw(answer.value as Activity[])
    return answer
  }
  const events = eventRelay((afterSeq) => request('activities.list', { afterSeq }))

  const onConnected = (): void => {
    requests.connected()
    if (wasConnected) {
      void events.catchUp()
      for (const listener of reconnectListeners) listener()
    }
    wasConnected = true
  }
  connection.onChange(() => {
    const state = connection.state()
    if (state === 'connected') onConnected()
    else if (state === 'lost') requests.lost()
    else if (state === 'refused') requests.refused()
  })
  return {
    request,
    onEvent: (listener) => events.onEvent(listener),
    onReconnect(listener) {
      reconnectListeners.add(listener)
      return () => reconnectListeners.delete(listener)
    },
    connection,
    close: () => connection.close(),
  }
}
