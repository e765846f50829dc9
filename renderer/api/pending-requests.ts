import { maxMessageBytes, mostRequestsAtOnce } from '../../shared/socket-protocol.ts'
import type { Answer } from '../../shared/wire.ts'
import type { ReopeningSocket } from './connection.ts'

interface Pending {
  name: string
  text: string
  sent: boolean
  /** A request that costs the connection each time must not be repeated for ever. */
  repeated: boolean
  resolve(answer: Answer<unknown>): void
  giveUp?: ReturnType<typeof setTimeout>
}

/** Requests that have no answer yet. Each gets one in the end, whatever happens to the connection. */
export interface PendingRequests {
  ask(name: string, input: unknown): Promise<Answer<unknown>>
  settle(id: number, answer: Answer<unknown>): void
  /** Sends what could not be sent before. */
  connected(): void
  /** Keeps requests that only read, to send them again; all others that were sent fail. */
  lost(): void
  refused(): void
}

/**
 * Verbs of commands that change nothing: after a lost connection these are sent again without the page
 * noticing. All others fail then.
 */
const readingVerbs = new Set(['list', 'get', 'steps', 'curves', 'live', 'export', 'check', 'about'])

/** @param patienceMs how long a request may wait for a connection */
export function pendingRequests(
  connection: Pick<ReopeningSocket, 'send' | 'state'>,
  patienceMs: number,
): PendingRequests {
  const pending = new Map<number, Pending>()
  let lastId = 0

  const settle = (id: number, answer: Answer<unknown>): void => {
    const request = pending.get(id)
    if (request === undefined) return
    pending.delete(id)
    clearTimeout(request.giveUp)
    request.resolve(answer)
  }
  const wait = (id: number, request: Pending): void => {
    request.giveUp = setTimeout(() => settle(id, unreachable), patienceMs)
  }
  const send = (id: number, request: Pending): void => {
    request.sent = connection.send(request.text)
    if (request.sent) clearTimeout(request.giveUp)
    else if (connection.state() === 'refused') settle(id, refused)
    else wait(id, request)
  }
  return {
    ask(name, input) {
      lastId += 1
      const id = lastId
      const text = JSON.stringify({ id, name, input })
      if (new TextEncoder().encode(text).length > maxMessageBytes) return Promise.resolve(tooLarge)
      if (pending.size >= mostRequestsAtOnce) return Promise.resolve(tooMany)
      return new Promise((resolve) => {
        const request: Pending = { name, text, sent: false, repeated: false, resolve }
        pending.set(id, request)
        send(id, request)
      })
    },
    settle,
    connected() {
      for (const [id, request] of pending) send(id, request)
    },
    lost() {
      for (const [id, request] of pending) {
        if (!request.sent) continue
        if (!isReading(request.name) || request.repeated) {
          settle(id, cutOff)
          continue
        }
        request.sent = false
        request.repeated = true
        wait(id, request)
      }
    },
    refused() {
      for (const id of pending.keys()) settle(id, refused)
    },
  }
}

function isReading(name: string): boolean {
  return readingVerbs.has(name.slice(name.lastIndexOf('.') + 1))
}

function disconnected(message: string): Answer<unknown> {
  return { ok: false, error: { code: 'disconnected', message, details: {} } }
}

const unreachable = disconnected('Sluice cannot be reached. Is it still running?')
const tooMany = disconnected('Too many requests are waiting for Sluice.')
const refused = disconnected(
  'Sluice does not accept this page. Open the newest address that `sluice serve` has printed.',
)
const cutOff = disconnected(
  'The connection to Sluice was lost before it answered. Check whether it was done before you try again.',
)

const tooLarge: Answer<unknown> = {
  ok: false,
  error: {
    code: 'invalid-input',
    message: `This is more than the ${maxMessageBytes / 1024} kB that can be sent at once.`,
    details: {},
  },
}
