import type { AnyEvent } from '../../shared/events.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract.ts'
import type { ErrorData } from '../../shared/errors.ts'
import type { Connection, Transport } from './transport.ts'

/** The contract as a page uses it. */
export interface Api {
  /** @throws CommandError with what the engine says went wrong */
  call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>
  onEvent(listener: (event: AnyEvent) => void): () => void
  /** Called when the connection was lost and is back: whatever is shown is to be asked for again. */
  onReconnect(listener: () => void): () => void
  /** Null where the connection cannot be lost. */
  connection: Connection | null
}

export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly data: ErrorData
  constructor(data: ErrorData) {
    super(data.message)
    this.data = data
  }
}

export function createApi(transport: Transport): Api {
  return {
    async call<N extends CommandName>(name: N, input: CommandInput<N>) {
      const answer = await transport.request(name, input)
      if (!answer.ok) throw new CommandError(answer.error)
      return answer.value as CommandOutput<N>
    },
    onEvent: (listener) => transport.onEvent(listener),
    onReconnect: (listener) => transport.onReconnect?.(listener) ?? (() => undefined),
    connection: transport.connection ?? null,
  }
}
