import { useEffect, useState } from 'react'
import type { CommandInput, CommandName, CommandOutput, EventName } from '../../shared/contract.ts'
import type { Api } from './api.ts'

export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; message: string }

const noInput = {}

/** What a command without input answers, asked again whenever one of the events says that it may have changed. */
export function useCommand<N extends CommandName>(api: Api, name: N, changedBy: EventName | null = null): Loaded<CommandOutput<N>> {
  const [loaded, setLoaded] = useState<Loaded<CommandOutput<N>>>({ state: 'loading' })
  useEffect(() => {
    let latest = 0
    const ask = async (): Promise<void> => {
      latest += 1
      const mine = latest
      const answer = await api.call(name, noInput as CommandInput<N>).then(
        (value): Loaded<CommandOutput<N>> => ({ state: 'ready', value }),
        (thrown: unknown): Loaded<CommandOutput<N>> => ({
          state: 'failed',
          message: thrown instanceof Error ? thrown.message : String(thrown),
        }),
      )
      if (mine === latest) setLoaded(answer)
    }
    void ask()
    const stop = api.onEvent((event) => {
      if (event.name === changedBy) void ask()
    })
    return () => {
      latest = -1
      stop()
    }
  }, [api, name, changedBy])
  return loaded
}
