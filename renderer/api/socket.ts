import type { Activity } from '../../shared/activity.ts'
import type { AnyEvent } from '../../shared/contract.ts'
import {
  maxMessageBytes,
  mostRequestsAtOnce,
  type AnswerMessage,
  type EventMessage,
} from '../../shared/socket-protocol.ts'
import type { Answer } from '../../shared/wire.ts'
import { openConnection, type ConnectionOptions } from './connection.ts'
import type { Transport } from './transport.ts'

export interface SocketOptions extends ConnectionOptions {
  /** How long a request may wait for a connection before it is given up. */
  patienceMs?: number
}

export interface SocketTransport extends Required<Transport> {
  /** Ends the connection for good. */
  close(): void
}

interface Pending {
  name: string
  text: string
  sent: boolean
  /** A request that costs the connection each time must not do so for ever. */
  repeated: boolean
  resolve(answer: Answer<unknown>): void
  giveUp?: ReturnType<typeof setTimeout>
}

/**
 * Verbs of commands that change nothing: asked again after a lost connection, as if nothing had been. All
 * others fail then.
 */
const readingVerbs = new Set(['list', 'get', 'steps', 'curves', 'live', 'export', 'check', 'about'])

/**
 * The transport over a WebSocket to the browser host. It connects by itself, and again when the connection
 * was lost.
 */
export function socketTransport(options: SocketOptions): SocketTransport {
  const { patienceMs = 5_000 } = options
  const pending = new Map<number, Pending>()
  const eventListeners = new Set<(event: AnyEvent) => void>()
  const reconnectListeners = new Set<() => void>()
  let lastId = 0
  let lastSeq = 0
  /** Events that came while the page catches up: told after what was missed. */
  let held: AnyEvent[] | undefined
  let wasConnected = false

  const emit = (event: AnyEvent): void => {
    if (event.name === 'activity.appended') lastSeq = Math.max(lastSeq, event.data.seq)
    for (const listener of eventListeners) listener(event)
  }
  const receive = (message: AnswerMessage | EventMessage): void => {
    if ('event' in message) {
      if (held === undefined) emit(message.event)
      else held.push(message.event)
    } else settle(message.id, message.answer)
  }
  const settle = (id: number, answer: Answer<unknown>): void => {
    const request = pending.get(id)
    if (request === undefined) return
    pending.delete(id)
    clearTimeout(request.giveUp)
    if (request.name === 'activities.list' && answer.ok)
      lastSeq = Math.max(lastSeq, ...(answer.value as Activity[]).map(({ seq }) => seq))
    request.resolve(answer)
  }
  const wait = (id: number, request: Pending): void => {
    request.giveUp = setTimeout(
      () => settle(id, disconnected('Sluice cannot be reached. Is it still running?')),
      patienceMs,
    )
  }
  const send = (id: number, request: Pending): void => {
    request.sent = connection.send(request.text)
    if (request.sent) clearTimeout(request.giveUp)
    else if (connection.state() === 'refused') settle(id, refused)
    else wait(id, request)
  }
  const ask = (name: string, input: unknown): Promise<Answer<unknown>> => {
    lastId += 1
    const id = lastId
    const text = JSON.stringify({ id, name, input })
    if (new TextEncoder().encode(text).length > maxMessageBytes) return Promise.resolve(tooLarge)
    if (pending.size >= mostRequestsAtOnce)
      return Promise.resolve(disconnected('Too many requests are waiting for Sluice.'))
    return new Promise((resolve) => {
      const request: Pending = { name, text, sent: false, repeated: false, resolve }
      pending.set(id, request)
      send(id, request)
    })
  }

  const catchUp = async (): Promise<void> => {
    // One that a second loss has interrupted goes on by itself: what it asks is asked again.
    if (held !== undefined) return
    held = []
    const told = new Set<number>()
    // A page that has not seen any activity has none to be completed.
    let after = lastSeq
    while (after > 0) {
      const answer = await ask('activities.list', { afterSeq: after })
      const missed = answer.ok ? (answer.value as Activity[]) : []
      for (const data of missed) {
        told.add(data.seq)
        emit({ name: 'activity.appended', data })
      }
      after = missed.at(-1)?.seq ?? 0
    }
    const waiting = held
    held = undefined
    for (const event of waiting)
      if (event.name !== 'activity.appended' || !told.has(event.data.seq)) emit(event)
  }
  const onConnected = (): void => {
    for (const [id, request] of pending) send(id, request)
    if (wasConnected) {
      void catchUp()
      for (const listener of reconnectListeners) listener()
    }
    wasConnected = true
  }
  const onLost = (): void => {
    for (const [id, request] of pending) {
      if (!request.sent) continue
      if (isReading(request.name) && !request.repeated) {
        request.sent = false
        request.repeated = true
        wait(id, request)
      } else
        settle(
          id,
          disconnected(
            'The connection to Sluice was lost before it answered. Look whether it was done before you repeat it.',
          ),
        )
    }
  }
  const connection = openConnection(options, receive)
  connection.onChange(() => {
    const state = connection.state()
    if (state === 'connected') onConnected()
    else if (state === 'lost') onLost()
    else if (state === 'refused') for (const id of pending.keys()) settle(id, refused)
  })
  return {
    request: ask,
    onEvent: (listener) => subscribe(eventListeners, listener),
    onReconnect: (listener) => subscribe(reconnectListeners, listener),
    connection,
    close: () => connection.close(),
  }
}

function isReading(name: string): boolean {
  return readingVerbs.has(name.slice(name.lastIndexOf('.') + 1))
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function disconnected(message: string): Answer<unknown> {
  return { ok: false, error: { code: 'disconnected', message, details: {} } }
}

const refused = disconnected(
  'This page is not let in by Sluice. Open the address that `sluice serve` has printed.',
)

const tooLarge: Answer<unknown> = {
  ok: false,
  error: {
    code: 'invalid-input',
    message: `This is more than the ${maxMessageBytes / 1024} kB that can be sent at once.`,
    details: {},
  },
}
