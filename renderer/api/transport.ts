import type { AnyEvent } from '../../shared/contract.ts'
import type { Answer } from '../../shared/wire.ts'

/** How a page reaches the engine, whoever hosts it. */
export interface Transport {
  /** Never rejects because of the command: what went wrong is in the answer. */
  request(name: string, input: unknown): Promise<Answer<unknown>>
  /** @returns stops listening */
  onEvent(listener: (event: AnyEvent) => void): () => void
}
