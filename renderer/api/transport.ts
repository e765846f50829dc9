import type { AnyEvent } from '../../shared/events.ts'
import type { Answer } from '../../shared/wire.ts'

/** `refused`: the engine is there, but does not take this page's token; nothing but another address helps. */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'refused'

/** A connection that can be lost. */
export interface Connection {
  state(): ConnectionState
  /** @returns stops listening */
  onChange(listener: () => void): () => void
}

/** How a page reaches the engine, in any host. */
export interface Transport {
  /** Never rejects because of the command: what went wrong is in the answer. */
  request(name: string, input: unknown): Promise<Answer<unknown>>
  /** @returns stops listening */
  onEvent(listener: (event: AnyEvent) => void): () => void
  /**
   * Called when the connection was lost and is back: events may be missing, so whatever is shown is to be
   * asked for again. Absent where the connection cannot be lost.
   * @returns stops listening
   */
  onReconnect?(listener: () => void): () => void
  /** Absent where the connection cannot be lost. */
  readonly connection?: Connection
}
