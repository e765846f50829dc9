import type { AnyEvent } from '../../shared/events.ts'
import type { Answer } from '../../shared/wire.ts'
import type { Transport } from './transport.ts'

/** What a host has: the engine itself, or a stand-in with the same two functions. */
export interface Dispatcher {
  dispatch(name: string, input: unknown): Promise<Answer<unknown>>
  onEvent(listener: (event: AnyEvent) => void): () => void
}

/**
 * The transport within one process, for tests of pages. What crosses it is copied as JSON, so that it
 * carries no more than the others do.
 */
export function memoryTransport(host: Dispatcher): Transport {
  return {
    request: async (name, input) => copy(await host.dispatch(name, copy(input))),
    onEvent: (listener) => host.onEvent((event) => listener(copy(event))),
  }
}

function copy<T>(value: T): T {
  const text = JSON.stringify(value) as string | undefined
  return text === undefined ? value : (JSON.parse(text) as T)
}
